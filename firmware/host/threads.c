/* Threads, the board's lock, signals between threads. */
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "host_board.h"

typedef struct thread {
  pthread_t id;
  host_board *board;
  void (*run)(void *argument);
  void *argument;
  void (*_Atomic interrupt)(void *argument);
  void *_Atomic interrupt_argument;
} thread;

static _Thread_local thread *current;

static void on_signal(int number) {
  (void)number;
  const int saved = errno;
  thread *self = current;
  void (*interrupt)(void *) = self ? atomic_load(&self->interrupt) : NULL;
  if (interrupt) interrupt(atomic_load(&self->interrupt_argument));
  errno = saved;
}

void host_threads_init(void) {
  struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(SIGUSR2, &action, NULL);
}

static void *begin(void *argument) {
  thread *self = argument;
  host_board *board = self->board;
  current = self;
  self->run(self->argument);
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, NULL);
  current = NULL;
  free(self);
  atomic_fetch_sub(&board->threads, 1);
  return NULL;
}

static bool start(thread *self, size_t stack_bytes) {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  const size_t page = 4096, least = (size_t)PTHREAD_STACK_MIN;
  const size_t stack = ((stack_bytes < least ? least : stack_bytes) + page - 1) & ~(page - 1);
  pthread_attr_setstacksize(&attributes, stack);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  const bool done = pthread_create(&self->id, &attributes, begin, self) == 0;
  pthread_attr_destroy(&attributes);
  return done;
}

static void *thread_start(void *context, const char *name, size_t stack_bytes, void (*run)(void *), void *argument) {
  (void)name;
  host_board *board = context;
  thread *self = calloc(1, sizeof *self);
  if (!self) return NULL;
  self->board = board;
  self->run = run;
  self->argument = argument;
  atomic_fetch_add(&board->threads, 1);
  if (start(self, stack_bytes)) return self;
  atomic_fetch_sub(&board->threads, 1);
  free(self);
  return NULL;
}

static void thread_interrupt(void *context, void *handle, void (*interrupt)(void *), void *argument) {
  (void)context;
  thread *other = handle;
  atomic_store(&other->interrupt_argument, argument);
  atomic_store(&other->interrupt, interrupt);
  pthread_kill(other->id, SIGUSR2);
}

static uint64_t thread_cpu_us(void *context, void *handle) {
  (void)context;
  const thread *one = handle;
  if (one == current) return clock_us(CLOCK_THREAD_CPUTIME_ID);
#ifdef __APPLE__
  return UINT64_MAX;
#else
  clockid_t clock;
  return pthread_getcpuclockid(one->id, &clock) == 0 ? clock_us(clock) : UINT64_MAX;
#endif
}

static size_t thread_stack_left(void *context, void *handle) {
  (void)context, (void)handle;
  return SIZE_MAX;
}

static void lock(void *context) {
  pthread_mutex_lock(&((host_board *)context)->lock);
}

static void unlock(void *context) {
  pthread_mutex_unlock(&((host_board *)context)->lock);
}

static void *signal_make(void *context) {
  (void)context;
  pthread_cond_t *signal = malloc(sizeof *signal);
  if (!signal) return NULL;
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
#ifndef __APPLE__
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
#endif
  pthread_cond_init(signal, &attributes);
  pthread_condattr_destroy(&attributes);
  return signal;
}

static void signal_free(void *context, void *signal) {
  (void)context;
  pthread_cond_destroy(signal);
  free(signal);
}

static void signal_wait(void *context, void *signal, uint64_t until_us) {
  host_board *board = context;
  if (until_us == UINT64_MAX) {
    pthread_cond_wait(signal, &board->lock);
    return;
  }
#ifdef __APPLE__
  const uint64_t now = now_us(), left = until_us > now ? until_us - now : 0;
  const struct timespec time = {.tv_sec = (time_t)(left / 1000000), .tv_nsec = (long)(left % 1000000) * 1000};
  pthread_cond_timedwait_relative_np(signal, &board->lock, &time);
#else
  const struct timespec time = {.tv_sec = (time_t)(until_us / 1000000), .tv_nsec = (long)(until_us % 1000000) * 1000};
  pthread_cond_timedwait(signal, &board->lock, &time);
#endif
}

static void signal_notify(void *context, void *signal) {
  (void)context;
  pthread_cond_signal(signal);
}

void host_threads_fill(vn_host *host) {
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
