/* What a worker writes: collected for a few milliseconds, or until it waits or is long enough to be an event. */
#include "worker.h"

enum { COLLECT_US = 5000 };

static void flush_late(void *owner) {
  vn_output_flush(owner);
}

static void on_room(void *owner) {
  vn_worker_notify(owner);
}

void vn_output_init(vn_worker *worker) {
  vn_writer_init(&worker->output, worker->workers->options.heap);
  vn_timer_init(&worker->output_timer, flush_late, worker);
  worker->room = (vn_room_wish){.on_room = on_room, .owner = worker};
}

static void tell(vn_worker *worker, bool is_err, vn_span text) {
  vn_events *events = worker->workers->options.events;
  vn_json_writer *to = vn_events_begin(events, "output");
  vn_json_field_whole(to, "worker", worker->id);
  vn_json_field_text(to, "stream", is_err ? "err" : "out");
  vn_json_field_span(to, "text", text);
  vn_events_end(events);
}

void vn_output_flush(vn_worker *worker) {
  vn_timer_clear(worker->workers->options.loop, &worker->output_timer);
  if (worker->output.length == 0) return;
  /* Out of the worker's hands first: an event may make room, and with it come back here. */
  size_t length;
  char *bytes = vn_writer_release(&worker->output, &length);
  tell(worker, worker->output_is_err, (vn_span){bytes, length});
  vn_heap_give(worker->workers->options.heap, bytes);
}

static void append(vn_worker *worker, bool is_err, vn_span text) {
  if (worker->output_is_err != is_err || worker->output.length + text.length > VN_OUTPUT_BYTES) vn_output_flush(worker);
  worker->output_is_err = is_err;
  vn_write(&worker->output, text.bytes, text.length);
  if (worker->output.failed) {
    vn_writer_free(&worker->output);
    tell(worker, is_err, text);
  } else if (worker->output_timer.at == VN_NEVER)
    vn_timer_set(worker->workers->options.loop, &worker->output_timer, vn_worker_now(worker) + COLLECT_US);
}

void vn_output_write(vn_worker *worker, bool is_err, vn_span text) {
  while (text.length > 0) {
    const size_t length = vn_utf8_prefix(text, VN_OUTPUT_BYTES);
    append(worker, is_err, (vn_span){text.bytes, length});
    text = (vn_span){text.bytes + length, text.length - length};
  }
}

void vn_output_file(vn_worker *worker, vn_span name, vn_span base64, bool last) {
  vn_output_flush(worker);
  vn_events *events = worker->workers->options.events;
  vn_json_writer *to = vn_events_begin(events, "file");
  vn_json_field_whole(to, "worker", worker->id);
  vn_json_field_span(to, "name", name);
  vn_json_field_span(to, "data", base64);
  vn_json_field_bool(to, "last", last);
  vn_events_end(events);
}

void vn_output_wait(vn_worker *worker) {
  vn_events *events = worker->workers->options.events;
  if (vn_events_has_room(events)) return;
  vn_output_flush(worker);
  do {
    if (!worker->room.place) vn_events_want_room(events, &worker->room);
  } while (!vn_worker_is_condemned(worker) && vn_worker_wait(worker, VN_OUTPUT, VN_NEVER) &&
           !vn_events_has_room(events));
  vn_events_cancel_wish(&worker->room);
  vn_worker_go_on(worker);
}
