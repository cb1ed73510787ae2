/** How a program failed, ready for the wire. lua-runtime/src/vm/failure.ts is the same in TypeScript. */
#include <stdio.h>
#include <string.h>

#include "traceback.h"
#include "vm_state.h"

/** Steps up the metatables of an error object, for its name. */
#define MOST_STEPS 16
/** Memory beyond the budget for looking at the error object. */
#define RESERVE_BYTES 4096

void vn_vm_coroutine_failed(lua_State *L) {
  vn_vm *vm = vn_vm_of(L);
  vn_inner_failure *inner = &vm->inner;
  if (lua_isstopping(L) || lua_type(L, -1) != LUA_TSTRING) return;
  const char *message = lua_tolstring(L, -1, &inner->length);
  const size_t kept = inner->length < sizeof inner->tail ? inner->length : sizeof inner->tail;
  memcpy(inner->tail, message + inner->length - kept, kept);
  if (inner->traceback) vm->host->resize(vm->host->context, inner->traceback, 0);
  inner->traceback = vn_traceback_text(vm, L, 0);
}

int vn_vm_failed_here(lua_State *L) {
  vn_traceback_keep(vn_vm_of(L), L, 1);
  return 1;
}

/** True: the program died of what ended the coroutine. */
static bool is_of_inner(const vn_inner_failure *inner, const char *message, size_t length) {
  const size_t kept = inner->length < sizeof inner->tail ? inner->length : sizeof inner->tail;
  return inner->traceback && length >= inner->length && memcmp(message + length - kept, inner->tail, kept) == 0;
}

/** The coroutine's traceback before the program's own. */
static void join_tracebacks(vn_vm *vm) {
  char *inner = vm->inner.traceback, *own = vm->where;
  const size_t before = strlen(inner), after = own ? strlen(own) : 0;
  char *joined = vm->host->resize(vm->host->context, inner, before + 1 + after + 1);
  if (!joined) return;
  vm->inner.traceback = NULL;
  joined[before] = '\n';
  memcpy(joined + before + 1, own ? own : "", after);
  joined[before + 1 + after] = '\0';
  if (own) vm->host->resize(vm->host->context, own, 0);
  vm->where = joined;
}

/** A string under `key` of the table at `index`, without running Lua code; NULL and nothing pushed: there is none. */
static const char *raw_text(lua_State *L, int index, const char *key, size_t *length) {
  index = lua_absindex(L, index);
  lua_pushstring(L, key);
  lua_rawget(L, index);
  if (lua_type(L, -1) == LUA_TSTRING) return lua_tolstring(L, -1, length);
  lua_pop(L, 1);
  return NULL;
}

/** The name is inherited from the class. */
static const char *inherited_name(lua_State *L, int index) {
  size_t length;
  lua_pushvalue(L, index);
  for (int step = 0; step <= MOST_STEPS && lua_istable(L, -1); step++) {
    const char *name = raw_text(L, -1, "name", &length);
    if (name) return name;
    if (luaL_getmetafield(L, -1, "__index") == LUA_TNIL) break;
    lua_remove(L, -2);
  }
  return "Error";
}

static void keep_stack(vn_vm *vm, const char *stack, size_t length) {
  while (length > 0 && strchr(" \t\r\n", *stack)) stack++, length--;
  while (length > 0 && strchr(" \t\r\n", stack[length - 1])) length--;
  char *copy = vm->host->resize(vm->host->context, NULL, length + 1);
  if (!copy) return;
  memcpy(copy, stack, length);
  copy[length] = '\0';
  if (vm->where) vm->host->resize(vm->host->context, vm->where, 0);
  vm->where = copy;
}

/** An error object of the toolchain's: name, message, stack. */
static bool explain_table(vn_vm *vm, lua_State *L, vn_error *error) {
  size_t length;
  const char *message = raw_text(L, 1, "message", &length);
  if (!message) return false;
  vn_refuse(error, VN_PROGRAM_ERROR, "%s: %s", inherited_name(L, 1), message);
  const char *stack = raw_text(L, 1, "stack", &length);
  if (stack) keep_stack(vm, stack, length);
  return true;
}

/** Protected. Arguments: the error object, where to explain it. */
static int explain(lua_State *L) {
  vn_vm *vm = vn_vm_of(L);
  vn_error *error = lua_touserdata(L, 2);
  size_t length;
  if (lua_istable(L, 1) && explain_table(vm, L, error)) return 0;
  if (!lua_isstring(L, 1)) {
    vn_refuse(error, VN_PROGRAM_ERROR, "(error object is a %s value)", luaL_typename(L, 1));
    return 0;
  }
  const char *message = lua_tolstring(L, 1, &length);
  vn_refuse(error, VN_PROGRAM_ERROR, "%s", message);
  if (is_of_inner(&vm->inner, message, length)) join_tracebacks(vm);
  return 0;
}

void vn_vm_explain_failure(vn_vm *vm, int status, vn_vm_end *end) {
  lua_State *L = vm->lua;
  if (status == LUA_ERRMEM && vm->refusal.wanted > 0) {
    vn_vm_explain_refusal(vm, &end->error);
    return;
  }
  vm->budget += RESERVE_BYTES;
  lua_pushcfunction(L, explain);
  lua_insert(L, -2);
  lua_pushlightuserdata(L, &end->error);
  if (lua_pcall(L, 2, 0, 0) == LUA_OK) return;
  lua_pop(L, 1);
  vn_refuse(&end->error, VN_PROGRAM_ERROR, "an error that no memory was left to look at");
}
