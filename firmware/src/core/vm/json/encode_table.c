/** Which keys a table is written with. */
#include "encode.h"

static bool refuse(encoder *out, const char *reason) {
  lua_pushstring(out->L, reason);
  return vn_encode_refuse(out, out->depth);
}

static bool is_open(encoder *out) {
  const void *table = lua_topointer(out->L, -1);
  for (int i = 0; i < out->depth; i++)
    if (lua_topointer(out->L, vn_encode_table_at(i)) == table) return true;
  return false;
}

/** More levels than the first: in memory of Lua. */
static void make_room(encoder *out) {
  lua_State *L = out->L;
  luaL_checkstack(L, 8, "JSON");
  if (out->depth != VN_ENCODE_FIRST_LEVELS) return;
  encode_level *levels = lua_newuserdatauv(L, VN_LUA_JSON_DEPTH * sizeof *levels, 0);
  for (int i = 0; i < VN_ENCODE_FIRST_LEVELS; i++) levels[i] = out->first[i];
  lua_replace(L, VN_ENCODE_LEVELS);
  out->levels = levels;
}

/** Pushes what `__keys` of the metatable says: a list; nil: nothing. Anything else: it is no plain object. */
static void push_told_keys(lua_State *L) {
  if (!lua_getmetatable(L, -1)) {
    lua_pushnil(L);
    return;
  }
  lua_pushvalue(L, lua_upvalueindex(2));
  lua_rawget(L, -2);
  lua_remove(L, -2);
  if (lua_isnil(L, -1) || lua_istable(L, -1)) return;
  lua_pushvalue(L, -2);
  lua_pushboolean(L, true);
  lua_call(L, 2, 1);
  if (lua_isnil(L, -1)) lua_pushboolean(L, false), lua_remove(L, -2);
}

typedef struct census {
  uint32_t count, numbers, strings;
} census;

/** Counts the keys of the table on top. False: refused, one can be no key. */
static bool count_keys(encoder *out, census *keys) {
  lua_State *L = out->L;
  *keys = (census){0};
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    lua_checkstop(L);
    lua_pop(L, 1);
    keys->count++;
    if (lua_type(L, -1) == LUA_TNUMBER) keys->numbers++;
    else if (lua_type(L, -1) == LUA_TSTRING) keys->strings++;
    else {
      lua_pushfstring(L, "has a %s as key: JSON cannot carry it", vn_encode_type_name(L, -1));
      return vn_encode_refuse(out, out->depth);
    }
  }
  return true;
}

static bool is_after(lua_State *L, int list, lua_Integer a, lua_Integer b) {
  lua_rawgeti(L, list, b);
  lua_rawgeti(L, list, a);
  const bool after = lua_compare(L, -2, -1, LUA_OPLT);
  lua_pop(L, 2);
  return after;
}

static void swap(lua_State *L, int list, lua_Integer a, lua_Integer b) {
  lua_rawgeti(L, list, a);
  lua_rawgeti(L, list, b);
  lua_rawseti(L, list, a);
  lua_rawseti(L, list, b);
}

static void sift_down(lua_State *L, int list, lua_Integer root, lua_Integer end) {
  for (;;) {
    lua_Integer child = 2 * root;
    if (child > end) return;
    lua_checkstop(L);
    if (child < end && is_after(L, list, child + 1, child)) child++;
    if (!is_after(L, list, child, root)) return;
    swap(L, list, root, child);
    root = child;
  }
}

/** Heap sort, by the bytes. */
static void sort_keys(lua_State *L, int list, lua_Integer count) {
  for (lua_Integer root = count / 2; root >= 1; root--) sift_down(L, list, root, count);
  for (lua_Integer end = count; end > 1; end--) {
    swap(L, list, 1, end);
    sift_down(L, list, 1, end - 1);
  }
}

/** Pushes the list of the keys of the table on top. */
static void push_sorted_keys(lua_State *L, uint32_t count) {
  const int table = lua_gettop(L), list = table + 1;
  lua_Integer at = 0;
  lua_createtable(L, (int)count, 0);
  lua_pushnil(L);
  while (lua_next(L, table)) {
    lua_checkstop(L);
    lua_pop(L, 1);
    lua_pushvalue(L, -1);
    lua_rawseti(L, list, ++at);
  }
  sort_keys(L, list, at);
}

/** A table that says nothing of its keys. */
static bool enter_plain(encoder *out, encode_level *level) {
  census keys;
  if (!count_keys(out, &keys)) return false;
  if (keys.numbers > 0 && keys.strings > 0)
    return refuse(out, "has both numbers and texts as keys: JSON cannot carry it");
  level->is_array = keys.strings == 0;
  level->count = keys.count;
  if (level->is_array) lua_pushnil(out->L);
  else push_sorted_keys(out->L, keys.count);
  return true;
}

bool vn_encode_enter(encoder *out) {
  lua_State *L = out->L;
  if (is_open(out)) return refuse(out, "contains itself: JSON cannot carry it");
  if (out->depth >= VN_LUA_JSON_DEPTH) return refuse(out, "nests deeper than 100 levels");
  make_room(out);
  encode_level *level = &out->levels[out->depth];
  *level = (encode_level){0};
  push_told_keys(L);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    if (!enter_plain(out, level)) return false;
  } else if (!lua_istable(L, -1)) {
    return refuse(out, "is no plain object: JSON cannot carry it");
  }
  out->depth++;
  return true;
}
