#include "events.h"

#include <string.h>

enum { ENVELOPE_BYTES = 256 }; /* room that an answer leaves for what stands around its events */
/* A reader counts while it waits and this long after: its unread events hold writers back. */
#define READER_ACTIVE 5000000u

typedef struct entry {
  struct entry *next;
  uint64_t seq;
  uint32_t length;
  char text[]; /* the event's JSON */
} entry;

typedef struct reader {
  struct reader *next;
  uint64_t after;    /* highest number that it is known to have */
  uint64_t asked_at; /* when it last asked, or will have waited long enough */
  size_t length;
  char name[];
} reader;

/** A request that waits for news. */
typedef struct waiting {
  struct waiting *next, **place;
  vn_events *events;
  vn_exchange *exchange;
  reader *reader;
  uint64_t after;
  uint32_t max_bytes;
  vn_timer timer;
  vn_task task;
} waiting;

struct vn_events {
  vn_heap *heap;
  vn_loop *loop;
  const vn_host *host;
  const char *boot_id;
  uint32_t limit_bytes;
  uint64_t started_at, last, dropped;
  size_t bytes; /* of all entries */
  entry *oldest, *newest;
  vn_json_writer writer; /* of the event that is being made */
  reader *readers;
  waiting *waiting;
  vn_room_wish *wishes;
  vn_timer room_timer;
};

static uint64_t now(const vn_events *events) {
  return events->host->now_us(events->host->context);
}

/* --- entries --- */

static void drop_oldest(vn_events *events) {
  entry *old = events->oldest;
  events->oldest = old->next;
  if (!events->oldest) events->newest = NULL;
  events->bytes -= old->length;
  events->dropped++;
  vn_heap_give(events->heap, old);
}

static uint64_t first(const vn_events *events) {
  return events->oldest ? events->oldest->seq : events->last + 1;
}

vn_json_writer *vn_events_begin(vn_events *events, const char *type) {
  vn_json_writer *json = &events->writer;
  vn_json_writer_init(json, events->heap);
  vn_json_object(json);
  vn_json_field_whole(json, "seq", ++events->last);
  vn_json_field_whole(json, "at", (now(events) - events->started_at + 500) / 1000);
  vn_json_field_text(json, "type", type);
  return json;
}

/** Older ones make place; NULL: even that did not do. */
static entry *make_entry(vn_events *events, size_t length) {
  for (;;) {
    entry *made = vn_heap_take(events->heap, sizeof *made + length);
    if (made || !events->oldest) return made;
    drop_oldest(events);
  }
}

static void wake_all(vn_events *events) {
  for (waiting *one = events->waiting; one; one = one->next) vn_loop_soon(events->loop, &one->task);
}

void vn_events_end(vn_events *events) {
  vn_json_writer *json = &events->writer;
  vn_json_object_end(json);
  const size_t length = json->out.length;
  entry *made = json->out.failed ? NULL : make_entry(events, length);
  if (made) {
    *made = (entry){.seq = events->last, .length = (uint32_t)length};
    memcpy(made->text, json->out.bytes, length);
    if (events->newest) events->newest->next = made;
    else events->oldest = made;
    events->newest = made;
    events->bytes += length;
    while (events->bytes > events->limit_bytes && events->oldest != made) drop_oldest(events);
  } else {
    /* An event that there is no memory for takes all before it along, so that numbers have no gap. */
    while (events->oldest) drop_oldest(events);
    events->dropped++;
  }
  vn_writer_free(&json->out);
  wake_all(events);
}

/* --- readers, and room --- */

static void free_reader(vn_events *events, reader **place) {
  reader *old = *place;
  *place = old->next;
  for (waiting *one = events->waiting; one; one = one->next)
    if (one->reader == old) one->reader = NULL;
  vn_heap_give(events->heap, old);
}

/** UINT64_MAX: nobody reads. */
static uint64_t slowest(vn_events *events) {
  uint64_t after = UINT64_MAX;
  for (reader **place = &events->readers; *place;) {
    reader *one = *place;
    if (now(events) > one->asked_at + READER_ACTIVE) {
      free_reader(events, place);
      continue;
    }
    if (one->after < after) after = one->after;
    place = &one->next;
  }
  return after;
}

bool vn_events_has_room(vn_events *events) {
  const uint64_t after = slowest(events);
  size_t unread = 0;
  if (after == UINT64_MAX) return true;
  for (const entry *one = events->oldest; one; one = one->next)
    if (one->seq > after) unread += one->length;
  return unread < events->limit_bytes / 2;
}

static void offer_room(void *owner) {
  vn_events *events = owner;
  vn_timer_clear(events->loop, &events->room_timer);
  if (!events->wishes) return;
  if (!vn_events_has_room(events)) {
    vn_timer_set(events->loop, &events->room_timer, now(events) + READER_ACTIVE);
    return;
  }
  vn_room_wish *wishes = events->wishes;
  events->wishes = NULL;
  wishes->place = &wishes;
  while (wishes) {
    vn_room_wish *wish = wishes;
    vn_events_cancel_wish(wish);
    wish->on_room(wish->owner);
  }
}

void vn_events_want_room(vn_events *events, vn_room_wish *wish) {
  wish->next = events->wishes;
  if (wish->next) wish->next->place = &wish->next;
  wish->place = &events->wishes;
  events->wishes = wish;
  if (events->room_timer.at == VN_NEVER)
    vn_timer_set(events->loop, &events->room_timer, now(events) + READER_ACTIVE);
}

void vn_events_cancel_wish(vn_room_wish *wish) {
  if (!wish->place) return;
  *wish->place = wish->next;
  if (wish->next) wish->next->place = wish->place;
  wish->place = NULL;
}

static reader **find_reader(vn_events *events, vn_span name) {
  reader **place = &events->readers;
  while (*place && !vn_span_equal(name, (vn_span){(*place)->name, (*place)->length})) place = &(*place)->next;
  return place;
}

/** NULL: no memory; then it holds nobody back. */
static reader *note_reader(vn_events *events, vn_span name, uint64_t after, uint64_t asked_at) {
  reader **place = find_reader(events, name);
  if (!*place) {
    reader *made = vn_heap_take(events->heap, sizeof *made + name.length);
    if (!made) return NULL;
    *made = (reader){.length = name.length};
    memcpy(made->name, name.bytes, name.length);
    *place = made;
  }
  (*place)->after = after;
  (*place)->asked_at = asked_at;
  reader *noted = *place;
  if (events->wishes) offer_room(events);
  return noted;
}

void vn_events_forget_reader(vn_events *events, vn_span name) {
  reader **place = find_reader(events, name);
  if (*place) free_reader(events, place);
  offer_room(events);
}

/* --- answers --- */

/** As many events as fit, at least one of what there is; the number of the last. */
static uint64_t write_events(const vn_events *events, vn_json_writer *json, uint64_t after, size_t max_bytes) {
  size_t bytes = 0;
  uint64_t last = 0;
  for (const entry *one = events->oldest; one; one = one->next) {
    if (one->seq <= after) continue;
    bytes += one->length + 1;
    if (bytes > max_bytes && last > 0) break;
    vn_json_raw(json, (vn_span){one->text, one->length});
    last = one->seq;
  }
  return last;
}

static vn_response answer_of(vn_events *events, uint64_t after, uint32_t max_bytes) {
  vn_json_writer json;
  vn_json_writer_init(&json, events->heap);
  vn_json_object(&json);
  vn_json_field_text(&json, "bootId", events->boot_id);
  vn_json_key(&json, "events");
  vn_json_array(&json);
  const size_t room = max_bytes > ENVELOPE_BYTES ? max_bytes - ENVELOPE_BYTES : 0;
  uint64_t last = write_events(events, &json, after, room);
  vn_json_array_end(&json);
  const uint64_t before = first(events) - 1;
  if (last == 0) last = after > before ? after : before;
  vn_json_field_whole(&json, "last", last < events->last ? last : events->last);
  vn_json_field_whole(&json, "dropped", before > after ? before - after : 0);
  vn_json_object_end(&json);
  return vn_response_of(&json, 200);
}

static void end_waiting(waiting *one) {
  vn_events *events = one->events;
  *one->place = one->next;
  if (one->next) one->next->place = one->place;
  vn_timer_clear(events->loop, &one->timer);
  vn_task_cancel(events->loop, &one->task);
  vn_heap_give(events->heap, one);
}

/** There is news, or the wait is over. What follows within this turn travels in the same answer. */
static void answer_waiting(void *owner) {
  waiting *one = owner;
  vn_events *events = one->events;
  vn_exchange *exchange = one->exchange;
  if (one->reader) one->reader->asked_at = now(events);
  const vn_response response = answer_of(events, one->after, one->max_bytes);
  end_waiting(one);
  exchange->answer(exchange, response);
}

static void cancel(vn_exchange *exchange) {
  waiting *one = exchange->state;
  if (one->reader) one->reader->asked_at = now(one->events);
  end_waiting(one);
}

static bool wait_for_news(vn_events *events, vn_exchange *exchange, reader *by, uint64_t after, uint32_t wait_ms,
                          uint32_t max_bytes) {
  waiting *one = vn_heap_take(events->heap, sizeof *one);
  if (!one) return false;
  *one = (waiting){.events = events, .exchange = exchange, .reader = by, .after = after, .max_bytes = max_bytes};
  vn_timer_init(&one->timer, answer_waiting, one);
  vn_task_init(&one->task, answer_waiting, one);
  one->next = events->waiting;
  if (one->next) one->next->place = &one->next;
  one->place = &events->waiting;
  events->waiting = one;
  vn_timer_set(events->loop, &one->timer, now(events) + (uint64_t)wait_ms * 1000);
  exchange->state = one;
  exchange->cancel = cancel;
  return true;
}

void vn_events_read(vn_events *events, vn_exchange *exchange, vn_span name, uint64_t after, uint32_t wait_ms,
                    uint32_t max_bytes) {
  const bool waits = events->last <= after && wait_ms > 0;
  reader *by = note_reader(events, name, after, now(events) + (waits ? (uint64_t)wait_ms * 1000 : 0));
  if (waits && wait_for_news(events, exchange, by, after, wait_ms, max_bytes)) return;
  exchange->answer(exchange, answer_of(events, after, max_bytes));
}

vn_event_range vn_events_range(const vn_events *events) {
  return (vn_event_range){first(events), events->last, events->dropped};
}

/* --- its life --- */

vn_events *vn_events_make(vn_heap *heap, vn_loop *loop, const vn_host *host, const char *boot_id, uint32_t limit_bytes) {
  vn_events *events = vn_heap_take_zeroed(heap, sizeof *events);
  if (!events) return NULL;
  *events = (vn_events){.heap = heap, .loop = loop, .host = host, .boot_id = boot_id, .limit_bytes = limit_bytes};
  events->started_at = now(events);
  vn_timer_init(&events->room_timer, offer_room, events);
  return events;
}

void vn_events_free(vn_events *events) {
  if (!events) return;
  vn_timer_clear(events->loop, &events->room_timer);
  while (events->waiting) {
    events->waiting->exchange->cancel = NULL;
    end_waiting(events->waiting);
  }
  while (events->oldest) drop_oldest(events);
  while (events->readers) free_reader(events, &events->readers);
  vn_heap_give(events->heap, events);
}
