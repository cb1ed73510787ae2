/** Strings of JSON: looked through once, and copied once. */
#include <stdio.h>
#include <string.h>

#include "decode.h"

bool vn_decode_refuse(decoder *in, size_t at, const char *expected) {
  char found[16] = "the text ends";
  if (at < in->text.length) {
    const uint8_t byte = (uint8_t)in->text.bytes[at];
    if (byte >= 32 && byte < 127) snprintf(found, sizeof found, "'%c'", byte);
    else snprintf(found, sizeof found, "'\\x%02x'", byte);
  }
  snprintf(in->message, sizeof in->message, "byte %zu: %s was expected, but found %s", at + 1, expected, found);
  in->fault = in->message;
  return false;
}

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/** -1: there are no four digits at `at`. */
static int32_t hex4(vn_span text, size_t at) {
  int32_t code = 0;
  if (text.length - at < 4) return -1;
  for (size_t i = at; i < at + 4; i++) {
    const int digit = hex_digit(text.bytes[i]);
    if (digit < 0) return -1;
    code = code * 16 + digit;
  }
  return code;
}

/** Checks `\uXXXX`, or two that are one character; `*at` is behind the u. */
static bool check_code_point(decoder *in, size_t *at) {
  const char *other_half = "the other half of a surrogate pair";
  const int32_t high = hex4(in->text, *at);
  if (high < 0) return vn_decode_refuse(in, *at, "four hexadecimal digits");
  *at += 4;
  if (high < 0xd800 || high > 0xdfff) return true;
  if (high > 0xdbff || in->text.length - *at < 2 || memcmp(in->text.bytes + *at, "\\u", 2) != 0)
    return vn_decode_refuse(in, *at, other_half);
  *at += 2;
  const int32_t low = hex4(in->text, *at);
  if (low < 0) return vn_decode_refuse(in, *at, "four hexadecimal digits");
  *at += 4;
  return (low >= 0xdc00 && low <= 0xdfff) || vn_decode_refuse(in, *at, other_half);
}

static bool check_escape(decoder *in, size_t *at) {
  const char escape = *at < in->text.length ? in->text.bytes[*at] : '\0';
  if (escape == '\0' || !strchr("u\"\\/bfnrt", escape)) return vn_decode_refuse(in, *at, "an escape");
  ++*at;
  return escape != 'u' || check_code_point(in, at);
}

/** Finds the closing quote. */
static bool check(decoder *in, size_t start, size_t *end, bool *has_escapes) {
  size_t at = start;
  *has_escapes = false;
  for (;;) {
    if (at >= in->text.length || (uint8_t)in->text.bytes[at] < 32) return vn_decode_refuse(in, at, "'\"'");
    const char c = in->text.bytes[at];
    if (c == '"') break;
    at++;
    if (c != '\\') continue;
    *has_escapes = true;
    if (!check_escape(in, &at)) return false;
  }
  *end = at;
  return true;
}

static char *put_utf8(char *to, uint32_t code) {
  if (code < 0x80) {
    *to++ = (char)code;
    return to;
  }
  if (code < 0x800) {
    *to++ = (char)(0xc0 | code >> 6);
  } else {
    if (code < 0x10000) {
      *to++ = (char)(0xe0 | code >> 12);
    } else {
      *to++ = (char)(0xf0 | code >> 18);
      *to++ = (char)(0x80 | (code >> 12 & 0x3f));
    }
    *to++ = (char)(0x80 | (code >> 6 & 0x3f));
  }
  *to++ = (char)(0x80 | (code & 0x3f));
  return to;
}

static char *put_escape(vn_span text, size_t *at, char *to) {
  static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
  const char escape = text.bytes[(*at)++];
  if (escape != 'u') {
    *to++ = values[strchr(names, escape) - names];
    return to;
  }
  uint32_t code = (uint32_t)hex4(text, *at);
  *at += 4;
  if (code >= 0xd800 && code <= 0xdfff) {
    code = 0x10000 + ((code - 0xd800) << 10) + ((uint32_t)hex4(text, *at + 2) - 0xdc00);
    *at += 6;
  }
  return put_utf8(to, code);
}

/** What was checked; no escape is shorter than what it stands for. */
static void push_unescaped(lua_State *L, vn_span text) {
  luaL_Buffer buffer;
  char *start = luaL_buffinitsize(L, &buffer, text.length), *to = start;
  for (size_t at = 0; at < text.length;) {
    const char c = text.bytes[at++];
    if (c == '\\') to = put_escape(text, &at, to);
    else *to++ = c;
  }
  luaL_pushresultsize(&buffer, (size_t)(to - start));
}

bool vn_decode_string(decoder *in) {
  const size_t start = in->at + 1;
  size_t end = start;
  bool has_escapes;
  if (!check(in, start, &end, &has_escapes)) return false;
  const vn_span text = {in->text.bytes + start, end - start};
  if (has_escapes) push_unescaped(in->L, text);
  else lua_pushlstring(in->L, text.bytes, text.length);
  in->at = end + 1;
  return true;
}
