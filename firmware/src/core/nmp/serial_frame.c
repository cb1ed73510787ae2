#include "serial_frame.h"

#include <string.h>

#include "../frames/frames.h"

enum { HEAD_BYTES = 11, CRC_BYTES = 4 };

const char *vn_serial_fault_text(vn_serial_fault fault) {
  static const char *const TEXTS[] = {"sound", "bad-cobs", "too-short", "bad-checksum", "bad-type", "bad-range"};
  return TEXTS[fault];
}

static void put(uint8_t *to, uint32_t value, unsigned bytes) {
  for (unsigned i = 0; i < bytes; i++) to[i] = (uint8_t)(value >> 8 * i);
}

static uint32_t get(const uint8_t *from, unsigned bytes) {
  uint32_t value = 0;
  for (unsigned i = 0; i < bytes; i++) value |= (uint32_t)from[i] << 8 * i;
  return value;
}

/** A part is of its message and not empty; a resume is empty; an answer of total 0 says "not yet". */
static bool is_in_range(const vn_serial_frame *frame) {
  const bool is_bare = frame->length == 0 && frame->total == 0;
  if (frame->type == VN_SERIAL_RESUME) return is_bare;
  if (frame->type == VN_SERIAL_ANSWER && is_bare && frame->offset == 0) return true;
  return frame->length > 0 && frame->offset <= frame->total && frame->length <= frame->total - frame->offset;
}

size_t vn_serial_encode(const vn_serial_frame *frame, uint8_t wire[VN_SERIAL_WIRE_MAX_BYTES]) {
  if (frame->length > VN_SERIAL_PAYLOAD_MAX_BYTES || !is_in_range(frame)) return 0;
  const size_t plain = HEAD_BYTES + frame->length;
  wire[1] = (uint8_t)frame->type;
  put(wire + 2, frame->id, 2);
  put(wire + 4, frame->offset, 4);
  put(wire + 8, frame->total, 4);
  if (frame->length > 0) memcpy(wire + 1 + HEAD_BYTES, frame->payload, frame->length);
  put(wire + 1 + plain, vn_crc32(0, wire + 1, plain), CRC_BYTES);
  vn_cobs_encode(wire, plain + CRC_BYTES);
  wire[1 + plain + CRC_BYTES] = 0;
  return plain + CRC_BYTES + 2;
}

vn_serial_fault vn_serial_decode(uint8_t *run, size_t count, vn_serial_frame *frame) {
  if (count == 0 || count > VN_SERIAL_RUN_MAX_BYTES || !vn_cobs_decode(run, count)) return VN_SERIAL_BAD_COBS;
  if (count < 1 + HEAD_BYTES + CRC_BYTES) return VN_SERIAL_TOO_SHORT;
  const size_t plain = count - 1 - CRC_BYTES;
  if (vn_crc32(0, run + 1, plain) != get(run + 1 + plain, CRC_BYTES)) return VN_SERIAL_BAD_CHECKSUM;
  if (run[1] < VN_SERIAL_REQUEST || run[1] > VN_SERIAL_RESUME) return VN_SERIAL_BAD_TYPE;
  *frame = (vn_serial_frame){
      .type = (vn_serial_type)run[1],
      .id = (uint16_t)get(run + 2, 2),
      .offset = get(run + 4, 4),
      .total = get(run + 8, 4),
      .payload = run + 1 + HEAD_BYTES,
      .length = plain - HEAD_BYTES,
  };
  return is_in_range(frame) ? VN_SERIAL_SOUND : VN_SERIAL_BAD_RANGE;
}
