#include <string.h>

#include "frame_layout.h"

static void put_header(uint8_t *raw, const vn_frame *frame) {
  raw[0] = (uint8_t)(VN_LINK_VERSION << 4 | frame->type);
  raw[1] = frame->to;
  raw[2] = frame->from;
  raw[3] = frame->hops;
  vn_put16(raw + 4, vn_has_channel(frame->type) ? frame->channel : 0);
  vn_put16(raw + 6, vn_has_tag(frame->type) ? frame->tag : 0);
  vn_put16(raw + 8, vn_has_seq(frame->type) ? frame->seq : 0);
}

static void put_data(uint8_t *to, const vn_frame *frame) {
  const uint8_t flags = frame->as.data.flags;
  to[0] = flags;
  if (flags & VN_FLAG_FIN) {
    to[1] = frame->as.data.reason;
    vn_put16(to + 2, frame->as.data.next);
  } else if (flags & VN_FLAG_FIRST)
    vn_put32(to + 1, frame->as.data.message_length);
  if (frame->as.data.part_length > 0)
    memcpy(to + vn_payload_head(VN_FRAME_DATA, flags), frame->as.data.part, frame->as.data.part_length);
}

static void put_payload(uint8_t *to, const vn_frame *frame) {
  switch (frame->type) {
    case VN_FRAME_OPEN:
      vn_put16(to, frame->as.open.incarnation);
      vn_put16(to + 2, frame->as.open.credit);
      break;
    case VN_FRAME_ACCEPT:
      vn_put16(to, frame->as.accept.incarnation);
      vn_put16(to + 2, frame->as.accept.echo);
      vn_put16(to + 4, frame->as.accept.credit);
      break;
    case VN_FRAME_DATA: put_data(to, frame); break;
    case VN_FRAME_ACK:
      vn_put32(to, frame->as.ack.bitmap);
      vn_put16(to + 4, frame->as.ack.credit);
      break;
    case VN_FRAME_RESET: to[0] = frame->as.reset.reason; break;
    case VN_FRAME_PROBE:
      vn_put16(to, frame->as.probe.id);
      to[2] = frame->as.probe.reply_label;
      break;
    case VN_FRAME_PROBE_REPLY: vn_put16(to, frame->as.probe.id); break;
    case VN_FRAME_KEEPALIVE: break;
  }
}

size_t vn_frame_encode(uint8_t wire[VN_MAX_WIRE_BYTES], const vn_frame *frame, uint8_t label) {
  const bool is_data = frame->type == VN_FRAME_DATA;
  const size_t head = vn_payload_head(frame->type, is_data ? frame->as.data.flags : 0);
  const size_t payload = head + (is_data ? frame->as.data.part_length : 0);
  if (label == 0 || payload > VN_MAX_PAYLOAD_BYTES || vn_frame_check(frame) != VN_FRAME_SOUND) return 0;
  wire[0] = label;
  put_header(wire + VN_RAW_AT, frame);
  put_payload(wire + VN_PAYLOAD_AT, frame);
  const size_t count = VN_PAYLOAD_AT + payload + VN_CRC_BYTES;
  vn_put32(wire + count - VN_CRC_BYTES, vn_frame_crc(wire, count));
  vn_cobs_encode(wire + 1, count - VN_RAW_AT);
  wire[count] = 0;
  return count + 1;
}
