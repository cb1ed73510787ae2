#include "error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "text.h"

static const struct {
  const char *text;
  int status;
} CODES[] = {
    {"", 200},
#define VN_ROW(name, text, status) {text, status},
    VN_ERROR_CODES(VN_ROW)
#undef VN_ROW
};

const char *vn_code_text(vn_code code) {
  return CODES[code].text;
}

int vn_code_status(vn_code code) {
  return CODES[code].status;
}

bool vn_refuse(vn_error *error, vn_code code, const char *format, ...) {
  if (!error) return false;
  char whole[VN_ERROR_MESSAGE_BYTES + 4]; /* room to see whether a character was cut */
  va_list arguments;
  va_start(arguments, format);
  const int length = vsnprintf(whole, sizeof whole, format, arguments);
  va_end(arguments);
  const size_t there = length < 0 ? 0 : (size_t)length < sizeof whole ? (size_t)length : sizeof whole - 1;
  const size_t kept = vn_utf8_prefix((vn_span){whole, there}, VN_ERROR_MESSAGE_BYTES - 1);
  error->code = code;
  memcpy(error->message, whole, kept);
  error->message[kept] = '\0';
  return false;
}
