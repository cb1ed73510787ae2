/* Is a text JSON (RFC 8259), in UTF-8, of no more than VN_JSON_DEPTH_MAX levels, without half characters? */
#include "json_internal.h"

typedef enum verdict { SOUND, NOT_JSON, TOO_DEEP, HALF_CHARACTER } verdict;

/** What is being read: a position, the levels that are open (bit: an object), and what may come next. */
typedef struct scan {
  const char *at, *end;
  unsigned depth;
  uint32_t objects; /* bit n: level n is an object */
} scan;

static bool take(scan *s, const char *word) {
  const char *at = s->at;
  for (; *word; word++, at++)
    if (at == s->end || *at != *word) return false;
  s->at = at;
  return true;
}

static bool take_digits(scan *s) {
  const char *start = s->at;
  while (s->at < s->end && *s->at >= '0' && *s->at <= '9') s->at++;
  return s->at > start;
}

static bool take_number(scan *s) {
  take(s, "-");
  if (!take(s, "0") && !take_digits(s)) return false;
  if (take(s, ".") && !take_digits(s)) return false;
  if (s->at < s->end && (*s->at == 'e' || *s->at == 'E')) {
    s->at++;
    if (!take(s, "+")) take(s, "-");
    return take_digits(s);
  }
  return true;
}

/** Four hexadecimal digits; -1: they are none. */
static int32_t take_unit(scan *s) {
  if (s->end - s->at < 4) return -1;
  const int32_t unit = vn_json_unit(s->at);
  s->at += 4;
  return unit;
}

static verdict take_escape(scan *s) {
  if (s->at == s->end) return NOT_JSON;
  const char kind = *s->at++;
  if (kind != 'u') {
    for (const char *known = "\"\\/bfnrt"; *known; known++)
      if (*known == kind) return SOUND;
    return NOT_JSON;
  }
  const int32_t unit = take_unit(s);
  if (unit < 0) return NOT_JSON;
  if (unit < 0xd800 || unit > 0xdfff) return SOUND;
  if (unit > 0xdbff || !take(s, "\\u")) return HALF_CHARACTER;
  const int32_t second = take_unit(s);
  return second < 0 ? NOT_JSON : second >= 0xdc00 && second <= 0xdfff ? SOUND : HALF_CHARACTER;
}

/** Behind the opening quote. */
static verdict take_string(scan *s) {
  while (s->at < s->end) {
    const char c = *s->at++;
    if (c == '"') return SOUND;
    if ((unsigned char)c < 0x20) return NOT_JSON;
    if (c != '\\') continue;
    const verdict escape = take_escape(s);
    if (escape) return escape;
  }
  return NOT_JSON;
}

static void skip_space(scan *s) {
  s->at = vn_json_skip_space(s->at, s->end);
}

/** The key of a member, and its colon. */
static verdict take_key(scan *s) {
  skip_space(s);
  if (!take(s, "\"")) return NOT_JSON;
  const verdict key = take_string(s);
  if (key) return key;
  skip_space(s);
  return take(s, ":") ? SOUND : NOT_JSON;
}

static bool in_object(const scan *s) {
  return s->objects >> s->depth & 1;
}

/** One level more; an empty one is closed at once, and `is_empty` tells. */
static verdict open_level(scan *s, bool object, bool *is_empty) {
  if (++s->depth > VN_JSON_DEPTH_MAX) return TOO_DEEP;
  s->objects = (s->objects & ~((uint32_t)1 << s->depth)) | (uint32_t)object << s->depth;
  skip_space(s);
  *is_empty = take(s, object ? "}" : "]");
  if (*is_empty) s->depth--;
  return *is_empty || !object ? SOUND : take_key(s);
}

static verdict take_scalar(scan *s) {
  if (take(s, "\"")) return take_string(s);
  return take(s, "true") || take(s, "false") || take(s, "null") || take_number(s) ? SOUND : NOT_JSON;
}

/** Behind a value: closes levels, up to a comma. True: another value follows. */
static verdict close_levels(scan *s, bool *goes_on) {
  *goes_on = false;
  while (s->depth > 0) {
    skip_space(s);
    if (take(s, ",")) {
      *goes_on = true;
      return in_object(s) ? take_key(s) : SOUND;
    }
    if (!take(s, in_object(s) ? "}" : "]")) return NOT_JSON;
    s->depth--;
  }
  return SOUND;
}

static verdict take_value(scan *s) {
  for (bool goes_on = true; goes_on;) {
    skip_space(s);
    verdict found = SOUND;
    bool is_empty = true;
    const bool object = take(s, "{");
    if (object || take(s, "[")) found = open_level(s, object, &is_empty);
    else found = take_scalar(s);
    if (found) return found;
    if (!is_empty) continue;
    if ((found = close_levels(s, &goes_on))) return found;
  }
  return SOUND;
}

static bool refuse(verdict found, vn_span text, const scan *s, vn_error *error) {
  if (found == TOO_DEEP) return vn_refuse(error, VN_BAD_JSON, "the body nests deeper than %d", VN_JSON_DEPTH_MAX);
  if (found == HALF_CHARACTER)
    return vn_refuse(error, VN_BAD_JSON, "the escape before byte %lu is half a character",
                     (unsigned long)(s->at - text.bytes));
  return vn_refuse(error, VN_BAD_JSON, "the body is not JSON: \"%.*s\"", (int)vn_utf8_prefix(text, 40), text.bytes);
}

bool vn_json_parse(vn_span text, vn_json *value, vn_error *error) {
  if (!vn_is_utf8(text)) return vn_refuse(error, VN_BAD_JSON, "the body is not UTF-8");
  scan s = {.at = text.bytes, .end = text.bytes + text.length};
  verdict found = take_value(&s);
  const char *end = s.at;
  skip_space(&s);
  if (!found && s.at < s.end) found = NOT_JSON;
  if (found) return refuse(found, text, &s, error);
  const char *start = vn_json_skip_space(text.bytes, end);
  *value = vn_json_of((vn_span){start, (size_t)(end - start)});
  return true;
}
