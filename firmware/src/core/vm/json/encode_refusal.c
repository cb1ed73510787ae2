/** "value.items[3] is a function: JSON cannot carry it" */
#include <stdio.h>
#include <string.h>

#include "encode.h"

static bool is_word(char c, bool is_first) {
  if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '$') return true;
  return !is_first && c >= '0' && c <= '9';
}

static bool is_identifier(vn_span text) {
  if (text.length == 0) return false;
  for (size_t i = 0; i < text.length; i++)
    if (!is_word(text.bytes[i], i == 0)) return false;
  return true;
}

/** Replaces the string on top by one in which U+FFFD stands for what is no UTF-8. */
static vn_span mended(lua_State *L) {
  vn_span text;
  text.bytes = lua_tolstring(L, -1, &text.length);
  if (vn_json_utf8_fault(text) == text.length) return text;
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (size_t at = 0; at < text.length;) {
    const size_t length = vn_utf8_character(text, at);
    if (length > 0) luaL_addlstring(&buffer, text.bytes + at, length);
    else luaL_addstring(&buffer, "\xef\xbf\xbd");
    at += length > 0 ? length : 1;
  }
  luaL_pushresult(&buffer);
  lua_remove(L, -2);
  text.bytes = lua_tolstring(L, -1, &text.length);
  return text;
}

static void add_key(encoder *out, int level) {
  lua_State *L = out->L;
  vn_text_box *box = out->box;
  lua_rawgeti(L, vn_encode_keys_at(level), (lua_Integer)out->levels[level].next);
  const vn_span key = mended(L);
  if (is_identifier(key)) {
    vn_text_box_add_byte(L, box, '.');
    vn_text_box_add(L, box, key.bytes, key.length);
  } else {
    vn_text_box_add_byte(L, box, '[');
    vn_encode_quoted(L, box, key);
    vn_text_box_add_byte(L, box, ']');
  }
  lua_pop(L, 1);
}

static void add_index(encoder *out, uint32_t index) {
  char text[16];
  const int length = snprintf(text, sizeof text, "[%u]", (unsigned)index);
  vn_text_box_add(out->L, out->box, text, (size_t)length);
}

bool vn_encode_refuse(encoder *out, int depth) {
  lua_State *L = out->L;
  vn_text_box *box = out->box;
  luaL_checkstack(L, 8, "JSON");
  box->length = 0;
  vn_text_box_add(L, box, "value", 5);
  for (int i = 0; i < depth; i++)
    if (out->levels[i].is_array) add_index(out, out->levels[i].next - 1);
    else add_key(out, i);
  size_t length;
  const char *reason = lua_tolstring(L, -1, &length);
  vn_text_box_add_byte(L, box, ' ');
  vn_text_box_add(L, box, reason, length);
  lua_pushnil(L);
  lua_pushstring(L, vn_code_text(VN_BAD_REQUEST));
  vn_text_box_finish(L, box);
  return false;
}
