#include "line.h"

#include <string.h>

/* Bytes given to a wire and not gone: few, so that control frames and repeats never wait long behind them. */
enum { OUTSTANDING_BYTES = 512, QUEUED_FRAMES = 256 };

void vn_line_init(vn_line *line, vn_heap *heap, const vn_host *host, unsigned link) {
  *line = (vn_line){.host = host, .heap = heap, .link = link};
  vn_frame_reader_init(&line->reader);
}

bool vn_line_up(const vn_line *line) {
  return line->host->wire_up(line->host->context, line->link);
}

static size_t backlog(const vn_line *line) {
  return line->host->wire_backlog(line->host->context, line->link) + line->rest_length;
}

size_t vn_line_load(const vn_line *line) {
  return backlog(line) + line->queued_bytes;
}

void vn_line_drop(vn_line *line) {
  line->count.dropped++;
}

static bool enqueue(vn_line *line, vn_frame_queue *queue, const vn_frame *frame, uint8_t label) {
  uint8_t wire[VN_MAX_WIRE_BYTES];
  const size_t length = vn_frame_encode(wire, frame, label);
  vn_queued_frame *queued =
      length == 0 || queue->count >= QUEUED_FRAMES ? NULL : vn_heap_take(line->heap, sizeof *queued + length);
  if (!queued) {
    vn_line_drop(line);
    return false;
  }
  queued->next = NULL;
  queued->length = (uint8_t)length;
  memcpy(queued->bytes, wire, length);
  if (queue->last) queue->last->next = queued;
  else queue->first = queued;
  queue->last = queued;
  queue->count++;
  line->queued_bytes += length;
  return true;
}

static size_t dequeue(vn_line *line, vn_frame_queue *queue, uint8_t wire[VN_MAX_WIRE_BYTES]) {
  vn_queued_frame *queued = queue->first;
  if (!queued) return 0;
  const size_t length = queued->length;
  memcpy(wire, queued->bytes, length);
  queue->first = queued->next;
  if (!queue->first) queue->last = NULL;
  queue->count--;
  line->queued_bytes -= length;
  vn_heap_give(line->heap, queued);
  return length;
}

void vn_line_control(vn_line *line, const vn_frame *frame, uint8_t label) {
  enqueue(line, &line->control, frame, label);
}

void vn_line_forward(vn_line *line, const vn_frame *frame, uint8_t label) {
  if (enqueue(line, &line->forward, frame, label)) line->count.forwarded++;
}

void vn_line_clear(vn_line *line) {
  uint8_t wire[VN_MAX_WIRE_BYTES];
  line->count.dropped += line->control.count + line->forward.count;
  while (dequeue(line, &line->control, wire) > 0 || dequeue(line, &line->forward, wire) > 0) continue;
  line->rest_length = 0;
}

static size_t take_data(vn_line *line, vn_next_data *data, void *context, uint8_t *wire) {
  const size_t length = data(context, line, wire);
  if (length > 0) line->last_data_bytes = length;
  return length;
}

/** Of data, one frame behind the one that is on its way keeps the line busy: more would only be old when repeated. */
static size_t next_frame(vn_line *line, size_t ahead, vn_next_data *data, void *context, uint8_t *wire) {
  const size_t control = dequeue(line, &line->control, wire);
  if (control > 0) return control;
  line->forward_turn = !line->forward_turn;
  const size_t first = line->forward_turn ? dequeue(line, &line->forward, wire) : 0;
  if (first > 0) return first;
  const size_t own = ahead <= line->last_data_bytes ? take_data(line, data, context, wire) : 0;
  return own > 0 ? own : dequeue(line, &line->forward, wire);
}

/** False: not all of it has gone. */
static bool write(vn_line *line, const uint8_t *bytes, size_t length) {
  const size_t taken = line->host->wire_write(line->host->context, line->link, bytes, length);
  if (taken >= length) return true;
  memmove(line->rest, bytes + taken, length - taken);
  line->rest_length = length - taken;
  return false;
}

static bool write_rest(vn_line *line) {
  if (line->rest_length == 0) return true;
  const size_t length = line->rest_length;
  line->rest_length = 0;
  return write(line, line->rest, length);
}

void vn_line_pump(vn_line *line, vn_next_data *data, void *context) {
  if (!vn_line_up(line) || !write_rest(line)) return;
  for (;;) {
    uint8_t wire[VN_MAX_WIRE_BYTES];
    const size_t ahead = backlog(line);
    if (ahead + VN_MAX_WIRE_BYTES > OUTSTANDING_BYTES) return;
    const size_t length = next_frame(line, ahead, data, context, wire);
    if (length == 0) return;
    line->count.frames_out++;
    line->count.bytes_out += length;
    if (!write(line, wire, length)) return;
  }
}

vn_link_stats vn_line_stats(const vn_line *line) {
  vn_link_stats stats = line->count;
  stats.up = vn_line_up(line);
  stats.backlog = vn_line_load(line);
  return stats;
}
