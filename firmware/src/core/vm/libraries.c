/**
 * What a program finds. None of it reaches the host; what is bounded neither in time nor in memory is left out, or is
 * stopped by the patches to Lua. lua-runtime/src/vm/library/open-libraries.ts opens the same.
 */
#include <lualib.h>
#include <string.h>

#include "json/json.h"
#include "traceback.h"
#include "vm_state.h"

static const luaL_Reg LIBRARIES[] = {
    {LUA_GNAME, luaopen_base},          {LUA_TABLIBNAME, luaopen_table},   {LUA_STRLIBNAME, luaopen_string},
    {LUA_MATHLIBNAME, luaopen_math},    {LUA_UTF8LIBNAME, luaopen_utf8},   {LUA_COLIBNAME, luaopen_coroutine},
};

/** Replaces the arguments by one string: their texts, tabs between them. */
static void join_arguments(lua_State *L, int count) {
  luaL_Buffer line;
  luaL_buffinit(L, &line);
  for (int i = 1; i <= count; i++) {
    if (i > 1) luaL_addchar(&line, '\t');
    luaL_tolstring(L, i, NULL);
    luaL_addvalue(&line);
  }
  luaL_pushresult(&line);
}

/** One line to the host. */
static int print(lua_State *L) {
  const int count = lua_gettop(L);
  const vn_vm *vm = vn_vm_of(L);
  if (count != 1 || lua_type(L, 1) != LUA_TSTRING) join_arguments(L, count);
  size_t length;
  const char *bytes = lua_tolstring(L, -1, &length);
  if (vm->print) vm->print(vm->context, bytes, length);
  lua_checkstop(L);
  return 0;
}

/** Counting and collecting is all that a program can do. */
static int collect_garbage(lua_State *L) {
  static const char *const options[] = {"collect", "count",       "step",         "stop", "restart",
                                        "isrunning", "incremental", "generational", NULL};
  const int option = luaL_checkoption(L, 1, "collect", options);
  if (option == 0) lua_gc(L, LUA_GCCOLLECT);
  if (option == 1) lua_pushnumber(L, (lua_Number)vn_vm_memory_of(vn_vm_of(L)).used / 1024);
  else lua_pushinteger(L, 0);
  return 1;
}

static void remove_field(lua_State *L, const char *library, const char *name) {
  lua_getglobal(L, library);
  lua_pushnil(L);
  lua_setfield(L, -2, name);
  lua_pop(L, 1);
}

static void open_standard(lua_State *L) {
  for (size_t i = 0; i < sizeof LIBRARIES / sizeof *LIBRARIES; i++) {
    luaL_requiref(L, LIBRARIES[i].name, LIBRARIES[i].func, 1);
    lua_pop(L, 1);
  }
  remove_field(L, LUA_GNAME, "dofile");
  remove_field(L, LUA_GNAME, "loadfile");
  remove_field(L, LUA_GNAME, "warn");
  remove_field(L, LUA_STRLIBNAME, "dump");
  lua_register(L, "print", print);
  lua_register(L, "collectgarbage", collect_garbage);
}

static void open_debug(lua_State *L) {
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, vn_debug_traceback);
  lua_setfield(L, -2, "traceback");
  lua_setglobal(L, LUA_DBLIBNAME);
}

static void open_natives(lua_State *L, const vn_native_entry *natives) {
  lua_newtable(L);
  vn_json_open(L);
  for (; natives && natives->name; natives++) {
    lua_pushcfunction(L, natives->call);
    lua_setfield(L, -2, natives->name);
  }
  lua_setglobal(L, "__vnetos");
}

int vn_vm_open_libraries(lua_State *L) {
  const vn_vm_options *options = lua_touserdata(L, 1);
  open_standard(L);
  open_debug(L);
  open_natives(L, options->natives);
  return 0;
}
