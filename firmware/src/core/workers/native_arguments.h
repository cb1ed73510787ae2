/** Reading the arguments of natives. Errors of Lua are raised: never with the lock taken. */
#ifndef VN_NATIVE_ARGUMENTS_H
#define VN_NATIVE_ARGUMENTS_H

#include "lauxlib.h"
#include "lua.h"
#include "worker.h"

static inline vn_worker *vn_worker_of(lua_State *L) {
  return vn_vm_context(L);
}

static inline vn_span vn_argument_text(lua_State *L, int index) {
  size_t length;
  const char *bytes = luaL_checklstring(L, index, &length);
  return (vn_span){bytes, length};
}

static inline double vn_argument_timeout(lua_State *L, int index) {
  return luaL_optnumber(L, index, -1);
}

/** `nil, code, message`, or the end of a program that is to stop. Without the lock. */
static inline int vn_answer_failure(lua_State *L, const vn_error *error) {
  return vn_vm_failure(L, error);
}

static inline int vn_answer_true(lua_State *L) {
  lua_pushboolean(L, 1);
  return 1;
}

/** Of the words, the one that the argument is; a "bad argument" error when it is none. */
static inline int vn_argument_word(lua_State *L, int index, const char *const words[]) {
  return luaL_checkoption(L, index, NULL, words);
}

#endif
