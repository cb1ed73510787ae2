#include "table.h"

static void write_lists(const vn_port *port, vn_json_writer *to) {
  vn_json_key(to, "attached");
  vn_json_array(to);
  for (const vn_attachment *one = port->attached; one; one = one->next) vn_json_whole(to, one->inbox->owner);
  vn_json_array_end(to);
  vn_json_key(to, "connections");
  vn_json_array(to);
  for (const vn_connection *one = port->connections; one; one = one->port_next) vn_json_text(to, vn_span_of(one->id));
  vn_json_array_end(to);
}

static uint64_t queued(const vn_port *port) {
  uint64_t count = port->waiting.count;
  for (const vn_attachment *one = port->attached; one; one = one->next)
    count += vn_inbox_queued_on(one->inbox, port->name);
  return count;
}

void vn_ports_stats(vn_ports *ports, vn_json_writer *to) {
  vn_json_array(to);
  for (const vn_port *port = ports->first; port; port = port->next) {
    vn_json_object(to);
    vn_json_field_text(to, "name", port->name);
    write_lists(port, to);
    vn_json_field_whole(to, "messagesIn", port->messages_in);
    vn_json_field_whole(to, "messagesOut", port->messages_out);
    vn_json_field_whole(to, "bytesIn", port->bytes_in);
    vn_json_field_whole(to, "bytesOut", port->bytes_out);
    vn_json_field_whole(to, "queued", queued(port));
    vn_json_object_end(to);
  }
  vn_json_array_end(to);
}
