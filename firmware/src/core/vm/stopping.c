/**
 * How a program is ended from outside.
 *
 *   vn_vm_condemn      any thread          the reason, then `stopping`: loops in C look at it
 *   vn_vm_interrupt    the VM's thread,    sets the hook of the coroutine that runs; again every few milliseconds,
 *                      in a signal         for a coroutine may just have been left
 *   vn_vm_stopped      the hook, a loop    raises an error that no message handler sees; `pcall` catches it, and the
 *                                          next instruction raises it again
 */
#include "traceback.h"
#include "vm_state.h"

void vn_vm_condemn(vn_vm *vm, const vn_error *reason) {
  if (vn_vm_is_condemned(vm)) return;
  vm->doom = *reason;
  int running = VN_RUNNING; /* the VM itself may have been quicker */
  atomic_compare_exchange_strong(&vm->control.stopping, &running, VN_CONDEMNED);
}

bool vn_vm_is_condemned(const vn_vm *vm) {
  return atomic_load(&vm->control.stopping) != VN_RUNNING;
}

void vn_vm_interrupt(void *ud) {
  vn_vm *vm = ud;
  lua_State *L = atomic_load(&vm->control.running);
  if (L && vn_vm_is_condemned(vm)) lua_stophere(L);
}

void vn_vm_exhaust(lua_State *L) {
  vn_vm *vm = vn_vm_of(L);
  int running = VN_RUNNING;
  vm->is_stopped = true;
  atomic_compare_exchange_strong(&vm->control.stopping, &running, VN_EXHAUSTED);
  lua_stophere(L);
}

int vn_vm_stop(lua_State *L) {
  vn_vm *vm = vn_vm_of(L);
  if (!vm->is_stopped) vn_traceback_keep(vm, L, 0);
  vm->is_stopped = true;
  lua_stopnow(L);
  return 0;
}

void vn_vm_stopped(lua_State *L) {
  vn_vm_stop(L);
}
