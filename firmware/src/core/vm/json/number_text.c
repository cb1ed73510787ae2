/** Numbers as JavaScript writes them. ECMAScript, "Number::toString". */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"

/** value = 0.DIGITS * 10^point, no zero at either end of the digits. */
typedef struct decimal {
  char digits[20];
  int count, point;
} decimal;

static const double POWERS[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};
#define MOST_PLACES ((int)(sizeof POWERS / sizeof *POWERS) - 1)

static int write_whole(char *to, uint64_t value) {
  char reversed[20];
  int count = 0;
  do reversed[count++] = (char)('0' + value % 10);
  while ((value /= 10) > 0);
  for (int i = 0; i < count; i++) to[i] = reversed[count - 1 - i];
  return count;
}

static void trim_zeros(decimal *number) {
  while (number->count > 1 && number->digits[number->count - 1] == '0') number->count--;
}

/**
 * Numbers of few digits, by arithmetic alone: a whole number below 10^15 divided by an exact power of ten is rounded
 * once, so it is what the digits read back as; and no two texts of 15 digits are the same double.
 */
static bool from_fixed_point(double size, decimal *number) {
  for (int places = 0; places <= MOST_PLACES; places++) {
    const double whole = rint(size * POWERS[places]);
    if (whole >= 1e15) return false;
    if (whole / POWERS[places] != size) continue;
    number->count = write_whole(number->digits, (uint64_t)whole);
    number->point = number->count - places;
    trim_zeros(number);
    return true;
  }
  return false;
}

/** 17 digits always read back as the same; below 2^-1022 few digits may do. */
static void from_shortest(double size, decimal *number) {
  char text[VN_NUMBER_BYTES];
  for (int precision = size < 3e-308 ? 0 : 14; precision <= 16; precision++) {
    snprintf(text, sizeof text, "%.*e", precision, size);
    if (strtod(text, NULL) == size) break;
  }
  const char *exponent = strchr(text, 'e');
  number->count = 0;
  for (const char *at = text; at < exponent; at++)
    if (*at >= '0' && *at <= '9') number->digits[number->count++] = *at;
  number->point = (int)strtol(exponent + 1, NULL, 10) + 1;
  trim_zeros(number);
}

static size_t scientific(const decimal *number, char *to) {
  char *at = to;
  *at++ = number->digits[0];
  if (number->count > 1) {
    *at++ = '.';
    memcpy(at, number->digits + 1, (size_t)number->count - 1);
    at += number->count - 1;
  }
  const int exponent = number->point - 1;
  *at++ = 'e';
  *at++ = exponent < 0 ? '-' : '+';
  at += write_whole(at, (uint64_t)abs(exponent));
  return (size_t)(at - to);
}

static size_t positional(const decimal *number, char *to) {
  char *at = to;
  const int point = number->point;
  if (point <= 0) {
    memcpy(at, "0.00000", (size_t)(2 - point));
    at += 2 - point;
  }
  for (int i = 0; i < number->count || i < point; i++) {
    if (i > 0 && i == point) *at++ = '.';
    *at++ = i < number->count ? number->digits[i] : '0';
  }
  return (size_t)(at - to);
}

size_t vn_number_text(double value, char to[VN_NUMBER_BYTES]) {
  decimal number;
  char *at = to;
  if (value == 0) {
    *at = '0';
    return 1;
  }
  if (value < 0) *at++ = '-';
  const double size = fabs(value);
  if (!from_fixed_point(size, &number)) from_shortest(size, &number);
  at += number.point > 21 || number.point < -5 ? scientific(&number, at) : positional(&number, at);
  return (size_t)(at - to);
}
