/* Looks things up in a text that json_check has found to be JSON: so nothing here has to be looked for twice. */
#include <stdlib.h>
#include <string.h>

#include "json_internal.h"

const char *vn_json_skip_space(const char *at, const char *end) {
  while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) at++;
  return at;
}

int32_t vn_json_unit(const char *digits) {
  int32_t unit = 0;
  for (int i = 0; i < 4; i++) {
    const char c = digits[i];
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

vn_json vn_json_of(vn_span text) {
  vn_json_type type = VN_JSON_NUMBER;
  switch (text.length == 0 ? '\0' : text.bytes[0]) {
    case '\0': type = VN_JSON_NONE; break;
    case '{': type = VN_JSON_OBJECT; break;
    case '[': type = VN_JSON_ARRAY; break;
    case '"': type = VN_JSON_STRING; break;
    case 't': type = VN_JSON_TRUE; break;
    case 'f': type = VN_JSON_FALSE; break;
    case 'n': type = VN_JSON_NULL; break;
  }
  return (vn_json){type, text};
}

static const char *skip_string(const char *at) {
  for (at++; *at != '"'; at++)
    if (*at == '\\') at++;
  return at + 1;
}

static const char *skip_value(const char *at, const char *end) {
  unsigned depth = 0;
  do {
    if (*at == '"') {
      at = skip_string(at);
      continue;
    }
    if (*at == '{' || *at == '[') depth++;
    else if (*at == '}' || *at == ']') depth--;
    else if (depth == 0) {
      while (at < end && !strchr(",]} \n\r\t", *at)) at++;
      return at;
    }
    at++;
  } while (depth > 0);
  return at;
}

/** Takes the next value of a list of them, and the comma behind it. */
static bool take_value(vn_span *rest, vn_json *value) {
  const char *end = rest->bytes + rest->length;
  const char *at = vn_json_skip_space(rest->bytes, end);
  if (at == end || *at == ']' || *at == '}') return false;
  const char *behind = skip_value(at, end);
  *value = vn_json_of((vn_span){at, (size_t)(behind - at)});
  at = vn_json_skip_space(behind, end);
  if (at < end && (*at == ',' || *at == ':')) at++;
  *rest = (vn_span){at, (size_t)(end - at)};
  return true;
}

/** What stands between its brackets, the closing one included. */
static vn_span inside(vn_json value) {
  if (value.type != VN_JSON_OBJECT && value.type != VN_JSON_ARRAY) return (vn_span){"", 0};
  return (vn_span){value.text.bytes + 1, value.text.length - 1};
}

/** UTF-8 of a code point; how many bytes. */
static size_t put_character(char *to, uint32_t code) {
  if (code < 0x80) {
    to[0] = (char)code;
    return 1;
  }
  const size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  for (size_t i = length - 1; i > 0; i--, code >>= 6) to[i] = (char)(0x80 | (code & 0x3f));
  to[0] = (char)((0xf00 >> length & 0xff) | code);
  return length;
}

/** One character of a string's content, at most four bytes; `at` moves behind it. */
static size_t take_character(const char **at, char character[4]) {
  if (**at != '\\') {
    character[0] = *(*at)++;
    return 1;
  }
  const char kind = (*at)[1];
  *at += 2;
  if (kind != 'u') {
    static const char KINDS[] = "bfnrt", BYTES[] = "\b\f\n\r\t";
    const char *known = strchr(KINDS, kind);
    character[0] = known ? BYTES[known - KINDS] : kind;
    return 1;
  }
  uint32_t code = (uint32_t)vn_json_unit(*at);
  *at += 4;
  if (code >= 0xd800 && code <= 0xdbff) {
    code = 0x10000 + ((code - 0xd800) << 10) + ((uint32_t)vn_json_unit(*at + 2) - 0xdc00);
    *at += 6;
  }
  return put_character(character, code);
}

size_t vn_json_string(vn_json string, char *to, size_t room) {
  const char *at = string.text.bytes + 1, *end = string.text.bytes + string.text.length - 1;
  size_t length = 0;
  while (at < end) {
    char character[4];
    const size_t count = take_character(&at, character);
    if (count > room - length) break;
    memcpy(to + length, character, count);
    length += count;
  }
  return length;
}

size_t vn_json_string_length(vn_json string) {
  const char *at = string.text.bytes + 1, *end = string.text.bytes + string.text.length - 1;
  size_t length = 0;
  while (at < end) {
    char character[4];
    length += take_character(&at, character);
  }
  return length;
}

bool vn_json_string_is(vn_json string, const char *text) {
  if (string.type != VN_JSON_STRING) return false;
  const char *at = string.text.bytes + 1, *end = string.text.bytes + string.text.length - 1;
  while (at < end) {
    char character[4];
    const size_t count = take_character(&at, character);
    if (strncmp(text, character, count) != 0) return false;
    text += count;
  }
  return *text == '\0';
}

vn_json vn_json_member(vn_json object, const char *name) {
  vn_json found = {VN_JSON_NONE, {"", 0}};
  if (object.type != VN_JSON_OBJECT) return found;
  vn_span rest = inside(object);
  vn_json key, value;
  while (take_value(&rest, &key) && take_value(&rest, &value))
    if (vn_json_string_is(key, name)) found = value;
  return found;
}

vn_json_items vn_json_each(vn_json array) {
  return (vn_json_items){array.type == VN_JSON_ARRAY ? inside(array) : (vn_span){"", 0}};
}

bool vn_json_next(vn_json_items *items, vn_json *item) {
  return take_value(&items->rest, item);
}

size_t vn_json_count(vn_json array) {
  vn_json_items items = vn_json_each(array);
  vn_json item;
  size_t count = 0;
  while (vn_json_next(&items, &item)) count++;
  return count;
}

/* What follows a number within an array or object ends it. */
double vn_json_number(vn_json number) {
  return strtod(number.text.bytes, NULL);
}
