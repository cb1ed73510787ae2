/* A connection to a port on another node. */
#include "../frames/frames.h"
#include "table.h"

static int64_t room(void *context) {
  const vn_connection *connection = context;
  return connection->port ? vn_port_room(connection->port) : INT64_MAX;
}

static vn_taken on_message(void *context, vn_message *message) {
  const vn_connection *connection = context;
  return connection->port ? vn_port_accept(connection->port, message) : VN_NOBODY;
}

static void on_broken(void *context, const vn_error *error) {
  const vn_connection *connection = context;
  if (connection->port) vn_port_notify(connection->port, error);
}

static void on_closed(void *context) {
  const vn_connection *connection = context;
  if (connection->port) vn_port_notify(connection->port, NULL);
}

/** One that is still tied to its port stays, and refuses. */
static void on_gone(void *context) {
  vn_connection *connection = context;
  connection->link = NULL;
  if (!connection->port) vn_heap_give(connection->ports->heap, connection);
}

bool vn_connection_link(vn_connection *connection, vn_error *error) {
  const vn_link_listener listener = {
      .context = connection,
      .room = room,
      .on_message = on_message,
      .on_broken = on_broken,
      .on_closed = on_closed,
      .on_gone = on_gone,
  };
  const vn_connection_request *request = &connection->request;
  connection->link =
      vn_links_open(connection->ports->links, request->remote_node, request->channel, listener, error);
  return connection->link != NULL;
}
