/** Where the fields of a frame lie, and what each type has. */
#ifndef VN_FRAME_LAYOUT_H
#define VN_FRAME_LAYOUT_H

#include "frames.h"

enum {
  VN_RAW_AT = 2, /* behind the label and COBS's first byte */
  VN_PAYLOAD_AT = VN_RAW_AT + VN_FRAME_HEADER_BYTES,
  VN_CRC_BYTES = 4,
};

static inline uint16_t vn_get16(const uint8_t *at) {
  return (uint16_t)(at[0] | at[1] << 8);
}

static inline uint32_t vn_get32(const uint8_t *at) {
  return vn_get16(at) | (uint32_t)vn_get16(at + 2) << 16;
}

static inline void vn_put16(uint8_t *at, uint16_t value) {
  at[0] = (uint8_t)value;
  at[1] = (uint8_t)(value >> 8);
}

static inline void vn_put32(uint8_t *at, uint32_t value) {
  vn_put16(at, (uint16_t)value);
  vn_put16(at + 2, (uint16_t)(value >> 16));
}

/** Bytes of a payload; of DATA, bytes before its part. */
static inline size_t vn_payload_head(vn_frame_type type, uint8_t flags) {
  switch (type) {
    case VN_FRAME_OPEN: return 4;
    case VN_FRAME_ACCEPT: return 6;
    case VN_FRAME_DATA: return flags & VN_FLAG_FIN ? 4 : flags & VN_FLAG_FIRST ? 5 : 1;
    case VN_FRAME_ACK: return 6;
    case VN_FRAME_RESET: return 1;
    case VN_FRAME_KEEPALIVE: return 0;
    case VN_FRAME_PROBE: return 3;
    case VN_FRAME_PROBE_REPLY: return 2;
  }
  return 0;
}

static inline bool vn_has_channel(vn_frame_type type) {
  return type <= VN_FRAME_KEEPALIVE;
}

static inline bool vn_has_tag(vn_frame_type type) {
  return type >= VN_FRAME_DATA && type <= VN_FRAME_KEEPALIVE;
}

static inline bool vn_has_seq(vn_frame_type type) {
  return type >= VN_FRAME_DATA && type <= VN_FRAME_RESET;
}

/** The CRC-32 over label, header and payload of an unstuffed frame of `count` bytes, its own four included. */
static inline uint32_t vn_frame_crc(const uint8_t *wire, size_t count) {
  return vn_crc32(vn_crc32(0, wire, 1), wire + VN_RAW_AT, count - VN_CRC_BYTES - VN_RAW_AT);
}

/** The first rule that the frame's values break: encoder and decoder both ask. */
vn_frame_fault vn_frame_check(const vn_frame *frame);
vn_frame_fault vn_address_check(uint8_t to, uint8_t from);

#endif
