/** Ports from inside: what the files of this room share. */
#ifndef VN_PORTS_TABLE_H
#define VN_PORTS_TABLE_H

#include "ports.h"

typedef struct vn_port vn_port;
typedef struct vn_connection vn_connection;

/** Something that waits in an inbox. */
typedef struct vn_entry {
  struct vn_entry *next;
  uint64_t serial;
  vn_arrival_kind kind;
  vn_message *message; /* with a reference */
  vn_error error[];    /* of a fault */
} vn_entry;

/** What waits in an inbox for one port. */
typedef struct vn_inbox_queue {
  struct vn_inbox_queue *next;
  char port[VN_NAME_BYTES];
  size_t bytes; /* of messages, each with its cost */
  unsigned notices;
  vn_entry *first, *last;
} vn_inbox_queue;

struct vn_inbox {
  vn_heap *heap;
  uint32_t owner; /* number of the worker */
  uint32_t bytes_per_port;
  void (*on_arrival)(void *context);
  void *context;
  vn_ports *ports; /* told when a queue has become shorter; NULL: attached to none yet */
  vn_inbox_queue *queues;
  uint64_t serial;
  /* A notice that there was no memory for. */
  bool has_last_word;
  vn_arrival last_word;
  unsigned sending_count; /* under way from this worker */
};

/** A place made for a message before it is known to fit everywhere. */
typedef struct vn_seat {
  struct vn_seat *next;
  vn_inbox *inbox;
  vn_inbox_queue *queue;
  vn_entry *entry;
} vn_seat;

/** Longest message that may be put now for this port; negative: none; INT64_MAX: any. */
int64_t vn_inbox_room(const vn_inbox *inbox, const char *port);
unsigned vn_inbox_queued_on(const vn_inbox *inbox, const char *port);
/** Memory for one message; false: none. */
bool vn_inbox_seat(vn_inbox *inbox, const char *port, vn_seat *seat);
void vn_inbox_unseat(vn_seat *seat);
void vn_inbox_put(vn_seat *seat, vn_message *message);
/** A fault (with its error) or an end (NULL). */
void vn_inbox_notify(vn_inbox *inbox, const char *port, const vn_error *error);

/** A worker attached to a port. */
typedef struct vn_attachment {
  struct vn_attachment *next;
  vn_inbox *inbox;
} vn_attachment;

/** A message that waits until everybody attached (but its sender) has room. */
typedef struct vn_delivery {
  struct vn_delivery *next;
  vn_message *message;  /* with a reference */
  const vn_inbox *from; /* the worker that sent it; NULL: it came over a connection */
  vn_settle *settle;
  void *context;
} vn_delivery;

typedef struct vn_deliveries {
  vn_delivery *first, *last;
  unsigned count;
} vn_deliveries;

/** A named multiplexer (CMUX): workers on one side, connections on the other. */
struct vn_port {
  vn_port *next;
  vn_ports *ports;
  char name[VN_NAME_BYTES];
  bool is_kept; /* made by name, so it stays when nobody uses it */
  bool is_flushing;
  vn_attachment *attached;
  vn_connection *connections;
  vn_deliveries waiting;
  uint64_t messages_in, messages_out, bytes_in, bytes_out;
};

/** A connection as its port on this node sees it. */
struct vn_connection {
  vn_connection *next;      /* of all */
  vn_connection *port_next; /* of its port */
  vn_ports *ports;
  char id[VN_NAME_BYTES];
  vn_connection_request request;
  vn_inbox *owner; /* it ends with this worker; NULL: it stays until it is removed */
  vn_port *port;   /* NULL: it was taken off, and only brings its last messages out */
  vn_link_end *link; /* to another node; NULL: a tie between two ports of this node */
  bool is_closed;    /* of a tie: the other side has ended */
  vn_deliveries waiting; /* of a tie: the far port is not there yet */
  vn_timer patience;
};

struct vn_ports {
  vn_heap *heap;
  vn_loop *loop;
  const vn_host *host;
  vn_links *links;
  const vn_limits *limits;
  char node[VN_NAME_BYTES];
  vn_port *first;
  unsigned count;
  vn_connection *connections;
  unsigned connection_count;
  vn_sending *sendings; /* under way */
};

/* deliveries */
/** False: no memory. */
bool vn_deliveries_add(vn_heap *heap, vn_deliveries *list, vn_message *message, const vn_inbox *from, vn_settle *settle,
                       void *context);
/** The first, taken out; NULL: none. To be given back to the heap, its message dropped. */
vn_delivery *vn_deliveries_take(vn_deliveries *list);
/** Settles it and gives it back. */
void vn_delivery_end(vn_heap *heap, vn_delivery *delivery, const vn_error *error);
void vn_deliveries_fail(vn_heap *heap, vn_deliveries *list, const vn_error *error);

/* port */
bool vn_port_is_unused(const vn_port *port);
/** True: somebody but `from` is attached. */
bool vn_port_has_others(const vn_port *port, const vn_inbox *from);
/** Longest message that can be taken from a connection now: the least room of all that are attached. */
int64_t vn_port_room(const vn_port *port);
/** A message from a connection, for everybody attached. */
vn_taken vn_port_accept(vn_port *port, vn_message *message);
/** A message within this node, in turn behind those that wait. @error out-of-memory, by `settle` never: false */
bool vn_port_deliver(vn_port *port, vn_message *message, const vn_inbox *from, vn_settle *settle, void *context);
/** There may be room, or fewer to wait for. */
void vn_port_flush(vn_port *port);
/** Something that everybody attached must know: a fault, or NULL: an end. */
void vn_port_notify(vn_port *port, const vn_error *error);

/* connections */
bool vn_connection_link(vn_connection *connection, vn_error *error);
/** False, and why: it is not taken. */
bool vn_connection_send(vn_connection *connection, vn_message *message, vn_settle *settle, void *context, vn_error *error);
/** What was sent still arrives; then the other end is told. It is in no list of the table any more, and may be gone. */
void vn_connection_finish(vn_connection *connection, bool removed);
/** The port may have room again; of a tie: the far port may be there now. */
void vn_connection_resume(vn_connection *connection);
bool vn_tie_has_mirror(vn_connection *tie);
bool vn_tie_leads_to(const vn_connection *connection, const char *port);
void vn_tie_init(vn_connection *tie);

/* sending */
vn_sending *vn_sending_make(vn_ports *ports, vn_inbox *from, vn_port *port, unsigned targets, vn_settle *settle,
                            void *context);
/** `vn_settle` of each target. */
void vn_sending_settled(void *sending, const vn_error *error);
void vn_sendings_fail_on(vn_ports *ports, const vn_port *port, const vn_error *error);
void vn_sendings_cancel(vn_ports *ports, const vn_inbox *from);

/* table */
vn_port *vn_ports_find(const vn_ports *ports, vn_span name);
void vn_ports_tidy(vn_port *port);

#endif
