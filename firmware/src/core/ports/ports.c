#include "ports.h"

#include <string.h>

#include "port_errors.h"
#include "table.h"

enum { SENDINGS_EACH = 4096 }; /* messages of one worker that may be under way at once */

vn_ports *vn_ports_make(vn_heap *heap, vn_loop *loop, const vn_host *host, const char *node, vn_links *links,
                        const vn_limits *limits) {
  vn_ports *ports = vn_heap_take_zeroed(heap, sizeof *ports);
  if (!ports) return NULL;
  *ports = (vn_ports){.heap = heap, .loop = loop, .host = host, .links = links, .limits = limits};
  strncpy(ports->node, node, VN_NAME_BYTES - 1);
  return ports;
}

vn_port *vn_ports_find(const vn_ports *ports, vn_span name) {
  for (vn_port *port = ports->first; port; port = port->next)
    if (vn_span_is(name, port->name)) return port;
  return NULL;
}

static vn_connection *find_connection(const vn_ports *ports, vn_span id) {
  for (vn_connection *connection = ports->connections; connection; connection = connection->next)
    if (vn_span_is(id, connection->id)) return connection;
  return NULL;
}

static bool check_name(const char *kind, vn_span name, vn_error *error) {
  if (vn_is_name(name)) return true;
  return vn_refuse(error, VN_BAD_REQUEST,
                   "\"%.*s\" is no %s name: it must be 1..63 letters, digits, . _ -, a letter or digit first",
                   (int)vn_utf8_prefix(name, 80), name.bytes, kind);
}

/** The port of that name, made where it is missing; NULL, and why. */
static vn_port *make(vn_ports *ports, vn_span name, vn_error *error) {
  vn_port *port = vn_ports_find(ports, name);
  if (port || !check_name("port", name, error)) return port;
  if (ports->count >= ports->limits->ports) {
    vn_refuse(error, VN_LIMIT_REACHED, "port \"%.*s\": all %u are in use", (int)name.length, name.bytes,
              (unsigned)ports->limits->ports);
    return NULL;
  }
  port = vn_heap_take_zeroed(ports->heap, sizeof *port);
  if (!port) {
    vn_refuse(error, VN_OUT_OF_MEMORY, "port \"%.*s\": this node has no memory left for it", (int)name.length, name.bytes);
    return NULL;
  }
  port->ports = ports;
  memcpy(port->name, name.bytes, name.length);
  vn_port **place = &ports->first;
  while (*place) place = &(*place)->next;
  *place = port;
  ports->count++;
  return port;
}

static void forget(vn_port *port) {
  vn_ports *ports = port->ports;
  vn_port **place = &ports->first;
  while (*place != port) place = &(*place)->next;
  *place = port->next;
  ports->count--;
}

static void free_port(vn_port *port) {
  vn_heap *heap = port->ports->heap;
  for (vn_attachment *one = port->attached, *next; one; one = next) {
    next = one->next;
    vn_heap_give(heap, one);
  }
  vn_heap_give(heap, port);
}

/** A port that nobody made by name and nobody uses goes. */
void vn_ports_tidy(vn_port *port) {
  if (!vn_port_is_unused(port) || port->is_flushing) return;
  forget(port);
  free_port(port);
}

bool vn_ports_create(vn_ports *ports, vn_span name, vn_error *error) {
  vn_port *port = make(ports, name, error);
  if (port) port->is_kept = true;
  return port != NULL;
}

static void end_connection(vn_connection *connection, bool removed) {
  vn_ports *ports = connection->ports;
  vn_connection **place = &ports->connections;
  while (*place != connection) place = &(*place)->next;
  *place = connection->next;
  ports->connection_count--;
  vn_connection_finish(connection, removed);
}

bool vn_ports_remove(vn_ports *ports, vn_span name, vn_error *error) {
  vn_port *port = vn_ports_find(ports, name);
  if (!port) return vn_port_unknown(error, name);
  vn_error removed;
  vn_port_removed(&removed, port->name);
  vn_sendings_fail_on(ports, port, &removed);
  forget(port);
  while (port->connections) end_connection(port->connections, true);
  vn_deliveries_fail(ports->heap, &port->waiting, &removed);
  vn_port_notify(port, &removed);
  free_port(port);
  return true;
}

static void wake_ties(vn_ports *ports, const char *name) {
  for (vn_connection *connection = ports->connections, *next; connection; connection = next) {
    next = connection->next;
    if (vn_tie_leads_to(connection, name)) vn_connection_resume(connection);
  }
}

static vn_attachment **place_of(vn_port *port, const vn_inbox *inbox) {
  vn_attachment **place = &port->attached;
  while (*place && (*place)->inbox != inbox) place = &(*place)->next;
  return place;
}

bool vn_ports_attach(vn_ports *ports, vn_span name, vn_inbox *inbox, vn_error *error) {
  vn_port *port = make(ports, name, error);
  if (!port) return false;
  inbox->ports = ports;
  vn_attachment **place = place_of(port, inbox);
  if (!*place) {
    *place = vn_heap_take_zeroed(ports->heap, sizeof **place);
    if (!*place) {
      vn_ports_tidy(port);
      return vn_refuse(error, VN_OUT_OF_MEMORY, "port \"%.*s\": this node has no memory left for one more worker",
                       (int)name.length, name.bytes);
    }
    (*place)->inbox = inbox;
  }
  vn_port_flush(port);
  wake_ties(ports, port->name);
  return true;
}

/** False: it was not attached. */
static bool detach(vn_port *port, const vn_inbox *inbox) {
  vn_attachment **place = place_of(port, inbox), *one = *place;
  if (!one) return false;
  *place = one->next;
  vn_heap_give(port->ports->heap, one);
  vn_port_flush(port);
  return true;
}

bool vn_ports_detach(vn_ports *ports, vn_span name, vn_inbox *inbox, vn_error *error) {
  vn_port *port = vn_ports_find(ports, name);
  if (!port) return vn_port_unknown(error, name);
  if (!detach(port, inbox))
    return vn_refuse(error, VN_NO_SUCH_PORT, "worker %u is not attached to \"%s\"", (unsigned)inbox->owner, port->name);
  vn_ports_tidy(port);
  return true;
}

/* --- connections --- */

static bool check_connection(vn_ports *ports, vn_span id, const vn_connection_request *request, bool is_tie,
                             vn_error *error) {
  if (!check_name("connection", id, error) || !check_name("port", vn_span_of(request->port), error) ||
      !check_name("port", vn_span_of(request->remote_port), error))
    return false;
  if (find_connection(ports, id))
    return vn_refuse(error, VN_CONFLICT, "connection \"%.*s\" exists already", (int)id.length, id.bytes);
  if (ports->connection_count >= ports->limits->connections)
    return vn_refuse(error, VN_LIMIT_REACHED, "connection \"%.*s\": all %u are in use", (int)id.length, id.bytes,
                     (unsigned)ports->limits->connections);
  if (is_tie || request->channel > 0) return true;
  return vn_refuse(error, VN_BAD_REQUEST, "channel %u: must be 1..65535", request->channel);
}

static vn_connection *make_connection(vn_ports *ports, vn_span id, const vn_connection_request *request,
                                      vn_inbox *owner, bool is_tie) {
  vn_connection *connection = vn_heap_take_zeroed(ports->heap, sizeof *connection);
  if (!connection) return NULL;
  connection->ports = ports;
  connection->request = *request;
  connection->owner = owner;
  memcpy(connection->id, id.bytes, id.length);
  vn_tie_init(connection);
  /* A channel means nothing within a node: 0 marks a tie. */
  if (is_tie) connection->request.channel = 0;
  return connection;
}

static void append_connection(vn_port *port, vn_connection *connection) {
  vn_ports *ports = port->ports;
  connection->port = port;
  vn_connection **place = &port->connections;
  while (*place) place = &(*place)->port_next;
  *place = connection;
  for (place = &ports->connections; *place;) place = &(*place)->next;
  *place = connection;
  ports->connection_count++;
}

bool vn_ports_connect(vn_ports *ports, vn_span id, const vn_connection_request *request, vn_inbox *owner,
                      vn_error *error) {
  const bool is_tie = strcmp(request->remote_node, ports->node) == 0;
  if (!check_connection(ports, id, request, is_tie, error)) return false;
  vn_port *port = make(ports, vn_span_of(request->port), error);
  if (!port) return false;
  vn_connection *connection = make_connection(ports, id, request, owner, is_tie);
  if (!connection)
    vn_refuse(error, VN_OUT_OF_MEMORY, "connection \"%.*s\": this node has no memory left for it", (int)id.length, id.bytes);
  if (!connection || (!is_tie && !vn_connection_link(connection, error))) {
    vn_heap_give(ports->heap, connection);
    vn_ports_tidy(port);
    return false;
  }
  append_connection(port, connection);
  wake_ties(ports, request->port);
  return true;
}

bool vn_ports_disconnect(vn_ports *ports, vn_span id, vn_error *error) {
  vn_connection *connection = find_connection(ports, id);
  if (!connection)
    return vn_refuse(error, VN_NOT_FOUND, "no connection \"%.*s\"", (int)vn_utf8_prefix(id, 80), id.bytes);
  vn_port *port = connection->port;
  end_connection(connection, true);
  vn_port_notify(port, NULL);
  vn_ports_tidy(port);
  return true;
}

void vn_ports_release(vn_ports *ports, vn_inbox *inbox) {
  for (vn_connection *connection = ports->connections, *next; connection; connection = next) {
    next = connection->next;
    if (connection->owner == inbox) end_connection(connection, false);
  }
  for (vn_port *port = ports->first; port; port = port->next) detach(port, inbox);
  vn_sendings_cancel(ports, inbox);
  for (vn_port *port = ports->first, *next; port; port = next) {
    next = port->next;
    vn_ports_tidy(port);
  }
}

void vn_ports_free(vn_ports *ports) {
  if (!ports) return;
  vn_error error;
  while (ports->first) {
    ports->first->is_kept = true;
    vn_ports_remove(ports, vn_span_of(ports->first->name), &error);
  }
  vn_heap_give(ports->heap, ports);
}

/* --- sending --- */

static bool is_target(vn_connection *tie, const vn_port *port) {
  return vn_tie_leads_to(tie, port->name) && !vn_tie_has_mirror(tie);
}

static unsigned count_targets(vn_ports *ports, vn_port *port, const vn_inbox *from) {
  unsigned count = vn_port_has_others(port, from);
  for (vn_connection *connection = port->connections; connection; connection = connection->port_next) count++;
  for (vn_connection *tie = ports->connections; tie; tie = tie->next) count += is_target(tie, port);
  return count;
}

static bool check_sending(vn_ports *ports, vn_port *port, const vn_inbox *from, const vn_message *message,
                          unsigned targets, vn_error *error) {
  if (message->length > ports->limits->message_bytes)
    return vn_port_too_large(error, port->name, message->length, ports->limits->message_bytes);
  if (targets == 0) return vn_port_nobody(error, port->name);
  if (from->sending_count >= SENDINGS_EACH) return vn_port_too_many(error, port->name, SENDINGS_EACH);
  return true;
}

static void send_to_all(vn_ports *ports, vn_port *port, vn_inbox *from, vn_message *message, vn_sending *sending) {
  vn_error error;
  vn_port_no_memory(&error, port->name);
  const vn_error no_memory = error;
  if (vn_port_has_others(port, from) && !vn_port_deliver(port, message, from, vn_sending_settled, sending))
    vn_sending_settled(sending, &no_memory);
  for (vn_connection *connection = port->connections; connection; connection = connection->port_next)
    if (!vn_connection_send(connection, message, vn_sending_settled, sending, &error)) vn_sending_settled(sending, &error);
  for (vn_connection *tie = ports->connections; tie; tie = tie->next)
    if (is_target(tie, port) && !vn_port_deliver(tie->port, message, NULL, vn_sending_settled, sending))
      vn_sending_settled(sending, &no_memory);
}

vn_sending *vn_ports_send(vn_ports *ports, vn_span name, vn_inbox *from, vn_message *message, vn_settle *settle,
                          void *context, vn_error *error) {
  vn_port *port = vn_ports_find(ports, name);
  if (!port) {
    vn_port_unknown(error, name);
    return NULL;
  }
  const unsigned targets = count_targets(ports, port, from);
  if (!check_sending(ports, port, from, message, targets, error)) return NULL;
  vn_sending *sending = vn_sending_make(ports, from, port, targets, settle, context);
  if (!sending) {
    vn_port_no_memory(error, port->name);
    return NULL;
  }
  port->messages_out++;
  port->bytes_out += message->length;
  send_to_all(ports, port, from, message, sending);
  return sending;
}
