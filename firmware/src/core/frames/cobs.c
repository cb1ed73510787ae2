#include "frames.h"

/* Consistent Overhead Byte Stuffing (Cheshire, Baker: IEEE/ACM Transactions on Networking 7, 1999): every zero becomes
   the distance to the next one. Up to VN_COBS_MAX bytes a distance always fits its byte, and it costs exactly one. */

void vn_cobs_encode(uint8_t *bytes, size_t count) {
  size_t next = count + 1;
  for (size_t at = count; at >= 1; at--) {
    if (bytes[at] != 0) continue;
    bytes[at] = (uint8_t)(next - at);
    next = at;
  }
  bytes[0] = (uint8_t)next;
}

bool vn_cobs_decode(uint8_t *bytes, size_t count) {
  if (count < 1 || count > VN_COBS_MAX + 1) return false;
  size_t next = 0;
  for (size_t at = 0; at < count; at++) {
    const uint8_t byte = bytes[at];
    if (byte == 0) return false;
    if (at != next) continue;
    next = at + byte;
    bytes[at] = 0;
  }
  return next == count;
}
