#include "text.h"

#include <string.h>

vn_span vn_span_of(const char *text) {
  return (vn_span){text, strlen(text)};
}

bool vn_span_is(vn_span span, const char *text) {
  return vn_span_equal(span, vn_span_of(text));
}

bool vn_span_equal(vn_span a, vn_span b) {
  return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

static bool is_alphanumeric(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool vn_is_name(vn_span span) {
  if (span.length < 1 || span.length > 63 || !is_alphanumeric(span.bytes[0])) return false;
  for (size_t i = 1; i < span.length; i++) {
    const char c = span.bytes[i];
    if (!is_alphanumeric(c) && c != '.' && c != '_' && c != '-') return false;
  }
  return true;
}
