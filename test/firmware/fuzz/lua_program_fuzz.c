/*
 * Any text as a program, in a small budget: it is refused, ends, or is stopped after some milliseconds by the same means
 * as on a board. Nothing of it is left.
 */
#define _XOPEN_SOURCE 700

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include "vm/vm.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

enum { BUDGET = 200000, TICK_US = 10000, TICKS = 2 };

static vn_vm *_Atomic current;
static atomic_int ticks;
static atomic_size_t blocks;
static pthread_t runner;
static const vn_error killed = {VN_KILLED, "killed"};

/* CPU time of the process: another thread may get the signal. */
static void on_tick(int number) {
  if (!pthread_equal(pthread_self(), runner)) {
    pthread_kill(runner, number);
    return;
  }
  vn_vm *vm = current;
  if (!vm || ++ticks < TICKS) return;
  vn_vm_condemn(vm, &killed);
  vn_vm_interrupt(vm);
}

static void tick_always(void) {
  struct sigaction action = {.sa_handler = on_tick, .sa_flags = SA_RESTART};
  const struct itimerval every = {{0, TICK_US}, {0, TICK_US}};
  runner = pthread_self();
  sigaction(SIGPROF, &action, NULL);
  setitimer(ITIMER_PROF, &every, NULL);
}

static void *resize(void *context, void *block, size_t bytes) {
  (void)context;
  if (!block && bytes > 0) blocks++;
  if (bytes > 0) return realloc(block, bytes);
  if (block) blocks--;
  free(block);
  return NULL;
}

static void no_chance(void *context, void *bytes, size_t count) {
  (void)context;
  memset(bytes, 1, count);
}

static void run(vn_vm *vm) {
  vn_vm_end end;
  ticks = 0;
  current = vm;
  vn_vm_run(vm, &end);
  current = NULL;
  if (end.traceback) resize(NULL, end.traceback, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  const vn_host host = {.resize = resize, .random = no_chance};
  const vn_vm_options options = {.host = &host, .memory_bytes = BUDGET};
  vn_error error;
  if (!runner) tick_always();
  vn_vm *vm = vn_vm_make(&options, &error);
  if (!vm) abort();
  if (vn_vm_load(vm, (vn_span){(const char *)bytes, count}, "program", &error)) run(vm);
  vn_vm_free(vm);
  if (blocks != 0) abort();
  return 0;
}
