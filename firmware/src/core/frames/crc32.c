#include "frames.h"

/* CRC-32 (IEEE 802.3, reflected) of the sixteen values of four bits: small enough for a board's cache. */
static const uint32_t NIBBLES[16] = {
    0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
    0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
};

uint32_t vn_crc32(uint32_t crc, const void *bytes, size_t count) {
  const uint8_t *at = bytes;
  crc = ~crc;
  for (; count > 0; count--, at++) {
    crc = (crc >> 4) ^ NIBBLES[(crc ^ *at) & 15];
    crc = (crc >> 4) ^ NIBBLES[(crc ^ (*at >> 4)) & 15];
  }
  return ~crc;
}
