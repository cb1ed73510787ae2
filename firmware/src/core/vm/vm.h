/**
 * One Lua state that runs one program in a thread of its own, within a memory budget, killable at any moment.
 * The natives that it is given may block: they run in the worker's thread.
 */
#ifndef VN_VM_H
#define VN_VM_H

#include "../base/error.h"
#include "../base/text.h"
#include "../host.h"

typedef struct vn_vm vn_vm;
struct lua_State;

typedef struct vn_vm_memory { uint64_t used, peak, budget; } vn_vm_memory;

/** A native function of the table `__vnetos`; its `vn_vm` is `vn_vm_of(L)`. */
typedef int vn_native(struct lua_State *L);
typedef struct vn_native_entry { const char *name; vn_native *call; } vn_native_entry;

typedef struct vn_vm_options {
  const vn_host *host;
  uint32_t memory_bytes;
  /** Ends with a NULL name. encode and decode are the VM's own. */
  const vn_native_entry *natives;
  /** What natives find by `vn_vm_context`. */
  void *context;
  /** `print` has made a line, without its newline. Called in the worker's thread, without the lock; it may block. */
  void (*print)(void *context, const char *bytes, size_t count);
} vn_vm_options;

/**
 * C stack that a VM uses at most, bytes, to run or to load a program, besides what natives take: no call from C to Lua begins
 * when less than VN_VM_STACK_RESERVE of it is left (`stacklow` of lcontrol.h), and the reserve holds all that can be under
 * way then; measured in vm_test.c. Large stacks are for as many nested calls as Lua allows (LUAI_MAXCCALLS of vn_luaconf.h).
 */
#if defined(VN_SMALL_STACK) || defined(ESP_PLATFORM)
#define VN_VM_STACK_BYTES (20u << 10)
#define VN_VM_STACK_RESERVE (7u << 10)
#else
#define VN_VM_STACK_BYTES (448u << 10)
#define VN_VM_STACK_RESERVE (24u << 10)
#endif

/** No threads run in it yet. NULL and out-of-memory. */
vn_vm *vn_vm_make(const vn_vm_options *options, vn_error *error);
void vn_vm_free(vn_vm *vm);

/** Sets a field of `__vnetos`: pushed by `push` onto the stack of the state. Before `vn_vm_load`. False: no memory. */
bool vn_vm_set(vn_vm *vm, const char *name, void (*push)(struct lua_State *L, void *argument), void *argument);

/** Text chunks only. `name` appears in tracebacks as `name:line:`. @error program-refused, out-of-memory */
bool vn_vm_load(vn_vm *vm, vn_span text, const char *name, vn_error *error);

/** How a program ended. `traceback` belongs to host->resize; NULL: none. */
typedef struct vn_vm_end {
  bool ok;
  vn_error error; /* program-error, out-of-memory, or what the VM was condemned with */
  char *traceback;
} vn_vm_end;

/** Runs the program to its end, in the calling thread. Once. */
void vn_vm_run(vn_vm *vm, vn_vm_end *end);

/**
 * The program ends with this error as soon as it can be stopped: set before `vn_vm_interrupt`, under the lock. The first
 * reason counts. Natives that block look at `vn_vm_is_condemned` after each wait and answer `vn_vm_stop(L)`.
 */
void vn_vm_condemn(vn_vm *vm, const vn_error *reason);
bool vn_vm_is_condemned(const vn_vm *vm);
/** Raises the error that ends the program; does not return. */
int vn_vm_stop(struct lua_State *L);

/** For `thread_interrupt`, argument is the vm: the coroutine that runs stops at its next instruction, call or loop. */
void vn_vm_interrupt(void *vm);

vn_vm_memory vn_vm_memory_of(const vn_vm *vm);

vn_vm *vn_vm_of(struct lua_State *L);
void *vn_vm_context(struct lua_State *L);

/* --- natives' arguments and answers --- */
/** Answers `nil, code, message`. */
int vn_vm_failure(struct lua_State *L, const vn_error *error);

#endif
