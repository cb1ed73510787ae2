#include "frame_layout.h"

static vn_frame_fault check_data(const vn_frame *frame) {
  const uint8_t flags = frame->as.data.flags;
  const size_t length = frame->as.data.part_length;
  if (flags == VN_FLAG_FIN) return length > 0 ? VN_BAD_PAYLOAD : VN_FRAME_SOUND;
  if (flags > (VN_FLAG_FIRST | VN_FLAG_LAST)) return VN_BAD_PAYLOAD;
  if (!(flags & VN_FLAG_FIRST)) return length == 0 ? VN_BAD_PAYLOAD : VN_FRAME_SOUND;
  const uint32_t whole = frame->as.data.message_length;
  const bool fits = flags & VN_FLAG_LAST ? length == whole : length > 0 && length < whole;
  return fits ? VN_FRAME_SOUND : VN_BAD_PAYLOAD;
}

static vn_frame_fault check_payload(const vn_frame *frame) {
  switch (frame->type) {
    case VN_FRAME_OPEN: return frame->as.open.incarnation == 0 ? VN_BAD_PAYLOAD : VN_FRAME_SOUND;
    case VN_FRAME_ACCEPT:
      return frame->as.accept.incarnation == 0 || frame->as.accept.echo == 0 ? VN_BAD_PAYLOAD : VN_FRAME_SOUND;
    case VN_FRAME_DATA: return check_data(frame);
    case VN_FRAME_RESET:
      return frame->as.reset.reason < VN_RESET_STALE || frame->as.reset.reason > VN_RESET_SKIP ? VN_BAD_PAYLOAD
                                                                                               : VN_FRAME_SOUND;
    default: return VN_FRAME_SOUND;
  }
}

vn_frame_fault vn_address_check(uint8_t to, uint8_t from) {
  const bool sound = to >= 1 && to <= 254 && from >= 1 && from <= 254 && to != from;
  return sound ? VN_FRAME_SOUND : VN_BAD_ADDRESS;
}

vn_frame_fault vn_frame_check(const vn_frame *frame) {
  const vn_frame_fault address = vn_address_check(frame->to, frame->from);
  if (address) return address;
  if (vn_has_channel(frame->type) && frame->channel == 0) return VN_BAD_HEADER;
  return check_payload(frame);
}
