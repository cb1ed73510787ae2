#include "text.h"

/** Length of the well-formed character at `at`, 0: there is none. Unicode, table 3-7. */
static size_t character(vn_span span, size_t at) {
  const uint8_t *bytes = (const uint8_t *)span.bytes + at;
  const size_t left = span.length - at;
  const uint8_t first = bytes[0];
  if (first < 0x80) return 1;
  const size_t length = first >= 0xc2 && first <= 0xdf ? 2 : (first & 0xf0) == 0xe0 ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (length == 0 || left < length) return 0;
  const uint8_t low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  const uint8_t high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  if (bytes[1] < low || bytes[1] > high) return 0;
  for (size_t i = 2; i < length; i++)
    if ((bytes[i] & 0xc0) != 0x80) return 0;
  return length;
}

size_t vn_utf8_character(vn_span span, size_t at) {
  return character(span, at);
}

bool vn_is_utf8(vn_span span) {
  for (size_t at = 0; at < span.length;) {
    const size_t length = character(span, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

size_t vn_utf8_prefix(vn_span span, size_t most) {
  if (span.length <= most) return span.length;
  size_t end = most;
  while (end > 0 && most - end < 3 && ((uint8_t)span.bytes[end] & 0xc0) == 0x80) end--;
  return ((uint8_t)span.bytes[end] & 0xc0) == 0x80 ? most : end;
}
