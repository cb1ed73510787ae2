/*
 * A connection between two ports of this node: no frames, the same semantics. One is enough for both directions; a
 * second one made from the other port is the same tie, seen from there.
 */
#include "../frames/frames.h"
#include "port_errors.h"
#include "table.h"

static vn_port *far_port(const vn_connection *tie) {
  return vn_ports_find(tie->ports, vn_span_of(tie->request.remote_port));
}

static void give_up(void *owner) {
  vn_connection *tie = owner;
  vn_error error;
  vn_port_unknown(&error, vn_span_of(tie->request.remote_port));
  vn_deliveries_fail(tie->ports->heap, &tie->waiting, &error);
}

void vn_tie_init(vn_connection *tie) {
  vn_timer_init(&tie->patience, give_up, tie);
}

bool vn_tie_leads_to(const vn_connection *connection, const char *port) {
  return !connection->request.channel && vn_span_is(vn_span_of(connection->request.remote_port), port);
}

/** The connection that was made for this tie from the other port. */
static vn_connection *mirror(vn_connection *tie) {
  const vn_port *far = far_port(tie);
  for (vn_connection *other = far ? far->connections : NULL; other; other = other->port_next)
    if (vn_tie_leads_to(other, tie->request.port)) return other;
  return NULL;
}

bool vn_tie_has_mirror(vn_connection *tie) {
  return mirror(tie) != NULL;
}

static void resume(vn_connection *tie) {
  vn_port *far = far_port(tie);
  if (!far || !tie->waiting.first) return;
  vn_timer_clear(tie->ports->loop, &tie->patience);
  for (vn_delivery *first; (first = vn_deliveries_take(&tie->waiting));) {
    vn_error error;
    if (vn_port_deliver(far, first->message, NULL, first->settle, first->context)) {
      vn_message_drop(tie->ports->heap, first->message);
      vn_heap_give(tie->ports->heap, first);
    } else {
      vn_port_no_memory(&error, far->name);
      vn_delivery_end(tie->ports->heap, first, &error);
    }
  }
}

/** The two ports are made one after the other: the first messages wait for the second. */
static bool send(vn_connection *tie, vn_message *message, vn_settle *settle, void *context, vn_error *error) {
  if (tie->is_closed) return vn_port_ended(error, tie->request.remote_port);
  const bool begins = !tie->waiting.first;
  if (!vn_deliveries_add(tie->ports->heap, &tie->waiting, message, NULL, settle, context))
    return vn_port_no_memory(error, tie->request.port);
  if (begins)
    vn_timer_set(tie->ports->loop, &tie->patience,
                 tie->ports->host->now_us(tie->ports->host->context) + VN_PEER_SILENCE_US);
  resume(tie);
  return true;
}

static void finish(vn_connection *tie) {
  resume(tie);
  vn_timer_clear(tie->ports->loop, &tie->patience);
  give_up(tie);
  vn_port *far = far_port(tie);
  vn_connection *back = mirror(tie);
  if (back) back->is_closed = true;
  if (far) vn_port_notify(far, NULL);
  vn_heap_give(tie->ports->heap, tie);
}

/* --- both kinds --- */

static bool is_tie(const vn_connection *connection) {
  return connection->request.channel == 0;
}

bool vn_connection_send(vn_connection *connection, vn_message *message, vn_settle *settle, void *context,
                        vn_error *error) {
  if (is_tie(connection)) return send(connection, message, settle, context, error);
  if (connection->link) return vn_link_send(connection->link, message, settle, context, error);
  return vn_port_ended(error, connection->request.remote_port);
}

static void take_off_port(vn_connection *connection) {
  vn_connection **place = &connection->port->connections;
  while (*place != connection) place = &(*place)->port_next;
  *place = connection->port_next;
  connection->port = NULL;
}

void vn_connection_finish(vn_connection *connection, bool removed) {
  take_off_port(connection);
  if (is_tie(connection)) {
    finish(connection);
    return;
  }
  if (!connection->link) {
    vn_heap_give(connection->ports->heap, connection);
    return;
  }
  /* A message that was held for room has nobody to wait for now. */
  vn_link_resume(connection->link);
  vn_link_finish(connection->link, removed ? VN_FIN_REMOVED : VN_FIN_ENDED);
}

void vn_connection_resume(vn_connection *connection) {
  if (is_tie(connection)) resume(connection);
  else if (connection->link) vn_link_resume(connection->link);
}
