#include "vm_bench.h"

#include <errno.h>
#include <lauxlib.h>
#include <lua.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

/** What of the output is kept. */
#define MOST_OUTPUT_BYTES (4u << 20)
#define STACK_BYTES (1u << 20)
#define STACK_MARK 0xa5
#define TICK_MS 10

typedef struct worker {
  const vm_program *program;
  vn_vm *vm;
  vn_vm_end end;
  pthread_t thread;
  pthread_mutex_t lock;
  pthread_cond_t woken;
  bool is_done; /* under the lock */
  uint64_t cpu_us; /* when it is done */
  char *output;
  size_t output_bytes, output_room;
} worker;

static uint64_t us_of(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

static uint64_t now_us(void *context) {
  (void)context;
  return us_of(CLOCK_MONOTONIC);
}

static void random_bytes(void *context, void *bytes, size_t count) {
  vm_bench *bench = context;
  for (size_t i = 0; i < count; i++) {
    bench->random = bench->random * 6364136223846793005u + 1442695040888963407u;
    ((uint8_t *)bytes)[i] = (uint8_t)(bench->random >> 56);
  }
}

/* --- memory: each block has its size before it --- */

typedef union head { size_t bytes; max_align_t aligned; } head;

static bool is_refused(vm_bench *bench) {
  if (bench->refuse_at == 0) return false;
  bench->allocations++;
  return bench->refuse_once ? bench->allocations == bench->refuse_at : bench->allocations >= bench->refuse_at;
}

static void release(vm_bench *bench, head *block) {
  if (!block) return;
  atomic_fetch_sub(&bench->bytes, block->bytes);
  atomic_fetch_sub(&bench->blocks, 1);
  free(block);
}

static void *resize(void *context, void *content, size_t bytes) {
  vm_bench *bench = context;
  head *block = content ? (head *)content - 1 : NULL;
  if (bytes == 0) {
    release(bench, block);
    return NULL;
  }
  const size_t old = block ? block->bytes : 0;
  if (bytes > old && is_refused(bench)) return NULL;
  head *moved = realloc(block, sizeof *moved + bytes);
  if (!moved) return NULL;
  moved->bytes = bytes;
  atomic_fetch_add(&bench->bytes, bytes - old);
  if (!block) atomic_fetch_add(&bench->blocks, 1);
  return moved + 1;
}

void vm_bench_init(vm_bench *bench) {
  *bench = (vm_bench){.host = {.now_us = now_us, .random = random_bytes, .resize = resize}, .random = 1};
  bench->host.context = bench;
}

/* --- what programs may call --- */

static worker *worker_of(lua_State *L) {
  return vn_vm_context(L);
}

static void keep_output(worker *self, const char *bytes, size_t count) {
  if (self->output_bytes + count > MOST_OUTPUT_BYTES) return;
  if (self->output_bytes + count > self->output_room) {
    self->output_room = 2 * (self->output_room + count);
    self->output = realloc(self->output, self->output_room);
  }
  if (count > 0) memcpy(self->output + self->output_bytes, bytes, count);
  self->output_bytes += count;
}

static void print_line(void *context, const char *bytes, size_t count) {
  keep_output(context, bytes, count);
  keep_output(context, "\n", 1);
}

static int native_write(lua_State *L) {
  size_t count;
  const char *bytes = luaL_checklstring(L, 2, &count);
  keep_output(worker_of(L), bytes, count);
  return 0;
}

static int native_now(lua_State *L) {
  lua_pushnumber(L, (lua_Number)now_us(NULL) / 1000);
  return 1;
}

static struct timespec deadline_after(double ms) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  const double most = 1e9; /* 11 days */
  const uint64_t ns = (uint64_t)time.tv_nsec + (uint64_t)((ms < 0 || ms > most ? most : ms) * 1e6);
  time.tv_sec += (time_t)(ns / 1000000000);
  time.tv_nsec = (long)(ns % 1000000000);
  return time;
}

/** Waits for its end or the kill order. */
static void wait_for(lua_State *L, double ms) {
  worker *self = worker_of(L);
  const struct timespec deadline = deadline_after(ms);
  pthread_mutex_lock(&self->lock);
  int result = 0;
  while (result == 0 && !vn_vm_is_condemned(self->vm))
    result = pthread_cond_timedwait(&self->woken, &self->lock, &deadline);
  pthread_mutex_unlock(&self->lock);
  if (vn_vm_is_condemned(self->vm)) vn_vm_stop(L);
}

static int native_sleep(lua_State *L) {
  wait_for(L, luaL_checknumber(L, 1));
  return 0;
}

static int native_receive(lua_State *L) {
  wait_for(L, luaL_checknumber(L, 2));
  vn_error error;
  vn_refuse(&error, VN_TIMEOUT, "nothing came");
  return vn_vm_failure(L, &error);
}

static const vn_native_entry NATIVES[] = {
    {"write", native_write}, {"now", native_now}, {"sleep", native_sleep}, {"receive", native_receive}, {NULL, NULL}};

static void push_text(lua_State *L, void *text) {
  lua_pushstring(L, text);
}

static void push_number(lua_State *L, void *number) {
  lua_pushnumber(L, *(double *)number);
}

static void push_list(lua_State *L, void *item) {
  lua_newtable(L);
  if (!item) return;
  lua_pushstring(L, item);
  lua_rawseti(L, -2, 1);
}

/** A program that runs alone. */
static bool set_world(vn_vm *vm) {
  double zero = 0, one = 1;
  static char node[] = "b0", none[] = "";
  return vn_vm_set(vm, "node", push_text, node) && vn_vm_set(vm, "run", push_text, none) &&
         vn_vm_set(vm, "rank", push_number, &zero) && vn_vm_set(vm, "size", push_number, &one) &&
         vn_vm_set(vm, "nodes", push_list, node) && vn_vm_set(vm, "args", push_list, NULL);
}

/* --- threads --- */

static uint64_t cpu_us(const worker *self) {
  clockid_t clock;
  if (self->is_done) return self->cpu_us;
  return pthread_getcpuclockid(self->thread, &clock) == 0 ? us_of(clock) : 0;
}

static _Thread_local vn_vm *current;

static void on_signal(int number) {
  (void)number;
  if (current) vn_vm_interrupt(current);
}

static void *run(void *argument) {
  worker *self = argument;
  current = self->vm;
  vn_vm_run(self->vm, &self->end);
  current = NULL;
  pthread_mutex_lock(&self->lock);
  self->cpu_us = us_of(CLOCK_THREAD_CPUTIME_ID);
  self->is_done = true;
  pthread_cond_broadcast(&self->woken);
  pthread_mutex_unlock(&self->lock);
  return NULL;
}

/** Waits until the program has ended. True: it has, before the time. The lock is held. */
static bool wait_done(worker *self, double ms) {
  const struct timespec deadline = deadline_after(ms);
  while (!self->is_done)
    if (pthread_cond_timedwait(&self->woken, &self->lock, &deadline) == ETIMEDOUT) return self->is_done;
  return true;
}

/** The kill order, and interrupts until it has worked. */
static void stop(worker *self, vm_outcome *outcome) {
  vn_error reason;
  const uint64_t since = now_us(NULL), cpu_since = cpu_us(self);
  vn_refuse(&reason, VN_KILLED, "worker 1 was killed");
  vn_vm_condemn(self->vm, &reason);
  pthread_cond_broadcast(&self->woken);
  do pthread_kill(self->thread, SIGURG);
  while (!wait_done(self, TICK_MS));
  outcome->stopped_us = now_us(NULL) - since;
  outcome->stopped_cpu_us = cpu_us(self) - cpu_since;
}

static void supervise(worker *self, vm_outcome *outcome) {
  pthread_mutex_lock(&self->lock);
  const uint32_t after_ms = self->program->kill_after_ms;
  if (after_ms == 0) wait_done(self, -1);
  else if (!wait_done(self, after_ms)) stop(self, outcome);
  pthread_mutex_unlock(&self->lock);
}

static size_t used_of(const uint8_t *stack, size_t bytes) {
  size_t free_bytes = 0;
  while (free_bytes < bytes && stack[free_bytes] == STACK_MARK) free_bytes++;
  return bytes - free_bytes;
}

static void in_thread(worker *self, vm_outcome *outcome) {
  const size_t bytes = self->program->stack_bytes ? self->program->stack_bytes : STACK_BYTES;
  uint8_t *stack = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (stack == MAP_FAILED) abort();
  if (self->program->stack_bytes) memset(stack, STACK_MARK, bytes);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstack(&attributes, stack, bytes);
  if (pthread_create(&self->thread, &attributes, run, self) != 0) abort();
  supervise(self, outcome);
  pthread_join(self->thread, NULL);
  pthread_attr_destroy(&attributes);
  if (self->program->stack_bytes) outcome->stack_used = used_of(stack, bytes);
  munmap(stack, bytes);
}

static void listen_to_signals(void) {
  struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(SIGURG, &action, NULL);
}

static void make_and_run(vm_bench *bench, worker *self, vm_outcome *outcome) {
  const vn_vm_options options = {.host = &bench->host,
                                 .memory_bytes = self->program->memory_bytes,
                                 .natives = NATIVES,
                                 .context = self,
                                 .print = print_line};
  self->vm = vn_vm_make(&options, &self->end.error);
  if (!self->vm) return;
  if (!set_world(self->vm)) vn_refuse(&self->end.error, VN_OUT_OF_MEMORY, "no memory for the program's world");
  else if (vn_vm_load(self->vm, self->program->text, "program", &self->end.error)) in_thread(self, outcome);
  outcome->peak_bytes = vn_vm_memory_of(self->vm).peak;
  vn_vm_free(self->vm);
}

static void take_traceback(vm_bench *bench, worker *self, vm_outcome *outcome) {
  if (!self->end.traceback) return;
  outcome->traceback = strdup(self->end.traceback);
  bench->host.resize(bench, self->end.traceback, 0);
}

void vm_bench_run(vm_bench *bench, const vm_program *program, vm_outcome *outcome) {
  worker self = {.program = program};
  const size_t before = atomic_load(&bench->bytes);
  pthread_condattr_t monotonic;
  listen_to_signals();
  pthread_mutex_init(&self.lock, NULL);
  pthread_condattr_init(&monotonic);
  pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
  pthread_cond_init(&self.woken, &monotonic);
  *outcome = (vm_outcome){.ok = false};
  make_and_run(bench, &self, outcome);
  outcome->ok = self.end.ok;
  outcome->error = self.end.error;
  take_traceback(bench, &self, outcome);
  outcome->output = self.output;
  outcome->output_bytes = self.output_bytes;
  outcome->left_bytes = (long long)atomic_load(&bench->bytes) - (long long)before;
  pthread_cond_destroy(&self.woken);
  pthread_condattr_destroy(&monotonic);
  pthread_mutex_destroy(&self.lock);
}

void vm_outcome_free(vm_outcome *outcome) {
  free(outcome->traceback);
  free(outcome->output);
}
