#include "text_box.h"

#include <string.h>

static void *resize(lua_State *L, vn_text_box *box, size_t room) {
  const bool is_first = box->bytes == box->first;
  return vn_vm_allocate(vn_vm_of(L), is_first ? NULL : box->bytes, is_first ? 0 : box->room, room);
}

static void release(lua_State *L, vn_text_box *box) {
  if (box->bytes != box->first) resize(L, box, 0);
  box->bytes = box->first;
  box->room = sizeof box->first;
  box->length = 0;
}

static int collect(lua_State *L) {
  release(L, lua_touserdata(L, 1));
  return 0;
}

void vn_text_box_open(lua_State *L) {
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, collect);
  lua_setfield(L, -2, "__gc");
}

vn_text_box *vn_text_box_push(lua_State *L, int metatable) {
  vn_text_box *box = lua_newuserdatauv(L, sizeof *box, 0);
  box->bytes = box->first;
  box->room = sizeof box->first;
  box->length = 0;
  lua_pushvalue(L, metatable);
  lua_setmetatable(L, -2);
  return box;
}

static void grow(lua_State *L, vn_text_box *box, size_t needed) {
  const size_t room = needed > 2 * box->room ? needed : 2 * box->room;
  char *bytes = resize(L, box, room);
  if (!bytes) {
    lua_gc(L, LUA_GCCOLLECT);
    bytes = resize(L, box, room);
  }
  if (!bytes) {
    lua_pushliteral(L, "not enough memory"); /* with this text it is an error of memory */
    lua_error(L);
  }
  if (box->bytes == box->first) memcpy(bytes, box->first, box->length);
  box->bytes = bytes;
  box->room = room;
}

void vn_text_box_add(lua_State *L, vn_text_box *box, const char *bytes, size_t count) {
  if (count > box->room - box->length) grow(L, box, box->length + count);
  memcpy(box->bytes + box->length, bytes, count);
  box->length += count;
}

void vn_text_box_add_byte(lua_State *L, vn_text_box *box, char byte) {
  if (box->length == box->room) grow(L, box, box->length + 1);
  box->bytes[box->length++] = byte;
}

void vn_text_box_finish(lua_State *L, vn_text_box *box) {
  lua_pushlstring(L, box->bytes, box->length);
  release(L, box);
}
