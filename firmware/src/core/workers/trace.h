/**
 * The record of a worker's life, in a bounded space: gateway/protocol/README.md, "Traces". One `run` for each stretch in which
 * the program could run, cut where a span begins or ends; a record for every wait when it is over.
 */
#ifndef VN_TRACE_H
#define VN_TRACE_H

#include "../base/error.h"
#include "../base/heap.h"
#include "../nmp/json_writer.h"

/** What a worker is at. */
typedef enum vn_doing {
  VN_NOTHING, /* not started, or ended */
  VN_COMPUTING,
  VN_QUEUED,
  VN_RECEIVING,
  VN_SENDING,
  VN_LOCKING,
  VN_SLEEPING,
  VN_INPUT,
  VN_OUTPUT,
  VN_DOING_COUNT,
} vn_doing;

typedef enum vn_trace_kind {
  VN_TRACE_RUN = 1, VN_TRACE_SEND, VN_TRACE_POST, VN_TRACE_DELIVERY, VN_TRACE_RECEIVE, VN_TRACE_SLEEP, VN_TRACE_INPUT,
  VN_TRACE_OUTPUT, VN_TRACE_LOCK, VN_TRACE_SPAN,
} vn_trace_kind;

/** A message on its way, as a trace knows it. */
typedef struct vn_traced {
  uint16_t port; /* number of the port's name */
  uint32_t bytes;
  uint64_t number; /* from 1 for each port and direction; 0: none */
  bool delivered;
} vn_traced;

typedef struct vn_trace vn_trace;

/** `started_us` is the node's start. NULL: no memory. */
vn_trace *vn_trace_make(vn_heap *heap, uint32_t records, uint64_t started_us);
void vn_trace_free(vn_trace *trace);
uint32_t vn_trace_capacity(const vn_trace *trace);

/** It was at `was` since `since`, in which its program ran `ran_us`, and is at `next` now. */
void vn_trace_turn(vn_trace *trace, vn_doing was, uint64_t since, vn_doing next, uint64_t now, uint64_t ran_us);
/** A message is handed over. */
vn_traced vn_trace_sending(vn_trace *trace, vn_span port, uint32_t bytes);
/** Its outcome is known. */
void vn_trace_settled(vn_trace *trace, vn_traced *message, bool delivered);
/** What the worker is blocked by, or, for receive, was; told before the wait is over. `message` NULL: none. */
void vn_trace_blocked(vn_trace *trace, vn_trace_kind kind, const vn_traced *message);
void vn_trace_posted(vn_trace *trace, const vn_traced *message, uint64_t start, uint64_t end);
/** A message was taken; a fault or an end when it `is_none`. */
vn_traced vn_trace_arrived(vn_trace *trace, vn_span port, uint32_t bytes, bool is_none);
/** It was there without a wait. */
void vn_trace_received(vn_trace *trace, const vn_traced *message, uint64_t now);
/** `ran_us`: what the program has run of the present stretch. The number by which to end it; 0: not recorded. */
uint32_t vn_trace_begin_span(vn_trace *trace, vn_span name, uint64_t now, uint64_t ran_us);
/** Ends a span and all that were opened within it; one that has ended stays as it is. */
void vn_trace_end_span(vn_trace *trace, uint32_t id, uint64_t now, uint64_t ran_us);

/** A TraceAnswer of at most `max_bytes`: names from a number on and, behind the last name, records from a number on. */
void vn_trace_page(const vn_trace *trace, uint64_t names, uint64_t records, size_t max_bytes, vn_json_writer *to);

#endif
