/* What is written to a worker's standard input. Writers wait while it is full. */
#include "worker.h"

static vn_heap *heap_of(const vn_worker *worker) {
  return worker->workers->options.heap;
}

static void refuse(vn_worker *worker, vn_exchange *exchange, vn_code code, const char *why) {
  vn_error error;
  vn_refuse(&error, code, "%s", why);
  exchange->cancel = NULL;
  exchange->answer(exchange, vn_response_error(heap_of(worker), &error));
}

static void append(vn_input_part **list, vn_input_part *part) {
  while (*list) list = &(*list)->next;
  *list = part;
  part->next = NULL;
  part->place = list;
}

static void take_out(vn_input_part *part) {
  *part->place = part->next;
  if (part->next) part->next->place = part->place;
}

static unsigned count_waiting(const vn_worker *worker) {
  unsigned count = 0;
  for (const vn_input_part *part = worker->input_waiting; part; part = part->next) count++;
  return count;
}

static bool has_end(const vn_worker *worker) {
  for (const vn_input_part *part = worker->input_waiting; part; part = part->next)
    if (part->ends) return true;
  return worker->input_ended;
}

/** It is in the queue: whoever wrote it is told. */
static void accept(vn_worker *worker, vn_input_part *part) {
  vn_exchange *exchange = part->exchange;
  part->exchange = NULL;
  worker->input_ended = worker->input_ended || part->ends;
  if (part->length > 0) {
    append(&worker->input, part);
    worker->input_bytes += part->length;
  } else
    vn_heap_give(heap_of(worker), part);
  vn_worker_notify(worker);
  exchange->cancel = NULL;
  exchange->answer(exchange, (vn_response){.status = 204});
}

static void cancel(vn_exchange *exchange) {
  vn_input_part *part = exchange->state;
  take_out(part);
  vn_heap_give(heap_of(part->worker), part);
}

static vn_input_part *make_part(vn_worker *worker, vn_json request, vn_exchange *exchange) {
  const vn_json text = vn_json_member(request, "text");
  const size_t length = vn_json_string_length(text);
  vn_input_part *part = vn_heap_take(heap_of(worker), sizeof *part + length);
  if (!part) return NULL;
  *part = (vn_input_part){.worker = worker,
                          .exchange = exchange,
                          .ends = vn_json_member(request, "end").type == VN_JSON_TRUE,
                          .length = length};
  vn_json_string(text, part->text, length);
  return part;
}

void vn_input_offer(vn_worker *worker, vn_json request, vn_exchange *exchange) {
  if (worker->input_closed) {
    refuse(worker, exchange, VN_CLOSED, "the worker has ended");
    return;
  }
  if (has_end(worker)) {
    refuse(worker, exchange, VN_CONFLICT, "the worker's input has ended already");
    return;
  }
  const bool has_room = !worker->input_waiting && worker->input_bytes < VN_INPUT_ROOM;
  if (!has_room && count_waiting(worker) >= VN_INPUTS_WAITING) {
    refuse(worker, exchange, VN_LIMIT_REACHED, "16 parts of input wait already");
    return;
  }
  vn_input_part *part = make_part(worker, request, exchange);
  if (!part) {
    refuse(worker, exchange, VN_OUT_OF_MEMORY, "input: this node has no memory left for it");
    return;
  }
  if (has_room) {
    accept(worker, part);
    return;
  }
  append(&worker->input_waiting, part);
  exchange->state = part;
  exchange->cancel = cancel;
}

vn_input_part *vn_input_take(vn_worker *worker) {
  vn_input_part *part = worker->input;
  if (!part) return NULL;
  take_out(part);
  worker->input_bytes -= part->length;
  while (worker->input_bytes < VN_INPUT_ROOM && worker->input_waiting) {
    vn_input_part *next = worker->input_waiting;
    take_out(next);
    accept(worker, next);
  }
  return part;
}

void vn_input_close(vn_worker *worker) {
  worker->input_closed = worker->input_ended = true;
  while (worker->input_waiting) {
    vn_input_part *part = worker->input_waiting;
    vn_exchange *exchange = part->exchange;
    take_out(part);
    vn_heap_give(heap_of(worker), part);
    refuse(worker, exchange, VN_CLOSED, "the worker has ended");
  }
  while (worker->input) {
    vn_input_part *part = worker->input;
    take_out(part);
    vn_heap_give(heap_of(worker), part);
  }
}
