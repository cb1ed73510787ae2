/**
 * What a board does later: timers, and tasks to be done soon. Both are embedded in what they belong to, so setting
 * one takes no memory and cannot fail. All calls under the board's lock; times are the host's clock in microseconds.
 */
#ifndef VN_LOOP_H
#define VN_LOOP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VN_NEVER UINT64_MAX

typedef struct vn_timer {
  uint64_t at; /* VN_NEVER: not set */
  void (*ring)(void *owner);
  void *owner;
  /* Pairing heap. */
  struct vn_timer *child, *sibling, *previous;
} vn_timer;

typedef struct vn_task {
  void (*run)(void *owner);
  void *owner;
  struct vn_task *next;
  bool queued;
} vn_task;

typedef struct vn_loop {
  vn_timer *earliest;
  vn_task *first, *last;
} vn_loop;

void vn_loop_init(vn_loop *loop);

void vn_timer_init(vn_timer *timer, void (*ring)(void *), void *owner);
/** Rings once at `at` or soon after; a timer that is set already is set anew. `at` VN_NEVER clears it. */
void vn_timer_set(vn_loop *loop, vn_timer *timer, uint64_t at);
void vn_timer_clear(vn_loop *loop, vn_timer *timer);

void vn_task_init(vn_task *task, void (*run)(void *), void *owner);
/** Runs once, after the present call into the board has done its work; a task that is queued already stays where it is. */
void vn_loop_soon(vn_loop *loop, vn_task *task);
void vn_task_cancel(vn_loop *loop, vn_task *task);

/** Rings what is due at `now`, then runs all tasks, also those that are queued meanwhile. */
void vn_loop_run(vn_loop *loop, uint64_t now);

/** When the next timer is due; VN_NEVER: none. */
uint64_t vn_loop_next(const vn_loop *loop);

#endif
