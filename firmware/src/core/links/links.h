/**
 * The link layer: messages between this board and others over its serial lines, exactly once and in order, or an error
 * to the sender. gateway/protocol/README.md, "Link frames" and "Conduits"; lua-runtime/src/links is the same in
 * TypeScript, file by file. All calls under the board's lock.
 */
#ifndef VN_LINKS_H
#define VN_LINKS_H

#include "../base/error.h"
#include "../base/heap.h"
#include "../base/loop.h"
#include "../base/message.h"
#include "../base/text.h"
#include "../host.h"
#include "../limits.h"

typedef struct vn_links vn_links;
typedef struct vn_link_end vn_link_end; /* one end of a connection: a conduit each way */

/** `error` NULL: it is in the queue of the far port. Called once, never before the call that sent it has returned. */
typedef void vn_settle(void *context, const vn_error *error);

typedef enum vn_taken { VN_TAKEN, VN_FULL, VN_NOBODY } vn_taken;

typedef struct vn_link_listener {
  void *context;
  /** Longest message that there is room for now; negative: none; INT64_MAX: any. */
  int64_t (*room)(void *context);
  /** The listener keeps its own reference if it takes it. */
  vn_taken (*on_message)(void *context, vn_message *message);
  /** The connection broke and begins anew. */
  void (*on_broken)(void *context, const vn_error *error);
  /** The far end has ended. */
  void (*on_closed)(void *context);
  /** The end is gone, and `vn_link_end` with it: nothing is called any more. */
  void (*on_gone)(void *context);
} vn_link_listener;

/** News for the event log: a peer that fell silent or is back, a plug at the board itself. */
typedef struct vn_link_events {
  void *context;
  void (*on_peer)(void *context, const char *peer, bool back, const char *message);
  void (*on_link)(void *context, unsigned link, bool up, const char *message);
} vn_link_events;

typedef struct vn_path_request { uint8_t link, label; } vn_path_request;
#define VN_PATHS_MAX 16
#define VN_PEERS_MAX 253

typedef struct vn_peer_request {
  uint8_t address;
  char name[VN_NAME_BYTES];
  uint8_t path_count;
  vn_path_request paths[VN_PATHS_MAX];
} vn_peer_request;

/** `PUT /nmp/network`, checked. */
typedef struct vn_network_request {
  uint8_t address;
  uint16_t peer_count;
  vn_peer_request *peers; /* the caller's */
} vn_network_request;

typedef struct vn_link_stats {
  bool up;
  uint64_t frames_out, frames_in, bytes_out, bytes_in, retries, bad_frames, forwarded, dropped, backlog;
} vn_link_stats;

typedef enum vn_link_state { VN_LINK_OPENING, VN_LINK_OPEN, VN_LINK_CLOSED, VN_LINK_GONE } vn_link_state;

/** NULL: no room. */
vn_links *vn_links_make(vn_heap *heap, vn_loop *loop, const vn_host *host, unsigned links, uint32_t message_bytes,
                        vn_link_events events);
/** Nothing is sent any more, all timers are cleared, its memory is given back. */
void vn_links_free(vn_links *links);

/** @error bad-request: a link that is not here; out-of-memory. What was told before is replaced only if all is well. */
bool vn_links_configure(vn_links *links, const vn_network_request *request, vn_error *error);

/** @error no-such-node; conflict: the channel to that node is in use; out-of-memory (NULL in each case) */
vn_link_end *vn_links_open(vn_links *links, const char *node, uint16_t channel, vn_link_listener listener, vn_error *error);
/**
 * Keeps its own reference. False: refused at once, and `settle` is not called.
 * @error closed, or what the connection was given up with; out-of-memory
 */
bool vn_link_send(vn_link_end *end, vn_message *message, vn_settle *settle, void *context, vn_error *error);
/** Nothing more is sent: what was, still arrives, then the far end is told. `on_gone` follows, maybe at once. */
void vn_link_finish(vn_link_end *end, int reason);
/** The port may have room again. */
void vn_link_resume(vn_link_end *end);
vn_link_state vn_link_state_of(const vn_link_end *end);

/** What comes in from the host. */
void vn_links_bytes(vn_links *links, unsigned link, const uint8_t *bytes, size_t count);
void vn_links_drained(vn_links *links, unsigned link);
void vn_links_changed(vn_links *links, unsigned link);

vn_link_stats vn_links_stats(const vn_links *links, unsigned link);

#endif
