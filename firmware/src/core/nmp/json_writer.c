#include "json_writer.h"

#include <string.h>

void vn_json_writer_init(vn_json_writer *json, vn_heap *heap) {
  vn_writer_init(&json->out, heap);
  json->needs_comma = false;
}

static void separate(vn_json_writer *json) {
  if (json->needs_comma) vn_write(&json->out, ",", 1);
  json->needs_comma = true;
}

static void open(vn_json_writer *json, const char *bracket) {
  separate(json);
  vn_write(&json->out, bracket, 1);
  json->needs_comma = false;
}

static void close(vn_json_writer *json, const char *bracket) {
  vn_write(&json->out, bracket, 1);
  json->needs_comma = true;
}

void vn_json_object(vn_json_writer *json) {
  open(json, "{");
}

void vn_json_object_end(vn_json_writer *json) {
  close(json, "}");
}

void vn_json_array(vn_json_writer *json) {
  open(json, "[");
}

void vn_json_array_end(vn_json_writer *json) {
  close(json, "]");
}

static void escape(vn_writer *out, uint8_t byte) {
  static const char DIGITS[] = "0123456789abcdef";
  static const char SHORT[] = "\bb\tt\nn\ff\rr\"\"\\\\";
  for (const char *pair = SHORT; *pair; pair += 2)
    if ((uint8_t)*pair == byte) {
      const char text[2] = {'\\', pair[1]};
      vn_write(out, text, 2);
      return;
    }
  const char text[6] = {'\\', 'u', '0', '0', DIGITS[byte >> 4], DIGITS[byte & 15]};
  vn_write(out, text, 6);
}

static bool is_plain(uint8_t byte) {
  return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

static void write_string(vn_writer *out, vn_span text) {
  vn_write(out, "\"", 1);
  for (size_t at = 0; at < text.length;) {
    size_t end = at;
    while (end < text.length && is_plain((uint8_t)text.bytes[end])) end++;
    vn_write(out, text.bytes + at, end - at);
    if ((at = end) == text.length) break;
    const uint8_t byte = (uint8_t)text.bytes[at];
    const size_t length = byte < 0x80 ? 1 : vn_utf8_character(text, at);
    if (byte < 0x80) escape(out, byte);
    else if (length > 0) vn_write(out, text.bytes + at, length);
    else vn_write_text(out, "\xef\xbf\xbd"); /* U+FFFD */
    at += length > 0 ? length : 1;
  }
  vn_write(out, "\"", 1);
}

void vn_json_text(vn_json_writer *json, vn_span text) {
  separate(json);
  write_string(&json->out, text);
}

void vn_json_key(vn_json_writer *json, const char *key) {
  vn_json_text(json, vn_span_of(key));
  vn_write(&json->out, ":", 1);
  json->needs_comma = false;
}

void vn_json_whole(vn_json_writer *json, uint64_t value) {
  separate(json);
  vn_write_number(&json->out, value);
}

void vn_json_raw(vn_json_writer *json, vn_span text) {
  separate(json);
  vn_write(&json->out, text.bytes, text.length);
}

void vn_json_bool(vn_json_writer *json, bool value) {
  vn_json_raw(json, value ? VN_SPAN("true") : VN_SPAN("false"));
}

void vn_json_null(vn_json_writer *json) {
  vn_json_raw(json, VN_SPAN("null"));
}

void vn_json_field_span(vn_json_writer *json, const char *key, vn_span text) {
  vn_json_key(json, key);
  vn_json_text(json, text);
}

void vn_json_field_text(vn_json_writer *json, const char *key, const char *text) {
  vn_json_field_span(json, key, vn_span_of(text));
}

void vn_json_field_whole(vn_json_writer *json, const char *key, uint64_t value) {
  vn_json_key(json, key);
  vn_json_whole(json, value);
}

void vn_json_field_bool(vn_json_writer *json, const char *key, bool value) {
  vn_json_key(json, key);
  vn_json_bool(json, value);
}

void vn_json_error(vn_json_writer *json, const vn_error *error) {
  vn_json_object(json);
  vn_json_key(json, "error");
  vn_json_object(json);
  vn_json_field_text(json, "code", vn_code_text(error->code));
  vn_json_field_text(json, "message", error->message);
  vn_json_object_end(json);
  vn_json_object_end(json);
}
