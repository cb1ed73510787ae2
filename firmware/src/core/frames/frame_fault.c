#include "frames.h"

const char *vn_frame_fault_text(vn_frame_fault fault) {
  static const char *const TEXTS[] = {
      "",        "too-short",   "too-long", "bad-label",   "bad-cobs",   "bad-crc",
      "bad-version", "bad-type", "bad-address", "bad-header", "bad-payload",
  };
  return TEXTS[fault];
}
