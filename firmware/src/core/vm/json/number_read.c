/** JSON's numbers to doubles. */
#include <stdlib.h>

#include "json.h"

/** Powers of ten that are doubles exactly. */
static const double EXACT[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                               1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
#define MOST_EXACT 22
#define MOST_DIGITS 15
#define MOST_EXPONENT 9999

typedef struct scan {
  const char *at, *end;
  uint64_t whole;  /* the digits without the point, as long as there are at most MOST_DIGITS */
  int digits;      /* of `whole`, leading zeros not counted */
  int scale;       /* power of ten that `whole` is to be taken by */
} scan;

static bool is_digit(const scan *in) {
  return in->at < in->end && *in->at >= '0' && *in->at <= '9';
}

static void take_digit(scan *in, int scale) {
  const int digit = *in->at++ - '0';
  if ((in->digits > 0 || digit > 0) && in->digits <= MOST_DIGITS) in->digits++;
  if (in->digits > MOST_DIGITS) return;
  in->whole = in->whole * 10 + (uint64_t)digit;
  in->scale += scale;
}

static bool take_integer(scan *in) {
  if (!is_digit(in)) return false;
  const bool is_zero = *in->at == '0';
  take_digit(in, 0);
  while (!is_zero && is_digit(in)) take_digit(in, 0);
  return true;
}

static bool take_fraction(scan *in) {
  if (in->at == in->end || *in->at != '.') return true;
  in->at++;
  if (!is_digit(in)) return false;
  while (is_digit(in)) take_digit(in, -1);
  return true;
}

static bool take_exponent(scan *in) {
  if (in->at == in->end || (*in->at != 'e' && *in->at != 'E')) return true;
  in->at++;
  const bool is_negative = in->at < in->end && *in->at == '-';
  if (in->at < in->end && (*in->at == '-' || *in->at == '+')) in->at++;
  if (!is_digit(in)) return false;
  int exponent = 0;
  for (; is_digit(in); in->at++)
    if (exponent < MOST_EXPONENT) exponent = exponent * 10 + (*in->at - '0');
  in->scale += is_negative ? -exponent : exponent;
  return true;
}

static bool is_number_byte(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

size_t vn_number_read(vn_span text, double *value) {
  scan in = {.at = text.bytes, .end = text.bytes + text.length};
  const bool is_negative = text.length > 0 && *text.bytes == '-';
  if (is_negative) in.at++;
  if (!take_integer(&in) || !take_fraction(&in) || !take_exponent(&in)) return 0;
  if (in.at < in.end && is_number_byte(*in.at)) return 0;
  if (in.digits > MOST_DIGITS || in.scale > MOST_EXACT || in.scale < -MOST_EXACT) {
    *value = strtod(text.bytes, NULL); /* a zero follows the text of every Lua string */
  } else {
    const double size = in.scale < 0 ? (double)in.whole / EXACT[-in.scale] : (double)in.whole * EXACT[in.scale];
    *value = is_negative ? -size : size;
  }
  return (size_t)(in.at - text.bytes);
}
