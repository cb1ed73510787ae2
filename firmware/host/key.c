#include "host_board.h"

static int digit_of(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool host_read_key(const char *digits, uint8_t key[32]) {
  for (int i = 0; i < 32; i++) {
    const int high = digit_of(digits[2 * i]);
    const int low = high < 0 ? -1 : digit_of(digits[2 * i + 1]);
    if (low < 0) return false;
    key[i] = (uint8_t)(high << 4 | low);
  }
  return digits[64] == '\0';
}
