/**
 * The budget. Lua tells the size of each block, so that counting costs no header. Before it gives up on a request it
 * collects garbage; what is refused even then is one of two things: a program that is full (a small request, or a
 * table that grows) ends; one large request is an error that the program may catch.
 */
#include <stdio.h>
#include <string.h>

#include "traceback.h"
#include "vm_state.h"

/** A request below this share of the budget is small. */
#define SMALL_SHARE 16

static void account(vn_vm *vm, size_t used) {
  atomic_store_explicit(&vm->used, used, memory_order_relaxed);
  if (used > atomic_load_explicit(&vm->peak, memory_order_relaxed))
    atomic_store_explicit(&vm->peak, used, memory_order_relaxed);
}

static void *refuse(vn_vm *vm, size_t bytes) {
  vm->refused = bytes;
  return NULL;
}

void *vn_vm_allocate(void *ud, void *block, size_t old_bytes, size_t bytes) {
  vn_vm *vm = ud;
  const vn_host *host = vm->host;
  const size_t used = atomic_load_explicit(&vm->used, memory_order_relaxed);
  const size_t old = block ? old_bytes : 0; /* without a block it is a type */
  if (bytes == 0) {
    if (block) host->resize(host->context, block, 0);
    account(vm, used - old);
    return NULL;
  }
  if (bytes > old && bytes - old > vm->budget - used) return refuse(vm, bytes - old);
  void *moved = host->resize(host->context, block, bytes);
  if (!moved && bytes > old) return refuse(vm, bytes - old);
  account(vm, used - old + bytes);
  return moved ? moved : block; /* a smaller block that cannot move stays where it is */
}

void vn_vm_full(lua_State *L) {
  vn_vm *vm = vn_vm_of(L);
  const size_t wanted = vm->refused;
  const bool is_growing = vm->control.growing != 0;
  vm->refused = 0;
  vm->control.growing = 0;
  if (wanted == 0) return; /* the same error, on its way through coroutines */
  vm->refusal = (vn_refusal){wanted, atomic_load_explicit(&vm->used, memory_order_relaxed)};
  if (!vm->lua) return; /* while the state is made */
  if (lua_isstopping(L)) return;
  vn_traceback_keep(vm, L, 0);
  if (is_growing || wanted < vm->budget / SMALL_SHARE) vn_vm_exhaust(L);
}

static void write_size(char text[24], uint64_t bytes) {
  if (bytes < 1048576) snprintf(text, 24, "%u kB", (unsigned)((bytes + 1023) / 1024));
  else snprintf(text, 24, "%.1f MB", (double)bytes / 1048576);
}

void vn_vm_explain_refusal(const vn_vm *vm, vn_error *error) {
  char first[24], used[24], budget[24];
  const vn_refusal *refusal = &vm->refusal;
  write_size(budget, vm->budget);
  if (atomic_load(&vm->control.stopping) == VN_EXHAUSTED) {
    write_size(first, (uint64_t)refusal->used + refusal->wanted);
    vn_refuse(error, VN_OUT_OF_MEMORY, "not enough memory: used %s of a budget of %s", first, budget);
    return;
  }
  write_size(first, refusal->wanted);
  write_size(used, refusal->used);
  vn_refuse(error, VN_OUT_OF_MEMORY, "not enough memory: wanted %s more than the %s in use, the budget is %s", first, used,
            budget);
}

vn_vm_memory vn_vm_memory_of(const vn_vm *vm) {
  return (vn_vm_memory){
      .used = atomic_load_explicit(&vm->used, memory_order_relaxed),
      .peak = atomic_load_explicit(&vm->peak, memory_order_relaxed),
      .budget = vm->budget,
  };
}
