/**
 * JSON text to a Lua value: numbers become floats, null nil, arrays tables from 1. Of an object that becomes which
 * `adopt(table, keys)` gives, when there is one.
 *
 * Lua's stack: text, adopt (or nil), then three slots for each table that is open: itself; the list of its keys (nil:
 * nobody wants it); a key (an object) or the number of items (an array); then a value.
 */
#include <stdio.h>
#include <string.h>

#include "decode.h"

enum { ADOPT = 2, SLOTS = 3, TABLE = -3, KEYS = -2, PLACE = -1 };

static void skip_blanks(decoder *in) {
  while (in->at < in->text.length && memchr(" \n\r\t", in->text.bytes[in->at], 4)) in->at++;
}

/** The next byte that is no blank; -1: the text ends. */
static int peek(decoder *in) {
  skip_blanks(in);
  return in->at < in->text.length ? (uint8_t)in->text.bytes[in->at] : -1;
}

static bool word(decoder *in, const char *text) {
  const size_t length = strlen(text);
  if (in->text.length - in->at < length || memcmp(in->text.bytes + in->at, text, length) != 0)
    return vn_decode_refuse(in, in->at, "a value");
  in->at += length;
  if (*text == 'n') lua_pushnil(in->L);
  else lua_pushboolean(in->L, *text == 't');
  return true;
}

static bool number(decoder *in) {
  double value;
  const vn_span rest = {in->text.bytes + in->at, in->text.length - in->at};
  const size_t length = vn_number_read(rest, &value);
  if (length == 0) return vn_decode_refuse(in, in->at, "a value");
  in->at += length;
  lua_pushnumber(in->L, value);
  return true;
}

/** Opens an object or an array, and looks whether it is empty. */
static bool enter(decoder *in, bool is_object) {
  lua_State *L = in->L;
  if (in->depth >= VN_LUA_JSON_DEPTH) {
    in->fault = "nests deeper than 100 levels";
    return false;
  }
  luaL_checkstack(L, 10, "JSON");
  in->depth++;
  in->at++;
  lua_newtable(L);
  if (is_object && in->has_adopt) lua_newtable(L);
  else lua_pushnil(L);
  if (is_object) lua_pushliteral(L, "");
  else lua_pushinteger(L, 0);
  in->is_empty = peek(in) == (is_object ? '}' : ']');
  in->expects_item = true;
  return true;
}

/** A table has been read to its end: leaves it, or what `adopt` makes of it, on top of the stack. */
static void leave(decoder *in) {
  lua_State *L = in->L;
  in->at++;
  in->depth--;
  in->expects_item = false;
  lua_pop(L, 1);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    return;
  }
  lua_pushvalue(L, ADOPT);
  lua_insert(L, -3);
  lua_call(L, 2, 1);
}

/** A key, and the colon after it. */
static bool key(decoder *in) {
  lua_State *L = in->L;
  if (peek(in) != '"') return vn_decode_refuse(in, in->at, "a key in quotes");
  if (!vn_decode_string(in)) return false;
  lua_replace(L, PLACE - 1);
  if (peek(in) != ':') return vn_decode_refuse(in, in->at, "':'");
  in->at++;
  if (!lua_isnil(L, KEYS)) {
    lua_pushvalue(L, PLACE);
    lua_rawseti(L, KEYS - 1, (lua_Integer)lua_rawlen(L, KEYS - 1) + 1);
  }
  return true;
}

static bool is_array(lua_State *L, int place) {
  return lua_isinteger(L, place);
}

/** Puts the value on top where it belongs; then there is a comma or the end. */
static bool take(decoder *in) {
  lua_State *L = in->L;
  const bool array = is_array(L, PLACE - 1);
  const char end = array ? ']' : '}';
  if (array) {
    const lua_Integer index = lua_tointeger(L, PLACE - 1) + 1;
    lua_rawseti(L, TABLE - 1, index);
    lua_pushinteger(L, index);
    lua_replace(L, PLACE - 1);
  } else {
    lua_pushvalue(L, PLACE - 1);
    lua_insert(L, -2);
    lua_rawset(L, TABLE - 2);
  }
  const int next = peek(in);
  if (next != ',' && next != end) return vn_decode_refuse(in, in->at, array ? "',' or ']'" : "',' or '}'");
  if (next == end) {
    leave(in);
    return true;
  }
  in->at++;
  in->expects_item = true;
  return true;
}

static bool value(decoder *in) {
  in->expects_item = false;
  switch (peek(in)) {
    case '{': return enter(in, true);
    case '[': return enter(in, false);
    case '"': return vn_decode_string(in);
    case 't': return word(in, "true");
    case 'f': return word(in, "false");
    case 'n': return word(in, "null");
    default: return number(in);
  }
}

/** The next item of the table that is open: its key, its value, or the end of a table without any. */
static bool item(decoder *in) {
  if (in->is_empty) {
    in->is_empty = false;
    leave(in);
    return true;
  }
  if (in->depth > 0 && !is_array(in->L, PLACE) && !key(in)) return false;
  return value(in);
}

static bool whole(decoder *in) {
  in->expects_item = true;
  while (in->expects_item || in->depth > 0) {
    lua_checkstop(in->L);
    if (!(in->expects_item ? item(in) : take(in))) return false;
  }
  if (peek(in) >= 0) return vn_decode_refuse(in, in->at, "the end of the text");
  return true;
}

int vn_json_decode(lua_State *L) {
  decoder in = {.L = L};
  in.text.bytes = luaL_checklstring(L, 1, &in.text.length);
  lua_settop(L, 2);
  in.has_adopt = !lua_isnil(L, ADOPT);
  const size_t fault = vn_json_utf8_fault(in.text);
  if (fault < in.text.length) {
    snprintf(in.message, sizeof in.message, "byte %zu of the text is not UTF-8", fault + 1);
    in.fault = in.message;
  } else if (whole(&in)) {
    return 1;
  }
  lua_pushnil(L);
  lua_pushstring(L, vn_code_text(VN_BAD_JSON));
  lua_pushstring(L, in.fault);
  return 3;
}
