/**
 * Who asks: clients of NMP, over HTTP or over a serial line. Each has at most one request under way. All calls under the
 * board's lock.
 */
#ifndef VN_CLIENTS_H
#define VN_CLIENTS_H

#include "../base/heap.h"
#include "../base/loop.h"
#include "../board.h"
#include "nmp.h"

typedef struct vn_clients vn_clients;

typedef struct vn_clients_options {
  vn_heap *heap;
  vn_loop *loop;
  const vn_host *host;
  const char *node;
  bool is_sealed;      /* the node has a key */
  uint64_t body_bytes; /* longest body that is read */
  unsigned most;       /* clients at once; of more, one whose head has not come yet makes place */
  /** Takes a request; answers the exchange once, at once or later. */
  void (*serve)(void *context, vn_exchange *exchange);
  void *context;
} vn_clients_options;

/** NULL: no room. */
vn_clients *vn_clients_make(const vn_clients_options *options);
/** Closes all, and gives everything back. */
void vn_clients_free(vn_clients *clients);

/**
 * Requests that came while another of their client was under way. Served only by `vn_clients_take_early`, in a thread of
 * the host: a worker's has no stack for what a request may do.
 */
bool vn_clients_have_early(const vn_clients *clients);
void vn_clients_take_early(vn_clients *clients);

/** NULL: as many as there is room for are here. */
vn_client *vn_clients_open(vn_clients *clients, vn_client_kind kind, void *client);
/** False: it has ended meanwhile, in another thread. The three below are not called then. */
bool vn_clients_has(const vn_clients *clients, const vn_client *client);
void vn_clients_bytes(vn_client *client, const uint8_t *bytes, size_t count);
void vn_clients_drained(vn_client *client);
void vn_clients_gone(vn_client *client);

#endif
