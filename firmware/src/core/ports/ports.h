/**
 * Named ports (CMUX): workers on one side, connections on the other. gateway/protocol/README.md, "Ports, connections,
 * network"; lua-runtime/src/ports is the same in TypeScript. All calls under the board's lock.
 */
#ifndef VN_PORTS_H
#define VN_PORTS_H

#include "../links/links.h"
#include "../limits.h"
#include "../nmp/json_writer.h"

typedef struct vn_ports vn_ports;
typedef struct vn_inbox vn_inbox; /* a worker's bounded queue of arrivals over all its ports */

typedef enum vn_arrival_kind { VN_ARRIVAL_NONE, VN_ARRIVAL_MESSAGE, VN_ARRIVAL_FAULT, VN_ARRIVAL_CLOSED } vn_arrival_kind;

/** Taken out of an inbox; `message` (with its reference) belongs to whoever took it. */
typedef struct vn_arrival {
  vn_arrival_kind kind;
  char port[VN_NAME_BYTES];
  vn_message *message;
  vn_error error;
} vn_arrival;

/** `on_arrival` is called whenever something arrives. NULL: no room. */
vn_inbox *vn_inbox_make(vn_heap *heap, uint32_t owner, uint32_t bytes_per_port, void (*on_arrival)(void *), void *context);
void vn_inbox_free(vn_inbox *inbox);
/** First arrival on one of `ports` (`count` 0: on any). Frees room, so senders may go on. */
bool vn_inbox_take(vn_inbox *inbox, const vn_span *ports, size_t count, vn_arrival *arrival);

typedef struct vn_connection_request {
  char port[VN_NAME_BYTES];
  char remote_node[VN_NAME_BYTES];
  char remote_port[VN_NAME_BYTES];
  uint16_t channel;
} vn_connection_request;

vn_ports *vn_ports_make(vn_heap *heap, vn_loop *loop, const vn_host *host, const char *node, vn_links *links,
                        const vn_limits *limits);
void vn_ports_free(vn_ports *ports);

/** Each false with the errors that PortTable of lua-runtime names, and out-of-memory. */
bool vn_ports_create(vn_ports *ports, vn_span name, vn_error *error);
bool vn_ports_remove(vn_ports *ports, vn_span name, vn_error *error);
bool vn_ports_attach(vn_ports *ports, vn_span name, vn_inbox *inbox, vn_error *error);
bool vn_ports_detach(vn_ports *ports, vn_span name, vn_inbox *inbox, vn_error *error);
/** `owner` NULL: it stays until it is removed. */
bool vn_ports_connect(vn_ports *ports, vn_span id, const vn_connection_request *request, vn_inbox *owner, vn_error *error);
bool vn_ports_disconnect(vn_ports *ports, vn_span id, vn_error *error);
/** All that a worker holds: detaches it, ends its connections after what was sent, forgets its sendings. */
void vn_ports_release(vn_ports *ports, vn_inbox *inbox);

typedef struct vn_sending vn_sending;
/**
 * To every other worker attached and over all connections. `settle` is called once, never before this has returned,
 * with NULL when all have it in their queues, else with the first error. The answer serves `vn_sending_cancel` until
 * `settle` was called. NULL (and settle is not called): refused, see `error`.
 */
vn_sending *vn_ports_send(vn_ports *ports, vn_span name, vn_inbox *from, vn_message *message, vn_settle *settle,
                          void *context, vn_error *error);
/** Stops the wait: `settle` is not called any more; the message may still arrive. */
void vn_sending_cancel(vn_sending *sending);

/** The list `ports` of `GET /nmp/stats`. */
void vn_ports_stats(vn_ports *ports, vn_json_writer *to);

#endif
