/**
 * Named numbers that the workers of a board share: locks, semaphores and events are made of them. lua-runtime/src/workers/counters
 * is the same in TypeScript. All calls under the board's lock.
 */
#ifndef VN_COUNTERS_H
#define VN_COUNTERS_H

#include "../base/error.h"
#include "../base/heap.h"
#include "../base/text.h"

typedef struct vn_counters vn_counters;
typedef struct vn_counter_user vn_counter_user; /* one worker's way to the counters of its board */

/** hold: given back when its worker ends. spend: gone. see: nothing is taken. */
typedef enum vn_take_kind { VN_HOLD, VN_SPEND, VN_SEE } vn_take_kind;

/** `rank 2 (b0/5)`: how messages name a worker. */
#define VN_LABEL_BYTES 160

/** What a take has brought. */
typedef struct vn_taken_units {
  uint32_t left; /* the value after it */
  bool was_abandoned;
  char abandoned_by[VN_LABEL_BYTES]; /* who has ended holding what is taken here */
} vn_taken_units;

/** A wait: one for each worker at most. */
typedef struct vn_counter_wait {
  void (*over)(void *context); /* it has been served, or has failed: see below */
  void *context;
  bool is_over, has_failed;
  vn_taken_units taken;
  vn_error error; /* closed or deadlock: nobody is left who could end it */
} vn_counter_wait;

vn_counters *vn_counters_make(vn_heap *heap);
void vn_counters_free(vn_counters *counters);

/** A worker, before it starts; `run` of length 0: it runs alone. NULL: no memory. */
vn_counter_user *vn_counters_join(vn_counters *counters, const char *label, vn_span run);
/** The worker has ended: it waits no longer, and what it holds goes to the next who does. Frees the user. */
void vn_counters_leave(vn_counter_user *user);

/** The counter's number for this worker; 0 and bad-request, conflict, limit-reached, out-of-memory. */
uint32_t vn_counter_open(vn_counter_user *user, vn_span name, vn_span kind, bool of_run, double initial, double most,
                         vn_error *error);
/** @error not-found; conflict: the worker still holds some of it */
bool vn_counter_close(vn_counter_user *user, double number, vn_error *error);

typedef enum vn_take_outcome { VN_TAKE_DONE, VN_TAKE_WAIT, VN_TAKE_REFUSED } vn_take_outcome;
/** @error not-found, bad-request; conflict: it would wait for itself */
vn_take_outcome vn_counter_take_now(vn_counter_user *user, double number, vn_take_kind kind, double units,
                                    vn_taken_units *taken, vn_error *error);
/** False, and why, when a wait with no limit must not begin: then every worker of the run on this board would wait. */
bool vn_counter_may_wait(vn_counter_user *user, double number, vn_error *error);
/** Begins the wait that `vn_counter_take_now` asked for. False: no memory. */
bool vn_counter_wait_begin(vn_counter_user *user, double number, vn_take_kind kind, double units, bool endless,
                           vn_counter_wait *wait);
/** Gives up, unless it is over already. */
void vn_counter_wait_end(vn_counter_user *user);
/** The value after it; -1 and not-found, bad-request, conflict (not held), limit-reached (too many). */
int64_t vn_counter_give(vn_counter_user *user, double number, bool held, double units, vn_error *error);
/** How it stands with a counter, for a message: code timeout. */
void vn_counter_late(vn_counter_user *user, double number, vn_error *error);

#endif
