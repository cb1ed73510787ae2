#include <string.h>

#include "table.h"

enum {
  ARRIVAL_COST_BYTES = 64, /* what a message takes of the room beside its bytes, so that empty ones are bounded too */
  NOTICES_KEPT = 64,       /* faults and ends that wait on one port; of more, the oldest go */
};

vn_inbox *vn_inbox_make(vn_heap *heap, uint32_t owner, uint32_t bytes_per_port, void (*on_arrival)(void *),
                        void *context) {
  vn_inbox *inbox = vn_heap_take_zeroed(heap, sizeof *inbox);
  if (!inbox) return NULL;
  inbox->heap = heap;
  inbox->owner = owner;
  inbox->bytes_per_port = bytes_per_port;
  inbox->on_arrival = on_arrival;
  inbox->context = context;
  return inbox;
}

static void free_entry(vn_heap *heap, vn_entry *entry) {
  vn_message_drop(heap, entry->message);
  vn_heap_give(heap, entry);
}

void vn_inbox_free(vn_inbox *inbox) {
  if (!inbox) return;
  for (vn_inbox_queue *queue = inbox->queues, *next; queue; queue = next) {
    next = queue->next;
    for (vn_entry *entry = queue->first, *behind; entry; entry = behind) {
      behind = entry->next;
      free_entry(inbox->heap, entry);
    }
    vn_heap_give(inbox->heap, queue);
  }
  vn_heap_give(inbox->heap, inbox);
}

static size_t cost_of(const vn_message *message) {
  return (size_t)message->length + ARRIVAL_COST_BYTES;
}

static vn_inbox_queue *queue_of(const vn_inbox *inbox, vn_span port) {
  for (vn_inbox_queue *queue = inbox->queues; queue; queue = queue->next)
    if (vn_span_is(port, queue->port)) return queue;
  return NULL;
}

int64_t vn_inbox_room(const vn_inbox *inbox, const char *port) {
  const vn_inbox_queue *queue = queue_of(inbox, vn_span_of(port));
  if (!queue || queue->bytes == 0) return INT64_MAX;
  return (int64_t)inbox->bytes_per_port - (int64_t)queue->bytes - ARRIVAL_COST_BYTES;
}

unsigned vn_inbox_queued_on(const vn_inbox *inbox, const char *port) {
  const vn_inbox_queue *queue = queue_of(inbox, vn_span_of(port));
  unsigned count = 0;
  for (const vn_entry *entry = queue ? queue->first : NULL; entry; entry = entry->next)
    count += entry->kind == VN_ARRIVAL_MESSAGE;
  return count;
}

static vn_inbox_queue *make_queue(vn_inbox *inbox, const char *port) {
  vn_inbox_queue *queue = queue_of(inbox, vn_span_of(port));
  if (queue) return queue;
  queue = vn_heap_take_zeroed(inbox->heap, sizeof *queue);
  if (!queue) return NULL;
  strncpy(queue->port, port, VN_NAME_BYTES - 1);
  queue->next = inbox->queues;
  inbox->queues = queue;
  return queue;
}

/** An empty queue is not kept. */
static void tidy(vn_inbox *inbox, vn_inbox_queue *queue) {
  if (queue->first) return;
  vn_inbox_queue **place = &inbox->queues;
  while (*place != queue) place = &(*place)->next;
  *place = queue->next;
  vn_heap_give(inbox->heap, queue);
}

static void append(vn_inbox *inbox, vn_inbox_queue *queue, vn_entry *entry) {
  entry->serial = inbox->serial++;
  entry->next = NULL;
  if (queue->last) queue->last->next = entry;
  else queue->first = entry;
  queue->last = entry;
}

bool vn_inbox_seat(vn_inbox *inbox, const char *port, vn_seat *seat) {
  *seat = (vn_seat){.inbox = inbox, .queue = make_queue(inbox, port)};
  if (!seat->queue) return false;
  seat->entry = vn_heap_take(inbox->heap, sizeof *seat->entry);
  if (seat->entry) return true;
  tidy(inbox, seat->queue);
  return false;
}

void vn_inbox_unseat(vn_seat *seat) {
  vn_heap_give(seat->inbox->heap, seat->entry);
  tidy(seat->inbox, seat->queue);
}

void vn_inbox_put(vn_seat *seat, vn_message *message) {
  *seat->entry = (vn_entry){.kind = VN_ARRIVAL_MESSAGE, .message = vn_message_keep(message)};
  append(seat->inbox, seat->queue, seat->entry);
  seat->queue->bytes += cost_of(message);
  seat->inbox->on_arrival(seat->inbox->context);
}

static void drop_oldest_notice(vn_inbox *inbox, vn_inbox_queue *queue) {
  vn_entry *before = NULL, *entry = queue->first;
  for (; entry->kind == VN_ARRIVAL_MESSAGE; entry = entry->next) before = entry;
  if (before) before->next = entry->next;
  else queue->first = entry->next;
  if (queue->last == entry) queue->last = before;
  queue->notices--;
  free_entry(inbox->heap, entry);
}

/** There is no memory for a notice: it is told before all else, with a later one of that kind in its place. */
static void keep_last_word(vn_inbox *inbox, const char *port, const vn_error *error) {
  inbox->has_last_word = true;
  inbox->last_word = (vn_arrival){.kind = error ? VN_ARRIVAL_FAULT : VN_ARRIVAL_CLOSED};
  strncpy(inbox->last_word.port, port, VN_NAME_BYTES - 1);
  if (error) inbox->last_word.error = *error;
}

void vn_inbox_notify(vn_inbox *inbox, const char *port, const vn_error *error) {
  vn_inbox_queue *queue = make_queue(inbox, port);
  vn_entry *entry = queue ? vn_heap_take(inbox->heap, sizeof *entry + (error ? sizeof *error : 0)) : NULL;
  if (entry) {
    *entry = (vn_entry){.kind = error ? VN_ARRIVAL_FAULT : VN_ARRIVAL_CLOSED};
    if (error) entry->error[0] = *error;
    append(inbox, queue, entry);
    if (++queue->notices > NOTICES_KEPT) drop_oldest_notice(inbox, queue);
  } else {
    if (queue) tidy(inbox, queue);
    keep_last_word(inbox, port, error);
  }
  inbox->on_arrival(inbox->context);
}

static bool is_among(const vn_inbox_queue *queue, const vn_span *ports, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (vn_span_is(ports[i], queue->port)) return true;
  return count == 0;
}

static vn_inbox_queue *earliest(const vn_inbox *inbox, const vn_span *ports, size_t count) {
  vn_inbox_queue *found = NULL;
  for (vn_inbox_queue *queue = inbox->queues; queue; queue = queue->next)
    if (queue->first && (!found || queue->first->serial < found->first->serial) && is_among(queue, ports, count))
      found = queue;
  return found;
}

static bool take_last_word(vn_inbox *inbox, const vn_span *ports, size_t count, vn_arrival *arrival) {
  if (!inbox->has_last_word) return false;
  bool wanted = count == 0;
  for (size_t i = 0; i < count; i++) wanted = wanted || vn_span_is(ports[i], inbox->last_word.port);
  if (!wanted) return false;
  *arrival = inbox->last_word;
  inbox->has_last_word = false;
  return true;
}

bool vn_inbox_take(vn_inbox *inbox, const vn_span *ports, size_t count, vn_arrival *arrival) {
  if (take_last_word(inbox, ports, count, arrival)) return true;
  vn_inbox_queue *queue = earliest(inbox, ports, count);
  if (!queue) return false;
  vn_entry *entry = queue->first;
  queue->first = entry->next;
  if (!queue->first) queue->last = NULL;
  arrival->kind = entry->kind;
  arrival->message = entry->message;
  memcpy(arrival->port, queue->port, VN_NAME_BYTES);
  if (entry->kind == VN_ARRIVAL_FAULT) arrival->error = entry->error[0];
  if (entry->message) queue->bytes -= cost_of(entry->message);
  else queue->notices--;
  vn_heap_give(inbox->heap, entry);
  tidy(inbox, queue);
  vn_port *port = arrival->message && inbox->ports ? vn_ports_find(inbox->ports, vn_span_of(arrival->port)) : NULL;
  if (port) vn_port_flush(port);
  return true;
}
