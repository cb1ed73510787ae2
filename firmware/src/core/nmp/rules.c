#include "rules.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SHOWN_BYTES = 80, SHOWN_START = 77 };

bool vn_rule_broken(const char *at, const char *wanted, vn_json value, vn_error *error) {
  const vn_span shown = value.type == VN_JSON_NONE ? VN_SPAN("missing") : value.text;
  const bool cut = shown.length > SHOWN_BYTES;
  const size_t length = cut ? vn_utf8_prefix(shown, SHOWN_START) : shown.length;
  return vn_refuse(error, VN_BAD_REQUEST, "%s: must be %s, not %.*s%s", *at ? at : "the body", wanted, (int)length,
                   shown.bytes, cut ? "..." : "");
}

/** True: there is nothing to check. */
static bool is_absent(vn_json value, vn_presence presence) {
  return value.type == VN_JSON_NONE && presence == VN_OPTIONAL;
}

bool vn_rule_object(vn_json value, const char *at, vn_presence presence, vn_error *error) {
  return is_absent(value, presence) || value.type == VN_JSON_OBJECT || vn_rule_broken(at, "an object", value, error);
}

bool vn_rule_bool(vn_json value, const char *at, vn_presence presence, vn_error *error) {
  if (is_absent(value, presence) || value.type == VN_JSON_TRUE || value.type == VN_JSON_FALSE) return true;
  return vn_rule_broken(at, "true or false", value, error);
}

bool vn_rule_whole(vn_json value, const char *at, vn_presence presence, uint64_t low, uint64_t high, uint64_t *whole,
                   vn_error *error) {
  if (is_absent(value, presence)) return true;
  const double number = value.type == VN_JSON_NUMBER ? vn_json_number(value) : -1;
  if (number >= (double)low && number <= (double)high && floor(number) == number) {
    if (whole) *whole = (uint64_t)number;
    return true;
  }
  char wanted[64];
  snprintf(wanted, sizeof wanted, "a whole number of %llu..%llu", (unsigned long long)low, (unsigned long long)high);
  return vn_rule_broken(at, wanted, value, error);
}

bool vn_rule_text(vn_json value, const char *at, vn_presence presence, size_t low, size_t high, vn_error *error) {
  if (is_absent(value, presence)) return true;
  if (value.type == VN_JSON_STRING) {
    const size_t length = vn_json_string_length(value);
    if (length >= low && length <= high) return true;
  }
  char wanted[64];
  snprintf(wanted, sizeof wanted, "text of %lu..%lu bytes", (unsigned long)low, (unsigned long)high);
  return vn_rule_broken(at, wanted, value, error);
}

bool vn_rule_name(vn_json value, const char *at, vn_presence presence, char name[64], vn_error *error) {
  if (is_absent(value, presence)) return true;
  char content[64];
  if (value.type == VN_JSON_STRING && vn_json_string_length(value) < sizeof content) {
    const size_t length = vn_json_string(value, content, sizeof content);
    if (vn_is_name((vn_span){content, length})) {
      if (name) {
        memcpy(name, content, length);
        name[length] = '\0';
      }
      return true;
    }
  }
  return vn_rule_broken(at, "a name (1..63 letters, digits, . _ -, a letter or digit first)", value, error);
}

bool vn_is_sha256(vn_span digits) {
  if (digits.length != 64) return false;
  for (size_t i = 0; i < 64; i++) {
    const char c = digits.bytes[i];
    if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) return false;
  }
  return true;
}

bool vn_rule_sha256(vn_json value, const char *at, vn_presence presence, vn_error *error) {
  if (is_absent(value, presence)) return true;
  char digits[64];
  if (value.type == VN_JSON_STRING && vn_json_string_length(value) == sizeof digits) {
    vn_json_string(value, digits, sizeof digits);
    if (vn_is_sha256((vn_span){digits, sizeof digits})) return true;
  }
  return vn_rule_broken(at, "a SHA-256 (64 lower-case hexadecimal digits)", value, error);
}

bool vn_rule_list(vn_json value, const char *at, vn_presence presence, size_t low, size_t high, size_t *count,
                  vn_error *error) {
  if (is_absent(value, presence)) return true;
  if (value.type != VN_JSON_ARRAY) return vn_rule_broken(at, "a list", value, error);
  const size_t items = vn_json_count(value);
  if (count) *count = items;
  if (items >= low && items <= high) return true;
  return vn_refuse(error, VN_BAD_REQUEST, "%s: must be a list of %lu..%lu items, not %lu items", at, (unsigned long)low,
                   (unsigned long)high, (unsigned long)items);
}

bool vn_rule_decimal(vn_span digits, const char *at, uint64_t high, uint64_t *whole, vn_error *error) {
  uint64_t value = 0;
  bool sound = digits.length >= 1 && digits.length <= 16 && (digits.length == 1 || digits.bytes[0] != '0');
  for (size_t i = 0; sound && i < digits.length; i++) {
    sound = digits.bytes[i] >= '0' && digits.bytes[i] <= '9';
    value = value * 10 + (uint64_t)(digits.bytes[i] - '0');
  }
  if (sound && value <= high) {
    *whole = value;
    return true;
  }
  return vn_refuse(error, VN_BAD_REQUEST, "%s: must be a whole number of 0..%llu, not \"%.*s\"", at,
                   (unsigned long long)high, digits.length > SHOWN_BYTES ? SHOWN_BYTES : (int)digits.length,
                   digits.bytes);
}
