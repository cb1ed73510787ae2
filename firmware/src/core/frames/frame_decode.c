#include <string.h>

#include "frame_layout.h"

static vn_frame_fault check_unused(const uint8_t *raw, vn_frame_type type) {
  const uint16_t channel = vn_get16(raw + 4);
  if (!vn_has_channel(type) && channel != 0) return VN_BAD_HEADER;
  if (!vn_has_tag(type) && vn_get16(raw + 6) != 0) return VN_BAD_HEADER;
  if (!vn_has_seq(type) && vn_get16(raw + 8) != 0) return VN_BAD_HEADER;
  return vn_has_channel(type) && channel == 0 ? VN_BAD_HEADER : VN_FRAME_SOUND;
}

static void get_header(vn_frame *frame, const uint8_t *raw) {
  *frame = (vn_frame){
      .type = (vn_frame_type)(raw[0] & 15),
      .to = raw[1],
      .from = raw[2],
      .hops = raw[3],
      .channel = vn_get16(raw + 4),
      .tag = vn_get16(raw + 6),
      .seq = vn_get16(raw + 8),
  };
}

static void get_data(vn_frame *frame, const uint8_t *payload, size_t length) {
  const uint8_t flags = payload[0];
  const size_t head = vn_payload_head(VN_FRAME_DATA, flags);
  frame->as.data.flags = flags;
  frame->as.data.part = payload + head;
  frame->as.data.part_length = (uint8_t)(length - head);
  if (flags & VN_FLAG_FIN) {
    frame->as.data.reason = payload[1];
    frame->as.data.next = vn_get16(payload + 2);
  } else if (flags & VN_FLAG_FIRST)
    frame->as.data.message_length = vn_get32(payload + 1);
}

static void get_payload(vn_frame *frame, const uint8_t *payload, size_t length) {
  switch (frame->type) {
    case VN_FRAME_OPEN:
      frame->as.open.incarnation = vn_get16(payload);
      frame->as.open.credit = vn_get16(payload + 2);
      break;
    case VN_FRAME_ACCEPT:
      frame->as.accept.incarnation = vn_get16(payload);
      frame->as.accept.echo = vn_get16(payload + 2);
      frame->as.accept.credit = vn_get16(payload + 4);
      break;
    case VN_FRAME_DATA: get_data(frame, payload, length); break;
    case VN_FRAME_ACK:
      frame->as.ack.bitmap = vn_get32(payload);
      frame->as.ack.credit = vn_get16(payload + 4);
      break;
    case VN_FRAME_RESET: frame->as.reset.reason = payload[0]; break;
    case VN_FRAME_PROBE:
      frame->as.probe.id = vn_get16(payload);
      frame->as.probe.reply_label = payload[2];
      break;
    case VN_FRAME_PROBE_REPLY: frame->as.probe.id = vn_get16(payload); break;
    case VN_FRAME_KEEPALIVE: break;
  }
}

/** An unstuffed frame of `count` bytes whose CRC is right. */
static vn_frame_fault parse(const uint8_t *wire, size_t count, vn_frame *frame) {
  const uint8_t *raw = wire + VN_RAW_AT, *payload = wire + VN_PAYLOAD_AT;
  const unsigned type = raw[0] & 15;
  if (raw[0] >> 4 != VN_LINK_VERSION) return VN_BAD_VERSION;
  if (type < VN_FRAME_OPEN || type > VN_FRAME_PROBE_REPLY) return VN_BAD_TYPE;
  vn_frame_fault fault = vn_address_check(raw[1], raw[2]);
  if (!fault) fault = check_unused(raw, (vn_frame_type)type);
  if (fault) return fault;
  const size_t length = count - VN_CRC_BYTES - VN_PAYLOAD_AT;
  const bool is_data = type == VN_FRAME_DATA;
  const size_t head = vn_payload_head((vn_frame_type)type, is_data && length > 0 ? payload[0] : 0);
  if (is_data ? length < head : length != head) return VN_BAD_PAYLOAD;
  get_header(frame, raw);
  get_payload(frame, payload, length);
  return vn_frame_check(frame);
}

vn_frame_fault vn_frame_decode(const uint8_t *run, size_t count, uint8_t scratch[VN_MAX_WIRE_BYTES], vn_frame *frame,
                               uint8_t *label) {
  if (count < VN_MIN_WIRE_BYTES - 1) return VN_TOO_SHORT;
  if (count > VN_MAX_WIRE_BYTES - 1) return VN_TOO_LONG;
  memcpy(scratch, run, count);
  if (scratch[0] == 0) return VN_BAD_LABEL;
  if (!vn_cobs_decode(scratch + 1, count - 1)) return VN_BAD_COBS;
  if (vn_frame_crc(scratch, count) != vn_get32(scratch + count - VN_CRC_BYTES)) return VN_BAD_CRC;
  *label = scratch[0];
  return parse(scratch, count, frame);
}
