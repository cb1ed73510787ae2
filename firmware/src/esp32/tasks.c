/* Threads of workers, what stops them, the board's lock, signals. */
#include <stdatomic.h>
#include <string.h>

#include "esp_heap_caps.h"
#include "esp_timer.h"

#include "esp32_board.h"
#include "esp32_limits.h"

enum { CORES = portNUM_PROCESSORS, WATCHER_STACK = 2048 };

typedef struct thread {
  struct thread *next;
  TaskHandle_t task;
  StaticTask_t *control;
  StackType_t *stack;
  BaseType_t core;
  void (*run)(void *argument);
  void *argument;
  atomic_bool has_ended;
} thread;

/**
 * Stands still what runs on its core. A thread of a worker is pinned to one core; while the watcher of that core runs, the
 * thread is either waiting or was preempted between two of its instructions, and it cannot run before the watcher waits
 * again: no other core may run it, and on this one the watcher's priority is the higher, also over a worker that was lifted
 * because it holds the board's lock. That is all that `thread_interrupt` promises. (esp_ipc_call would run the function at
 * its caller's priority, which may be a worker's own.)
 *
 * There is one request at a time, since `thread_interrupt` is called with the board's lock held; and it is over when
 * `thread_interrupt` returns, so that nothing of the thread has to outlive it.
 */
typedef struct watcher {
  TaskHandle_t task;
  void (*_Atomic interrupt)(void *argument); /* NULL: none wanted */
  void *argument;
  SemaphoreHandle_t done;
} watcher;

/* One board on one chip: what follows is the chip's. */
static watcher watchers[CORES];
static thread *threads; /* under the board's lock */
static unsigned threads_on[CORES];
static esp32_board *board_of_chip;

static void watch(void *argument) {
  watcher *self = argument;
  for (;;) {
    ulTaskNotifyTake(pdTRUE, portMAX_DELAY);
    void (*interrupt)(void *) = atomic_exchange(&self->interrupt, NULL);
    if (!interrupt) continue;
    interrupt(self->argument);
    xSemaphoreGive(self->done);
  }
}

static void thread_interrupt(void *context, void *handle, void (*interrupt)(void *), void *argument) {
  (void)context;
  watcher *one = &watchers[((thread *)handle)->core];
  one->argument = argument;
  atomic_store(&one->interrupt, interrupt);
  xTaskNotifyGive(one->task);
  xSemaphoreTake(one->done, portMAX_DELAY);
}

/* --- threads --- */

static void begin(void *argument) {
  thread *self = argument;
  self->run(self->argument);
  atomic_store(&self->has_ended, true);
  xTaskNotifyGive(board_of_chip->root);
  for (;;) vTaskSuspend(NULL); /* the root takes it away: workers may leave the idle task no time to */
}

static void let_go(thread *one) {
  heap_caps_free(one->stack);
  heap_caps_free(one->control);
  heap_caps_free(one);
}

static thread *make(size_t stack_bytes) {
  const size_t wanted = stack_bytes + sizeof(StaticTask_t) + sizeof(thread);
  if (heap_caps_get_free_size(MALLOC_CAP_INTERNAL | MALLOC_CAP_8BIT) < wanted + VN_ESP32_RESERVE_BYTES) return NULL;
  thread *one = heap_caps_calloc(1, sizeof *one, MALLOC_CAP_INTERNAL | MALLOC_CAP_8BIT);
  if (!one) return NULL;
  one->stack = heap_caps_malloc(stack_bytes, MALLOC_CAP_INTERNAL | MALLOC_CAP_8BIT);
  one->control = heap_caps_calloc(1, sizeof *one->control, MALLOC_CAP_INTERNAL | MALLOC_CAP_8BIT);
  if (one->stack && one->control) return one;
  let_go(one);
  return NULL;
}

/** The core with fewer workers; of equals the one without the radio. */
static BaseType_t choose_core(void) {
  BaseType_t core = CORES - 1;
  for (BaseType_t one = 0; one < CORES; one++)
    if (threads_on[one] < threads_on[core]) core = one;
  return core;
}

static void *thread_start(void *context, const char *name, size_t stack_bytes, void (*run)(void *), void *argument) {
  (void)context;
  thread *one = make(stack_bytes);
  if (!one) return NULL;
  one->run = run;
  one->argument = argument;
  one->core = choose_core();
  one->next = threads;
  threads = one;
  threads_on[one->core]++;
  one->task = xTaskCreateStaticPinnedToCore(begin, name, stack_bytes, one, WORKER_PRIORITY, one->stack, one->control, one->core);
  return one;
}

bool tasks_reap(void) {
  bool more = false;
  xSemaphoreTake(board_of_chip->lock, portMAX_DELAY);
  for (thread **place = &threads; *place;) {
    thread *one = *place;
    const bool has_ended = atomic_load(&one->has_ended);
    if (!has_ended || eTaskGetState(one->task) != eSuspended) {
      more = more || has_ended;
      place = &one->next;
      continue;
    }
    *place = one->next;
    threads_on[one->core]--;
    vTaskDelete(one->task);
    let_go(one);
  }
  xSemaphoreGive(board_of_chip->lock);
  return more;
}

static uint64_t thread_cpu_us(void *context, void *handle) {
  (void)context;
#if configGENERATE_RUN_TIME_STATS && configUSE_TRACE_FACILITY && defined(CONFIG_FREERTOS_RUN_TIME_COUNTER_TYPE_U64)
  const thread *one = handle;
  /* A task's time is counted when it is preempted: the watcher does that now, or, on the other core, before the next look. */
  xTaskNotifyGive(watchers[one->core].task);
  TaskStatus_t status;
  vTaskGetInfo(one->task, &status, pdFALSE, eRunning);
  return status.ulRunTimeCounter;
#else
  (void)handle; /* 32 bits of microseconds come round after 71 minutes */
  return UINT64_MAX;
#endif
}

static size_t thread_stack_left(void *context, void *handle) {
  (void)context;
  return uxTaskGetStackHighWaterMark(((thread *)handle)->task);
}

/* --- lock and signals --- */

static void lock(void *context) {
  xSemaphoreTake(((esp32_board *)context)->lock, portMAX_DELAY);
}

static void unlock(void *context) {
  xSemaphoreGive(((esp32_board *)context)->lock);
}

/**
 * A binary semaphore: one waits, and it has looked at what it waits for under the lock; who changes that notifies it under
 * the lock, too. A notice that comes between letting go of the lock and waiting stays in the semaphore; one that comes late
 * wakes the next wait for nothing, which is allowed.
 */
static void *signal_make(void *context) {
  (void)context;
  return xSemaphoreCreateBinary();
}

static void signal_free(void *context, void *signal) {
  (void)context;
  vSemaphoreDelete(signal);
}

/** Rounded up: a wait that ends too early would only begin again. */
static TickType_t ticks_until(uint64_t until_us) {
  const uint64_t now = (uint64_t)esp_timer_get_time();
  if (until_us == UINT64_MAX) return portMAX_DELAY;
  if (until_us <= now) return 0;
  const uint64_t left = until_us - now, tick = 1000000u / configTICK_RATE_HZ;
  return left / tick < 0x7ffffffe ? (TickType_t)(left / tick + 1) : (TickType_t)0x7fffffff;
}

static void signal_wait(void *context, void *signal, uint64_t until_us) {
  const TickType_t ticks = ticks_until(until_us);
  unlock(context);
  xSemaphoreTake(signal, ticks);
  lock(context);
}

static void signal_notify(void *context, void *signal) {
  (void)context;
  xSemaphoreGive(signal);
}

/* --- --- */

TaskHandle_t tasks_make(TaskFunction_t run, const char *name, size_t stack_bytes, void *argument, UBaseType_t priority) {
  TaskHandle_t task = NULL;
  xTaskCreatePinnedToCore(run, name, stack_bytes, argument, priority, &task, SYSTEM_CORE);
  configASSERT(task); /* at the start, when all memory is free */
  return task;
}

void tasks_start(esp32_board *board) {
  static const char *const NAMES[] = {"watcher 0", "watcher 1"};
  board_of_chip = board;
  board->lock = xSemaphoreCreateMutex();
  configASSERT(board->lock);
  for (BaseType_t core = 0; core < CORES; core++) {
    watchers[core].done = xSemaphoreCreateBinary();
    xTaskCreatePinnedToCore(watch, NAMES[core], WATCHER_STACK, &watchers[core], WATCHER_PRIORITY, &watchers[core].task, core);
    configASSERT(watchers[core].done && watchers[core].task);
  }
}

void tasks_fill(vn_host *host) {
  host->thread_start = thread_start;
  host->thread_interrupt = thread_interrupt;
  host->thread_cpu_us = thread_cpu_us;
  host->thread_stack_left = thread_stack_left;
  host->lock = lock;
  host->unlock = unlock;
  host->signal_make = signal_make;
  host->signal_free = signal_free;
  host->signal_wait = signal_wait;
  host->signal_notify = signal_notify;
}
