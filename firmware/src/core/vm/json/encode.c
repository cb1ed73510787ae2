/**
 * Lua value to JSON text. A table with exactly the keys 1..n is an array, the empty table `[]`, one with string keys an
 * object in the order of their bytes (Lua keeps no other). A table whose metatable has `__keys` is an object with those
 * keys, in their order.
 */
#include "encode.h"

#include <math.h>
#include <string.h>

static void add(encoder *out, const char *text) {
  vn_text_box_add(out->L, out->box, text, strlen(text));
}

static void add_byte(encoder *out, char byte) {
  vn_text_box_add_byte(out->L, out->box, byte);
}

static const char *escape_of(uint8_t byte, char buffer[8]) {
  static const char digits[] = "0123456789abcdef";
  switch (byte) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\b': return "\\b";
    case '\t': return "\\t";
    case '\n': return "\\n";
    case '\f': return "\\f";
    case '\r': return "\\r";
    default:
      memcpy(buffer, "\\u00", 4);
      buffer[4] = digits[byte >> 4];
      buffer[5] = digits[byte & 15];
      buffer[6] = '\0';
      return buffer;
  }
}

static bool is_plain(uint8_t byte) {
  return byte >= 32 && byte != '"' && byte != '\\';
}

void vn_encode_quoted(lua_State *L, vn_text_box *box, vn_span text) {
  char buffer[8];
  size_t written = 0;
  vn_text_box_add_byte(L, box, '"');
  for (size_t at = 0; at < text.length; at++) {
    const uint8_t byte = (uint8_t)text.bytes[at];
    if (is_plain(byte)) continue;
    const char *escape = escape_of(byte, buffer);
    vn_text_box_add(L, box, text.bytes + written, at - written);
    vn_text_box_add(L, box, escape, strlen(escape));
    written = at + 1;
  }
  vn_text_box_add(L, box, text.bytes + written, text.length - written);
  vn_text_box_add_byte(L, box, '"');
}

/** False: it is refused, the reason is on the stack. */
static bool write_string(encoder *out, int index) {
  vn_span text;
  text.bytes = lua_tolstring(out->L, index, &text.length);
  const size_t fault = vn_json_utf8_fault(text);
  if (fault < text.length) {
    lua_pushfstring(out->L, "is not UTF-8 text (byte %I): JSON cannot carry it", (lua_Integer)(fault + 1));
    return vn_encode_refuse(out, out->depth);
  }
  vn_encode_quoted(out->L, out->box, text);
  return true;
}

static bool write_number(encoder *out) {
  lua_State *L = out->L;
  char text[VN_NUMBER_BYTES];
  if (lua_isinteger(L, -1)) {
    add(out, lua_tostring(L, -1));
    return true;
  }
  const double value = lua_tonumber(L, -1);
  if (!isfinite(value)) {
    lua_pushfstring(L, "is %s: JSON cannot carry it", isnan(value) ? "NaN" : "infinite");
    return vn_encode_refuse(out, out->depth);
  }
  vn_text_box_add(L, out->box, text, vn_number_text(value, text));
  return true;
}

const char *vn_encode_type_name(lua_State *L, int index) {
  return lua_isthread(L, index) ? "coroutine" : luaL_typename(L, index);
}

/** The value on top of the stack, which it takes, or opens if it is a table. */
static bool write_value(encoder *out) {
  lua_State *L = out->L;
  bool is_written = true;
  switch (lua_type(L, -1)) {
    case LUA_TTABLE: return vn_encode_enter(out);
    case LUA_TSTRING: is_written = write_string(out, -1); break;
    case LUA_TNUMBER: is_written = write_number(out); break;
    case LUA_TBOOLEAN: add(out, lua_toboolean(L, -1) ? "true" : "false"); break;
    case LUA_TNIL: add(out, "null"); break;
    default:
      lua_pushfstring(L, "is a %s: JSON cannot carry it", vn_encode_type_name(L, -1));
      return vn_encode_refuse(out, out->depth);
  }
  if (is_written) lua_pop(L, 1);
  return is_written;
}

static void leave(encoder *out, const char *end) {
  add(out, end);
  lua_pop(out->L, 2);
  out->depth--;
}

/** Pushes the next item of the array that is open, or closes it. */
static bool next_of_array(encoder *out, encode_level *level) {
  lua_State *L = out->L;
  if (level->next == level->count) {
    leave(out, level->count == 0 ? "[]" : "]");
    return true;
  }
  if (lua_rawgeti(L, vn_encode_table_at(out->depth - 1), (lua_Integer)++level->next) == LUA_TNIL) {
    lua_pushliteral(L, "is an array with holes: JSON cannot carry it");
    return vn_encode_refuse(out, out->depth - 1);
  }
  add_byte(out, level->next == 1 ? '[' : ',');
  return write_value(out);
}

/** The same of an object. A key without a value is undefined: JSON leaves it out. */
static bool next_of_object(encoder *out, encode_level *level) {
  lua_State *L = out->L;
  if (lua_rawgeti(L, vn_encode_keys_at(out->depth - 1), (lua_Integer)++level->next) != LUA_TSTRING) {
    lua_pop(L, 1);
    leave(out, level->is_begun ? "}" : "{}");
    return true;
  }
  lua_pushvalue(L, -1);
  if (lua_rawget(L, vn_encode_table_at(out->depth - 1)) == LUA_TNIL) {
    lua_pop(L, 2);
    return true;
  }
  add_byte(out, level->is_begun ? ',' : '{');
  level->is_begun = true;
  if (!write_string(out, -2)) return false;
  add_byte(out, ':');
  lua_remove(L, -2);
  return write_value(out);
}

static bool next(encoder *out) {
  encode_level *level = &out->levels[out->depth - 1];
  return level->is_array ? next_of_array(out, level) : next_of_object(out, level);
}

/** Scalars that need neither box nor levels. */
static bool quick(lua_State *L) {
  char text[VN_NUMBER_BYTES];
  if (lua_type(L, 1) != LUA_TNUMBER) return false;
  if (lua_isinteger(L, 1)) {
    lua_tostring(L, 1);
    return true;
  }
  const double value = lua_tonumber(L, 1);
  if (!isfinite(value)) return false;
  lua_pushlstring(L, text, vn_number_text(value, text));
  return true;
}

/** Upvalues: the metatable of boxes, "__keys". */
int vn_json_encode(lua_State *L) {
  luaL_checkany(L, 1);
  lua_settop(L, 1);
  if (quick(L)) return 1;
  encoder out = {.L = L, .box = vn_text_box_push(L, lua_upvalueindex(1))};
  out.levels = out.first;
  lua_insert(L, VN_ENCODE_BOX);
  lua_pushnil(L);
  lua_insert(L, VN_ENCODE_LEVELS);
  bool is_written = write_value(&out);
  while (is_written && out.depth > 0) {
    lua_checkstop(L);
    is_written = next(&out);
  }
  if (!is_written) return 3; /* nil, code, message */
  vn_text_box_finish(L, out.box);
  return 1;
}
