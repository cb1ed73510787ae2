/** The node's news, numbered from 1, in a bounded space: lua-runtime/src/root/event-log.ts. Under the board's lock. */
#ifndef VN_EVENTS_H
#define VN_EVENTS_H

#include "../base/loop.h"
#include "../nmp/json_writer.h"
#include "../nmp/nmp.h"
#include "../host.h"

typedef struct vn_events vn_events;

vn_events *vn_events_make(vn_heap *heap, vn_loop *loop, const vn_host *host, const char *boot_id, uint32_t limit_bytes);
void vn_events_free(vn_events *events);

/**
 * Begins an event of that type: `seq`, `at` and `type` are written, the caller writes the other fields and calls
 * `vn_events_end`. Room is made by the oldest.
 */
vn_json_writer *vn_events_begin(vn_events *events, const char *type);
void vn_events_end(vn_events *events);

/** False: a reader is behind by half the log, and writers wait. */
bool vn_events_has_room(vn_events *events);
/** A writer that waits for room: `task` is queued when there is some. Intrusive; cancel before it goes. */
typedef struct vn_room_wish {
  void (*on_room)(void *owner);
  void *owner;
  struct vn_room_wish *next, **place; /* place NULL: not waiting */
} vn_room_wish;
void vn_events_want_room(vn_events *events, vn_room_wish *wish);
void vn_events_cancel_wish(vn_room_wish *wish);

/** `GET /nmp/events`: answers the exchange, at once or when there is news or the wait is over. */
void vn_events_read(vn_events *events, vn_exchange *exchange, vn_span reader, uint64_t after, uint32_t wait_ms,
                    uint32_t max_bytes);
void vn_events_forget_reader(vn_events *events, vn_span reader);

typedef struct vn_event_range { uint64_t first, last, dropped; } vn_event_range;
vn_event_range vn_events_range(const vn_events *events);

#endif
