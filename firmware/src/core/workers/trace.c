#include "trace.h"

#include <string.h>

#include "trace_internal.h"

vn_trace *vn_trace_make(vn_heap *heap, uint32_t records, uint64_t started_us) {
  vn_trace *trace = vn_heap_take_zeroed(heap, sizeof *trace);
  if (!trace) return NULL;
  trace->heap = heap;
  trace->started_us = started_us;
  trace->capacity = records;
  trace->ring = vn_heap_take(heap, (size_t)records * sizeof *trace->ring);
  trace->names = vn_heap_take_zeroed(heap, sizeof *trace->names);
  trace->name_count = trace->name_room = 1;
  if (trace->ring && trace->names) return trace;
  vn_trace_free(trace);
  return NULL;
}

void vn_trace_free(vn_trace *trace) {
  if (!trace) return;
  vn_heap_give(trace->heap, trace->ring);
  vn_heap_give(trace->heap, trace->names);
  vn_heap_give(trace->heap, trace);
}

uint32_t vn_trace_capacity(const vn_trace *trace) {
  return trace ? trace->capacity : 0;
}

/* --- names --- */

static bool has_room(vn_trace *trace) {
  if (trace->name_count < trace->name_room) return true;
  if (trace->name_room >= VN_TRACE_NAMES) return false;
  const uint16_t room = (uint16_t)(trace->name_room * 2);
  vn_trace_name *names = vn_heap_resize(trace->heap, trace->names, room * sizeof *names);
  if (!names) return false;
  trace->names = names;
  trace->name_room = room;
  return true;
}

/** 0: it found no room. Of a longer name the beginning counts. */
static uint16_t number_of(vn_trace *trace, vn_span name) {
  name.length = vn_utf8_prefix(name, VN_TRACE_NAME_BYTES);
  for (uint16_t i = 0; i < trace->name_count; i++)
    if (vn_span_is(name, trace->names[i].text)) return i;
  if (!has_room(trace)) return 0;
  vn_trace_name *made = &trace->names[trace->name_count];
  *made = (vn_trace_name){.in = 0};
  memcpy(made->text, name.bytes, name.length);
  return trace->name_count++;
}

/* --- records --- */

static void record(vn_trace *trace, vn_trace_kind kind, uint64_t start, uint64_t end, uint64_t a, uint64_t b, uint64_t c) {
  trace->ring[trace->recorded % trace->capacity] = (vn_record){
      .kind = (uint8_t)kind, .start = start - trace->started_us, .end = end - trace->started_us, .a = a, .b = b, .c = c};
  trace->recorded++;
}

static void end_run(vn_trace *trace, uint64_t now) {
  const bool is_one = trace->has_run && trace->run_start != now;
  trace->has_run = false;
  if (!is_one) return;
  const uint64_t first = (trace->has_first ? trace->run_first : now) - trace->started_us;
  record(trace, VN_TRACE_RUN, trace->run_start, now, first, trace->ran_us, 0);
}

static void begin_run(vn_trace *trace, uint64_t now) {
  trace->has_run = true;
  trace->has_first = false;
  trace->run_start = now;
  trace->ran_us = 0;
}

/** A program that runs begins or ends a span: the run until here is one, the rest another. */
static void cut_run(vn_trace *trace, uint64_t now, uint64_t ran_us) {
  trace->ran_us += ran_us - trace->cut_us;
  trace->cut_us = ran_us;
  end_run(trace, now);
  begin_run(trace, now);
  trace->has_first = true;
  trace->run_first = now;
}

static void record_wait(vn_trace *trace, vn_doing was, uint64_t start, uint64_t end) {
  static const uint8_t SIMPLE[VN_DOING_COUNT] = {
      [VN_SLEEPING] = VN_TRACE_SLEEP, [VN_INPUT] = VN_TRACE_INPUT, [VN_OUTPUT] = VN_TRACE_OUTPUT, [VN_LOCKING] = VN_TRACE_LOCK};
  if (SIMPLE[was]) {
    record(trace, (vn_trace_kind)SIMPLE[was], start, end, 0, 0, 0);
    return;
  }
  const vn_trace_kind kind = trace->is_blocked ? trace->blocked_by : VN_TRACE_RECEIVE;
  vn_traced message = trace->is_blocked && trace->has_message ? trace->message : (vn_traced){0};
  trace->is_blocked = false;
  /* A wait that was given up: whether the message arrives nobody knows. */
  if (kind == VN_TRACE_SEND && !message.delivered) vn_trace_settled(trace, &message, false);
  record(trace, kind, start, end, message.port, message.bytes, message.delivered ? message.number : 0);
}

static void end_spans(vn_trace *trace, unsigned depth, uint64_t now) {
  while (trace->span_count > depth) {
    const vn_open_span *span = &trace->spans[--trace->span_count];
    record(trace, VN_TRACE_SPAN, span->start, now, span->name, 0, 0);
  }
}

void vn_trace_turn(vn_trace *trace, vn_doing was, uint64_t since, vn_doing next, uint64_t now, uint64_t ran_us) {
  if (was == VN_COMPUTING) {
    trace->ran_us += ran_us - trace->cut_us;
    trace->cut_us = 0;
  } else if (was != VN_NOTHING && was != VN_QUEUED)
    record_wait(trace, was, since, now);
  if (next == VN_COMPUTING || next == VN_QUEUED) {
    if (!trace->has_run) begin_run(trace, now);
    if (next == VN_COMPUTING && !trace->has_first) {
      trace->has_first = true;
      trace->run_first = now;
    }
  } else
    end_run(trace, now);
  if (next == VN_NOTHING) end_spans(trace, 0, now);
}

/* --- messages --- */

vn_traced vn_trace_sending(vn_trace *trace, vn_span port, uint32_t bytes) {
  const uint16_t name = number_of(trace, port);
  return (vn_traced){.port = name, .bytes = bytes, .number = name == 0 ? 0 : ++trace->names[name].out};
}

void vn_trace_settled(vn_trace *trace, vn_traced *message, bool delivered) {
  message->delivered = delivered;
  if (trace->is_blocked && trace->has_message && trace->message.port == message->port &&
      trace->message.number == message->number && trace->blocked_by != VN_TRACE_RECEIVE)
    trace->message.delivered = delivered;
  if (delivered || message->number == 0) return;
  uint64_t *first = &trace->names[message->port].first_failed;
  if (*first == 0 || message->number < *first) *first = message->number;
}

void vn_trace_blocked(vn_trace *trace, vn_trace_kind kind, const vn_traced *message) {
  trace->is_blocked = true;
  trace->blocked_by = kind;
  trace->has_message = message != NULL;
  if (message) trace->message = *message;
}

void vn_trace_posted(vn_trace *trace, const vn_traced *message, uint64_t start, uint64_t end) {
  record(trace, VN_TRACE_POST, start, end, message->port, message->bytes, message->number);
}

vn_traced vn_trace_arrived(vn_trace *trace, vn_span port, uint32_t bytes, bool is_none) {
  const uint16_t name = number_of(trace, port);
  return (vn_traced){.port = name,
                     .bytes = is_none ? 0 : bytes,
                     .number = name == 0 || is_none ? 0 : ++trace->names[name].in,
                     .delivered = true};
}

void vn_trace_received(vn_trace *trace, const vn_traced *message, uint64_t now) {
  record(trace, VN_TRACE_RECEIVE, now, now, message->port, message->bytes, message->number);
}

/* --- spans --- */

uint32_t vn_trace_begin_span(vn_trace *trace, vn_span name, uint64_t now, uint64_t ran_us) {
  if (trace->span_count >= VN_TRACE_SPANS) return 0;
  cut_run(trace, now, ran_us);
  trace->spans[trace->span_count++] =
      (vn_open_span){.id = ++trace->last_span, .name = number_of(trace, name), .start = now};
  return trace->last_span;
}

void vn_trace_end_span(vn_trace *trace, uint32_t id, uint64_t now, uint64_t ran_us) {
  unsigned depth = 0;
  while (depth < trace->span_count && trace->spans[depth].id != id) depth++;
  if (depth == trace->span_count) return;
  cut_run(trace, now, ran_us);
  end_spans(trace, depth, now);
}
