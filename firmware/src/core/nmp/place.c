#include <stdio.h>
#include <string.h>

#include "rules.h"

static size_t append(char *to, size_t length, const char *text) {
  while (*text && length + 1 < VN_PLACE_BYTES) to[length++] = *text++;
  to[length] = '\0';
  return length;
}

const char *vn_place_field(char to[VN_PLACE_BYTES], const char *at, const char *field) {
  size_t length = append(to, 0, at);
  if (*at) length = append(to, length, ".");
  append(to, length, field);
  return to;
}

const char *vn_place_item(char to[VN_PLACE_BYTES], const char *at, size_t index) {
  char digits[24];
  snprintf(digits, sizeof digits, "[%lu]", (unsigned long)index);
  append(to, append(to, 0, at), digits);
  return to;
}
