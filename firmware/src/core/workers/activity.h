/** How a worker spends its time from its start to its end, and what it sends and receives. */
#ifndef VN_ACTIVITY_H
#define VN_ACTIVITY_H

#include "../nmp/json_writer.h"
#include "trace.h"

typedef struct vn_activity {
  uint64_t spent[VN_DOING_COUNT]; /* us of all stretches that are over */
  uint64_t messages_out, bytes_out, messages_in, bytes_in;
  vn_doing doing; /* VN_NOTHING: not started, or ended */
  uint64_t since; /* us */
  uint64_t cpu_since; /* of its thread, us; UINT64_MAX: there is no such clock */
  vn_trace *trace; /* told of every turn; NULL: none */
} vn_activity;

/** From now on the worker is at this. `cpu` is its thread's clock; UINT64_MAX: none. */
void vn_activity_turn(vn_activity *activity, vn_doing doing, uint64_t now, uint64_t cpu);
/** us that its program has run so far. */
uint64_t vn_activity_computing(const vn_activity *activity, uint64_t now, uint64_t cpu);
/** The object `activity` of a WorkerStatus. */
void vn_activity_write(const vn_activity *activity, uint64_t now, uint64_t cpu, vn_json_writer *to);

#endif
