#ifndef VN_COUNTERS_INTERNAL_H
#define VN_COUNTERS_INTERNAL_H

#include "counters.h"

enum {
  VN_COUNTERS_MAX = 256, /* of a board, and open by one worker */
  VN_COUNTER_NAME_BYTES = 96,
  VN_KEY_BYTES = 200,
  VN_REASONS_TOLD = 6,
};

typedef struct vn_holding {
  struct vn_holding *next;
  vn_counter_user *user;
  uint32_t units; /* 0: it waits, and holds nothing */
} vn_holding;

/** A number from 0 to `most`: workers take from it, waiting in the order in which they have come, and give to it. */
typedef struct vn_counter {
  struct vn_counter *next;
  char key[VN_KEY_BYTES]; /* its name and whose it is */
  char name[VN_COUNTER_NAME_BYTES], kind[VN_COUNTER_NAME_BYTES];
  uint32_t initial, most, value;
  unsigned openings;
  vn_holding *holdings;
  vn_counter_user *first_waiting; /* in turn */
  bool was_abandoned;
  char abandoned_by[VN_LABEL_BYTES];
} vn_counter;

typedef struct vn_opened {
  struct vn_opened *next;
  uint32_t number;
  vn_counter *counter;
  bool of_run;
} vn_opened;

/** The workers of one run on one board: when all of them wait with no limit, none of these waits can end by itself. */
typedef struct vn_run_group {
  struct vn_run_group *next;
  char own[VN_COUNTER_NAME_BYTES]; /* `run r1`, `alone 3` */
  vn_counter_user *members;
  unsigned member_count, blocked_count;
  unsigned ended_count;
  char ended[VN_REASONS_TOLD][VN_LABEL_BYTES];
} vn_run_group;

struct vn_counter_user {
  vn_counters *counters;
  vn_run_group *group;
  vn_counter_user *group_next, *waiting_next;
  char label[VN_LABEL_BYTES];
  vn_opened *opened;
  unsigned opened_count;
  uint32_t last;
  /* its wait */
  vn_counter_wait *wait; /* NULL: it does not */
  vn_counter *waits_for;
  vn_take_kind wait_kind;
  uint32_t wait_units;
  bool is_blocked; /* with no limit, for a counter of its run */
};

struct vn_counters {
  vn_heap *heap;
  vn_counter *first;
  unsigned count;
  vn_run_group *groups;
  unsigned loners;
};

/* counter */
uint32_t vn_counter_held_by(const vn_counter *counter, const vn_counter_user *user);
/** True: now; somebody waits already, or there are too few: false. */
bool vn_counter_take(vn_counter *counter, vn_counter_user *user, vn_take_kind kind, uint32_t units, vn_taken_units *taken);
/** The value before anyone who waits was served. */
uint32_t vn_counter_add(vn_counter *counter, uint32_t units);
void vn_counter_give_back(vn_counter *counter, vn_counter_user *user, uint32_t units);
/** A place that holds nothing goes. */
void vn_counter_tidy(vn_counter *counter, vn_counter_user *user);
/** Its place in the list of those who hold; made where it is missing. NULL: no memory. */
vn_holding *vn_counter_holding(vn_counter *counter, vn_counter_user *user);
void vn_counter_serve(vn_counter *counter);
/** `rank 0 (b0/1) holds it`. */
void vn_counter_state(const vn_counter *counter, char *to, size_t room);

/* run group */
/** A member has ended. When all others wait, they wait in vain from now on. */
void vn_group_leave(vn_counters *counters, vn_counter_user *user);
bool vn_group_is_vain(const vn_run_group *group, vn_code *code, char *why, size_t room);
void vn_group_fail(vn_counter_user *user, vn_code code, const char *why);

#endif
