/** Frame numbers: whole ones within a board, their low 16 bits on the wire. */
#ifndef VN_SEQUENCE_H
#define VN_SEQUENCE_H

#include <stdint.h>

/** The whole frame number nearest to `near` whose low 16 bits are `low`. */
static inline int64_t vn_widen(uint16_t low, int64_t near) {
  return near + (int16_t)(uint16_t)(low - (uint16_t)near);
}

#endif
