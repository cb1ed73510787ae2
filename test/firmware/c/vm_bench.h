/**
 * A place for VMs to run in: POSIX threads, a lock, memory that is counted and can be refused, and what a worker has to
 * offer a program: enough for those of `test/vectors/hostile.json` and of the toolchain's tests.
 */
#ifndef VM_BENCH_H
#define VM_BENCH_H

#include <stdatomic.h>

#include "vm/vm.h"

typedef struct vm_bench {
  vn_host host;
  atomic_size_t bytes; /* in use by all VMs, as they asked for it */
  atomic_size_t blocks;
  /* The allocation of this number, counted from 1, is refused, and all after it (`refuse_once`: only it). 0: none. */
  size_t refuse_at, allocations;
  bool refuse_once;
  uint64_t random;
} vm_bench;

void vm_bench_init(vm_bench *bench);

typedef struct vm_program {
  vn_span text;
  uint32_t memory_bytes;
  /** Kill order after so long, ms; 0: none. */
  uint32_t kill_after_ms;
  /** C stack of its thread, bytes; 0: 1 MB. */
  size_t stack_bytes;
} vm_program;

typedef struct vm_outcome {
  bool ok;
  vn_error error;
  char *traceback; /* free() it */
  char *output;    /* free() it */
  size_t output_bytes;
  /** From the kill order to its end: by the clock, and CPU time of its thread. */
  uint64_t stopped_us, stopped_cpu_us;
  /** Bytes in use after it, that were not before. */
  long long left_bytes;
  uint64_t peak_bytes;
  /** Of its C stack, at most. */
  size_t stack_used;
} vm_outcome;

/** Makes a VM, runs the program in a thread, and frees it. */
void vm_bench_run(vm_bench *bench, const vm_program *program, vm_outcome *outcome);
void vm_outcome_free(vm_outcome *outcome);

#endif
