#ifndef VN_TRACE_INTERNAL_H
#define VN_TRACE_INTERNAL_H

#include "../limits.h"
#include "trace.h"

enum { VN_TRACE_NAMES = 256, VN_TRACE_NAME_BYTES = 63, VN_TRACE_SPANS = 32 };

typedef struct vn_record {
  uint64_t start, end, a, b, c;
  uint8_t kind;
} vn_record;

/** A port or span; of a port, how many messages went each way. */
typedef struct vn_trace_name {
  char text[VN_NAME_BYTES];
  uint64_t in, out, first_failed; /* first_failed 0: none */
} vn_trace_name;

typedef struct vn_open_span {
  uint32_t id;
  uint16_t name;
  uint64_t start;
} vn_open_span;

struct vn_trace {
  vn_heap *heap;
  uint64_t started_us;
  uint32_t capacity;
  uint64_t recorded;
  vn_record *ring;
  vn_trace_name *names; /* number 0 is the empty one */
  uint16_t name_count, name_room;
  vn_open_span spans[VN_TRACE_SPANS];
  unsigned span_count;
  uint32_t last_span;
  bool is_blocked;
  vn_trace_kind blocked_by;
  bool has_message;
  vn_traced message;
  bool has_run;
  uint64_t run_start, ran_us;
  bool has_first;
  uint64_t run_first;
  uint64_t cut_us; /* of the present stretch, what was recorded before a cut */
};

#endif
