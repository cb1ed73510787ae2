/** Times of the link layer: microseconds of the host's clock, signed so that "long ago" can be told. */
#ifndef VN_MOMENT_H
#define VN_MOMENT_H

#include <stdint.h>

typedef int64_t vn_moment;

#define VN_LONG_AGO (INT64_MIN / 4)
#define VN_NOT_YET (INT64_MAX / 4)
#define VN_MS 1000

static inline vn_moment vn_earlier(vn_moment a, vn_moment b) {
  return a < b ? a : b;
}

static inline vn_moment vn_later(vn_moment a, vn_moment b) {
  return a > b ? a : b;
}

#endif
