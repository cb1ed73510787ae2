#include "validate.h"

#include "rules.h"

#define UINT32 4294967295u
#define MAX_SAFE 9007199254740991u
enum { TEXT_MAX = 65536, ARGS_MAX = 256, NODES_MAX = 4096, LIST_MAX = 1024 };

bool vn_check_version(vn_json request, vn_error *error) {
  uint64_t version = 0;
  if (!vn_rule_object(request, "", VN_REQUIRED, error) ||
      !vn_rule_whole(vn_json_member(request, "nmp"), "nmp", VN_REQUIRED, 1, 65535, &version, error))
    return false;
  if (version == VN_NMP_VERSION) return true;
  return vn_refuse(error, VN_UNSUPPORTED_VERSION, "the client speaks NMP %u, this node speaks NMP %d",
                   (unsigned)version, VN_NMP_VERSION);
}

bool vn_check_session_request(vn_json request, vn_error *error) {
  return vn_check_version(request, error) &&
         vn_rule_text(vn_json_member(request, "client"), "client", VN_REQUIRED, 1, 128, error) &&
         vn_rule_text(vn_json_member(request, "resume"), "resume", VN_OPTIONAL, 1, 64, error);
}

bool vn_check_input_request(vn_json request, vn_error *error) {
  return vn_rule_object(request, "", VN_REQUIRED, error) &&
         vn_rule_text(vn_json_member(request, "text"), "text", VN_REQUIRED, 0, TEXT_MAX, error) &&
         vn_rule_bool(vn_json_member(request, "end"), "end", VN_OPTIONAL, error);
}

bool vn_read_connection_request(vn_json request, const char *at, vn_connection_request *read, vn_error *error) {
  char here[VN_PLACE_BYTES], inner[VN_PLACE_BYTES];
  uint64_t channel = 0;
  const vn_json remote = vn_json_member(request, "remote");
  const bool sound =
      vn_rule_object(request, at, VN_REQUIRED, error) &&
      vn_rule_name(vn_json_member(request, "port"), vn_place_field(here, at, "port"), VN_REQUIRED, read->port, error) &&
      vn_rule_object(remote, vn_place_field(here, at, "remote"), VN_REQUIRED, error) &&
      vn_rule_name(vn_json_member(remote, "node"), vn_place_field(inner, here, "node"), VN_REQUIRED, read->remote_node, error) &&
      vn_rule_name(vn_json_member(remote, "port"), vn_place_field(inner, here, "port"), VN_REQUIRED, read->remote_port, error) &&
      vn_rule_whole(vn_json_member(request, "channel"), vn_place_field(here, at, "channel"), VN_REQUIRED, 1, 65535, &channel,
                    error);
  read->channel = (uint16_t)channel;
  return sound;
}

static bool check_names(vn_json list, const char *at, vn_error *error) {
  vn_json_items items = vn_json_each(list);
  vn_json item;
  for (size_t i = 0; vn_json_next(&items, &item); i++) {
    char here[VN_PLACE_BYTES];
    if (!vn_rule_name(item, vn_place_item(here, at, i), VN_REQUIRED, NULL, error)) return false;
  }
  return true;
}

static bool check_args(vn_json args, vn_error *error) {
  if (!vn_rule_list(args, "args", VN_OPTIONAL, 0, ARGS_MAX, NULL, error)) return false;
  vn_json_items items = vn_json_each(args);
  vn_json item;
  for (size_t i = 0; vn_json_next(&items, &item); i++) {
    char here[VN_PLACE_BYTES];
    if (!vn_rule_text(item, vn_place_item(here, "args", i), VN_REQUIRED, 0, TEXT_MAX, error)) return false;
  }
  return true;
}

static bool check_neighbours(vn_json list, size_t size, vn_error *error) {
  if (!vn_rule_list(list, "world.neighbours", VN_OPTIONAL, 0, NODES_MAX - 1, NULL, error)) return false;
  vn_json_items items = vn_json_each(list);
  vn_json item;
  for (size_t i = 0; vn_json_next(&items, &item); i++) {
    char here[VN_PLACE_BYTES];
    if (!vn_rule_whole(item, vn_place_item(here, "world.neighbours", i), VN_REQUIRED, 0, size - 1, NULL, error)) return false;
  }
  return true;
}

static bool check_world(vn_json world, vn_error *error) {
  if (world.type == VN_JSON_NONE) return true;
  size_t size = 0;
  const vn_json nodes = vn_json_member(world, "nodes"), rank = vn_json_member(world, "rank");
  return vn_rule_object(world, "world", VN_REQUIRED, error) &&
         vn_rule_name(vn_json_member(world, "run"), "world.run", VN_REQUIRED, NULL, error) &&
         vn_rule_whole(rank, "world.rank", VN_REQUIRED, 0, NODES_MAX - 1, NULL, error) &&
         vn_rule_list(nodes, "world.nodes", VN_REQUIRED, 1, NODES_MAX, &size, error) &&
         check_names(nodes, "world.nodes", error) &&
         vn_rule_name(vn_json_member(world, "topology"), "world.topology", VN_OPTIONAL, NULL, error) &&
         check_neighbours(vn_json_member(world, "neighbours"), size, error) &&
         vn_rule_whole(rank, "world.rank", VN_REQUIRED, 0, size - 1, NULL, error);
}

static bool check_lifetime(vn_json lifetime, vn_error *error) {
  if (lifetime.type == VN_JSON_NONE || vn_json_string_is(lifetime, "session") || vn_json_string_is(lifetime, "detached"))
    return true;
  return vn_rule_broken("lifetime", "one of session, detached", lifetime, error);
}

static bool check_connections(vn_json list, vn_error *error) {
  if (!vn_rule_list(list, "connections", VN_OPTIONAL, 0, LIST_MAX, NULL, error)) return false;
  vn_json_items items = vn_json_each(list);
  vn_json item;
  for (size_t i = 0; vn_json_next(&items, &item); i++) {
    char here[VN_PLACE_BYTES], inner[VN_PLACE_BYTES];
    vn_connection_request read;
    vn_place_item(here, "connections", i);
    if (!vn_rule_object(item, here, VN_REQUIRED, error) ||
        !vn_rule_name(vn_json_member(item, "id"), vn_place_field(inner, here, "id"), VN_REQUIRED, NULL, error) ||
        !vn_read_connection_request(item, here, &read, error))
      return false;
  }
  return true;
}

static bool check_what_runs(vn_json request, vn_error *error) {
  const vn_json program = vn_json_member(request, "program"), shell = vn_json_member(request, "shell");
  if ((shell.type == VN_JSON_TRUE) != (program.type != VN_JSON_NONE)) return true;
  return vn_rule_broken("program", "there, or shell true, and not both", program, error);
}

static bool check_budget(vn_json request, const char *field, vn_error *error) {
  return vn_rule_whole(vn_json_member(request, field), field, VN_OPTIONAL, 1, UINT32, NULL, error);
}

bool vn_check_worker_request(vn_json request, vn_error *error) {
  const vn_json ports = vn_json_member(request, "ports");
  return vn_rule_object(request, "", VN_REQUIRED, error) &&
         vn_rule_sha256(vn_json_member(request, "program"), "program", VN_OPTIONAL, error) &&
         vn_rule_bool(vn_json_member(request, "shell"), "shell", VN_OPTIONAL, error) &&
         vn_rule_name(vn_json_member(request, "name"), "name", VN_REQUIRED, NULL, error) &&
         check_args(vn_json_member(request, "args"), error) && check_world(vn_json_member(request, "world"), error) &&
         check_budget(request, "memoryBytes", error) && check_budget(request, "cpuMs", error) &&
         check_lifetime(vn_json_member(request, "lifetime"), error) &&
         vn_rule_list(ports, "ports", VN_OPTIONAL, 0, LIST_MAX, NULL, error) && check_names(ports, "ports", error) &&
         check_connections(vn_json_member(request, "connections"), error) &&
         check_budget(request, "traceRecords", error) &&
         vn_rule_bool(vn_json_member(request, "start"), "start", VN_OPTIONAL, error) && check_what_runs(request, error);
}

/* --- queries --- */

static bool read_decimal(vn_span query, const char *name, uint64_t high, uint64_t *whole, vn_error *error) {
  vn_span value;
  return !vn_query(query, name, &value) || vn_rule_decimal(value, name, high, whole, error);
}

bool vn_read_events_query(vn_span query, uint64_t *after, uint64_t *wait_ms, vn_error *error) {
  *after = *wait_ms = 0;
  return read_decimal(query, "after", MAX_SAFE, after, error) &&
         read_decimal(query, "wait", VN_EVENT_WAIT_MAX_MS, wait_ms, error);
}

bool vn_read_trace_query(vn_span query, uint64_t *names, uint64_t *records, vn_error *error) {
  *names = *records = 0;
  return read_decimal(query, "names", MAX_SAFE, names, error) &&
         read_decimal(query, "records", MAX_SAFE, records, error);
}

bool vn_read_program_query(vn_span query, size_t body_bytes, uint64_t *offset, uint64_t *total, vn_error *error) {
  *offset = 0;
  if (!read_decimal(query, "offset", MAX_SAFE, offset, error)) return false;
  *total = *offset + body_bytes;
  if (!read_decimal(query, "total", MAX_SAFE, total, error)) return false;
  if (*offset + body_bytes <= *total) return true;
  return vn_refuse(error, VN_BAD_REQUEST, "offset: must be such that %lu bytes end by the total of %llu, not %llu",
                   (unsigned long)body_bytes, (unsigned long long)*total, (unsigned long long)*offset);
}
