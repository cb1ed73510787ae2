#include "port_errors.h"
#include "table.h"

bool vn_port_is_unused(const vn_port *port) {
  return !port->is_kept && !port->attached && !port->connections;
}

bool vn_port_has_others(const vn_port *port, const vn_inbox *from) {
  for (const vn_attachment *one = port->attached; one; one = one->next)
    if (one->inbox != from) return true;
  return false;
}

static int64_t least_room(const vn_port *port, const vn_inbox *but) {
  int64_t least = INT64_MAX;
  for (const vn_attachment *one = port->attached; one; one = one->next) {
    const int64_t room = one->inbox == but ? INT64_MAX : vn_inbox_room(one->inbox, port->name);
    if (room < least) least = room;
  }
  return least;
}

int64_t vn_port_room(const vn_port *port) {
  return port->waiting.first ? -1 : least_room(port, NULL);
}

/** Into the queues of everybody attached, or of nobody: then there is no memory. */
static bool hand(vn_port *port, vn_message *message, const vn_inbox *but) {
  vn_heap *heap = port->ports->heap;
  vn_seat *seats = NULL;
  bool done = true;
  for (vn_attachment *one = port->attached; one && done; one = one->next) {
    if (one->inbox == but) continue;
    vn_seat *seat = vn_heap_take(heap, sizeof *seat);
    done = seat && vn_inbox_seat(one->inbox, port->name, seat);
    if (done) {
      seat->next = seats;
      seats = seat;
    } else
      vn_heap_give(heap, seat);
  }
  for (vn_seat *seat = seats, *next; seat; seat = next) {
    next = seat->next;
    if (done) vn_inbox_put(seat, message);
    else vn_inbox_unseat(seat);
    vn_heap_give(heap, seat);
  }
  if (!done) return false;
  port->messages_in++;
  port->bytes_in += message->length;
  return true;
}

/* Without memory it is full: room comes with what receivers take. */
vn_taken vn_port_accept(vn_port *port, vn_message *message) {
  if (!port->attached) return VN_NOBODY;
  if ((int64_t)message->length > vn_port_room(port)) return VN_FULL;
  return hand(port, message, NULL) ? VN_TAKEN : VN_FULL;
}

bool vn_port_deliver(vn_port *port, vn_message *message, const vn_inbox *from, vn_settle *settle, void *context) {
  if (!vn_deliveries_add(port->ports->heap, &port->waiting, message, from, settle, context)) return false;
  vn_port_flush(port);
  return true;
}

/** False: the first that waits has to go on waiting. */
static bool deliver_first(vn_port *port) {
  vn_error error;
  const vn_delivery *first = port->waiting.first;
  const vn_error *outcome = NULL;
  if (!vn_port_has_others(port, first->from)) {
    vn_port_detached(&error, port->name);
    outcome = &error;
  } else if ((int64_t)first->message->length > least_room(port, first->from))
    return false;
  else if (!hand(port, first->message, first->from)) {
    vn_port_no_memory(&error, port->name);
    outcome = &error;
  }
  vn_delivery_end(port->ports->heap, vn_deliveries_take(&port->waiting), outcome);
  return true;
}

/* Connections that go on may hand in messages, which flush again: once is enough. */
void vn_port_flush(vn_port *port) {
  if (port->is_flushing) return;
  port->is_flushing = true;
  while (port->waiting.first && deliver_first(port)) continue;
  if (!port->waiting.first)
    for (vn_connection *connection = port->connections, *next; connection; connection = next) {
      next = connection->port_next;
      vn_connection_resume(connection);
    }
  port->is_flushing = false;
}

void vn_port_notify(vn_port *port, const vn_error *error) {
  for (vn_attachment *one = port->attached; one; one = one->next) vn_inbox_notify(one->inbox, port->name, error);
}
