/** What a VM is made of; for this folder only. */
#ifndef VN_VM_STATE_H
#define VN_VM_STATE_H

#include <lauxlib.h>
#include <lcontrol.h>
#include <lua.h>
#include <stdatomic.h>

#include "vm.h"

/** `control.stopping`. */
enum { VN_RUNNING = 0, VN_CONDEMNED = 1, VN_EXHAUSTED = 2 };

/** Sizes of one refused request, bytes. `wanted` 0: none. */
typedef struct vn_refusal { size_t wanted, used; } vn_refusal;

/** The last coroutine that ended by an error in text: the program may die of the same. */
typedef struct vn_inner_failure {
  char *traceback;
  size_t length;  /* of the message */
  char tail[128]; /* its last bytes */
} vn_inner_failure;

struct vn_vm {
  lua_Control control; /* the first member: Lua finds the VM by it */
  lua_State *lua;
  const vn_host *host;
  void *context;
  void (*print)(void *context, const char *bytes, size_t count);

  atomic_size_t used, peak; /* written by its thread, read by others */
  size_t budget;
  size_t refused; /* bytes of the request that was refused last, until Lua gives up on it */
  vn_refusal refusal;

  vn_error doom;  /* set before `stopping` becomes VN_CONDEMNED */
  bool is_stopped; /* `where` is the place where it was stopped first */
  char *where;    /* traceback of the place where it was stopped, or failed; belongs to host->resize */
  vn_inner_failure inner;
};

/* memory.c */
void *vn_vm_allocate(void *vm, void *block, size_t old_bytes, size_t bytes);
/** `lua_Control.full` */
void vn_vm_full(lua_State *L);
/** What ended a program that was exhausted, or asked for too much: `out-of-memory` with figures. */
void vn_vm_explain_refusal(const vn_vm *vm, vn_error *error);

/* stopping.c */
/** `lua_Control.stop` */
void vn_vm_stopped(lua_State *L);
/** Condemns it from within, for memory. */
void vn_vm_exhaust(lua_State *L);

/* failure.c */
/** `lua_Control.failed` */
void vn_vm_coroutine_failed(lua_State *L);
/** Message handler of the program: keeps the place. */
int vn_vm_failed_here(lua_State *L);
/** The error object is on top of the stack; `status` is what `lua_pcall` answered. */
void vn_vm_explain_failure(vn_vm *vm, int status, vn_vm_end *end);

/* libraries.c */
/** A protected function: opens what a program finds. Its argument is the options, a light userdata. */
int vn_vm_open_libraries(lua_State *L);

#endif
