/** ASCII in any case, whatever the locale. */
#ifndef VN_ASCII_H
#define VN_ASCII_H

#include "../base/text.h"

static inline char vn_lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static inline bool vn_is_digit(char c) {
  return c >= '0' && c <= '9';
}

static inline bool vn_is_alphanumeric(char c) {
  return vn_is_digit(c) || (vn_lower(c) >= 'a' && vn_lower(c) <= 'z');
}

/** True: the same but for upper and lower case; `text` ends with a zero. */
static inline bool vn_is_nocase(vn_span span, const char *text) {
  for (size_t i = 0; i < span.length; i++, text++)
    if (*text == '\0' || vn_lower(span.bytes[i]) != vn_lower(*text)) return false;
  return *text == '\0';
}

#endif
