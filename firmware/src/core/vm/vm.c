#include "vm.h"

#include <stdio.h>
#include <string.h>

#include "vm_state.h"

/**
 * Slots that a coroutine's stack may have: with what calls take besides, some 80 bytes for each, so that deep recursion is
 * an error of its own before the budget is full.
 */
#define BYTES_PER_STACK_SLOT 128
#define LEAST_STACK_SLOTS 400
#define MOST_STACK_SLOTS 65536

/** Steps of the compiler, mostly looks at one name, that a program's text may take: ten times what the toolchain's need. */
#define LEAST_PARSE_STEPS 100000
#define PARSE_STEPS_PER_BYTE 40

static int stack_slots(size_t budget) {
  const size_t slots = budget / BYTES_PER_STACK_SLOT;
  if (slots < LEAST_STACK_SLOTS) return LEAST_STACK_SLOTS;
  return (int)(slots < MOST_STACK_SLOTS ? slots : MOST_STACK_SLOTS);
}

static vn_vm *allocate(const vn_vm_options *options) {
  const vn_host *host = options->host;
  vn_vm *vm = host->resize(host->context, NULL, sizeof *vm);
  if (!vm) return NULL;
  memset(vm, 0, sizeof *vm);
  vm->host = host;
  vm->context = options->context;
  vm->print = options->print;
  vm->budget = options->memory_bytes;
  vm->control.stackmax = stack_slots(vm->budget);
  vm->control.parsemax = UINT64_MAX;
  vm->control.stop = vn_vm_stopped;
  vm->control.full = vn_vm_full;
  vm->control.failed = vn_vm_coroutine_failed;
  host->random(host->context, vm->control.randomseed, sizeof vm->control.randomseed);
  return vm;
}

vn_vm *vn_vm_make(const vn_vm_options *options, vn_error *error) {
  vn_vm *vm = allocate(options);
  if (vm) vm->lua = lua_newstate(vn_vm_allocate, vm);
  if (vm && vm->lua) {
    lua_gc(vm->lua, LUA_GCSTOP);
    lua_pushcfunction(vm->lua, vn_vm_open_libraries);
    lua_pushlightuserdata(vm->lua, (void *)(uintptr_t)options);
    if (lua_pcall(vm->lua, 1, 0, 0) == LUA_OK) {
      lua_gc(vm->lua, LUA_GCRESTART);
      return vm;
    }
  }
  vn_vm_free(vm);
  vn_refuse(error, VN_OUT_OF_MEMORY, "a Lua VM does not fit into %u bytes", (unsigned)options->memory_bytes);
  return NULL;
}

void vn_vm_free(vn_vm *vm) {
  if (!vm) return;
  const vn_host *host = vm->host;
  if (vm->lua) lua_close(vm->lua);
  if (vm->where) host->resize(host->context, vm->where, 0);
  if (vm->inner.traceback) host->resize(host->context, vm->inner.traceback, 0);
  host->resize(host->context, vm, 0);
}

typedef struct setting {
  const char *name;
  void (*push)(lua_State *L, void *argument);
  void *argument;
} setting;

static int set_field(lua_State *L) {
  const setting *field = lua_touserdata(L, 1);
  lua_getglobal(L, "__vnetos");
  field->push(L, field->argument);
  lua_setfield(L, -2, field->name);
  return 0;
}

bool vn_vm_set(vn_vm *vm, const char *name, void (*push)(lua_State *L, void *argument), void *argument) {
  setting field = {name, push, argument};
  lua_pushcfunction(vm->lua, set_field);
  lua_pushlightuserdata(vm->lua, &field);
  if (lua_pcall(vm->lua, 1, 0, 0) == LUA_OK) return true;
  lua_pop(vm->lua, 1);
  return false;
}

static const char *read_once(lua_State *L, void *data, size_t *size) {
  (void)L;
  vn_span *text = data;
  const char *bytes = text->length > 0 ? text->bytes : NULL;
  *size = text->length;
  text->length = 0;
  return bytes;
}

/** What is called from here on has the VM's stack. Another thread has another: set back to 0 afterwards. */
#define LIMIT_STACK(vm) \
  ((vm)->control.stacklow = (uintptr_t)__builtin_frame_address(0) - (VN_VM_STACK_BYTES - VN_VM_STACK_RESERVE))

static int compile(vn_vm *vm, vn_span text, const char *chunk) {
  lua_Control *control = &vm->control;
  control->parsemax = control->parsework + LEAST_PARSE_STEPS + PARSE_STEPS_PER_BYTE * text.length;
  LIMIT_STACK(vm);
  const int status = lua_load(vm->lua, read_once, &text, chunk, "t");
  control->stacklow = 0;
  control->parsemax = UINT64_MAX;
  return status;
}

bool vn_vm_load(vn_vm *vm, vn_span text, const char *name, vn_error *error) {
  lua_State *L = vm->lua;
  char chunk[64];
  snprintf(chunk, sizeof chunk, "=%s", name);
  lua_pushcfunction(L, vn_vm_failed_here);
  const int status = compile(vm, text, chunk);
  if (status == LUA_OK && !vn_vm_is_condemned(vm)) return true;
  if (atomic_load(&vm->control.stopping) == VN_CONDEMNED) *error = vm->doom;
  else if (status == LUA_ERRMEM) vn_vm_explain_refusal(vm, error);
  else vn_refuse(error, VN_PROGRAM_REFUSED, "%s", lua_tostring(L, -1));
  lua_settop(L, 0);
  return false;
}

static void take_end(vn_vm *vm, int status, vn_vm_end *end) {
  const int stopping = atomic_load(&vm->control.stopping);
  if (stopping == VN_CONDEMNED) end->error = vm->doom;
  else if (stopping == VN_EXHAUSTED) vn_vm_explain_refusal(vm, &end->error);
  else if (status != LUA_OK) vn_vm_explain_failure(vm, status, end);
  end->ok = status == LUA_OK && stopping == VN_RUNNING;
  if (end->ok) return;
  end->traceback = vm->where;
  vm->where = NULL;
}

void vn_vm_run(vn_vm *vm, vn_vm_end *end) {
  lua_State *L = vm->lua;
  *end = (vn_vm_end){.ok = false};
  lua_setrunning(&vm->control, L);
  LIMIT_STACK(vm);
  const int status = lua_pcall(L, 0, 0, 1);
  vm->control.stacklow = 0;
  lua_setrunning(&vm->control, NULL);
  take_end(vm, status, end);
  lua_settop(L, 0);
}

vn_vm *vn_vm_of(lua_State *L) {
  return (vn_vm *)lua_control(L);
}

void *vn_vm_context(lua_State *L) {
  return vn_vm_of(L)->context;
}

int vn_vm_failure(lua_State *L, const vn_error *error) {
  lua_pushnil(L);
  lua_pushstring(L, vn_code_text(error->code));
  lua_pushstring(L, error->message);
  return 3;
}
