#include <string.h>

#include "json.h"

size_t vn_json_utf8_fault(vn_span text) {
  size_t at = 0;
  while (at < text.length) {
    uint64_t eight;
    if (text.length - at >= sizeof eight) {
      memcpy(&eight, text.bytes + at, sizeof eight);
      if ((eight & 0x8080808080808080u) == 0) {
        at += sizeof eight;
        continue;
      }
    }
    const size_t length = vn_utf8_character(text, at);
    if (length == 0) return at;
    at += length;
  }
  return text.length;
}
