/* What a board tells of itself. */
#include "lua.h"
#include "parts.h"

uint64_t vn_uptime_us(const vn_board *board) {
  return board->host.now_us(board->host.context) - board->started_us;
}

static uint64_t uptime_ms(const vn_board *board) {
  return (vn_uptime_us(board) + 500) / 1000;
}

static void write_limits(const vn_limits *limits, vn_json_writer *to) {
  vn_json_object(to);
  vn_json_field_whole(to, "bodyBytes", limits->body_bytes);
  vn_json_field_whole(to, "programBytes", limits->program_bytes);
  vn_json_field_whole(to, "messageBytes", limits->message_bytes);
  vn_json_field_whole(to, "workers", limits->workers);
  vn_json_field_whole(to, "ports", limits->ports);
  vn_json_field_whole(to, "connections", limits->connections);
  vn_json_field_whole(to, "sessions", limits->sessions);
  vn_json_field_whole(to, "workerMemoryBytes", limits->worker_memory_bytes);
  vn_json_field_whole(to, "eventBytes", limits->event_bytes);
  vn_json_field_whole(to, "traceRecords", limits->trace_records);
  vn_json_object_end(to);
}

static void write_capabilities(const vn_board *board, vn_json_writer *to) {
  vn_json_array(to);
  vn_json_text(to, VN_SPAN("files"));
  if (board->link_count > 0) vn_json_text(to, VN_SPAN("links"));
  vn_json_text(to, VN_SPAN("shell"));
  vn_json_array_end(to);
}

void vn_write_info(const vn_board *board, vn_json_writer *to) {
  vn_json_object(to);
  vn_json_field_whole(to, "nmp", VN_NMP_VERSION);
  vn_json_field_text(to, "kind", board->kind);
  vn_json_field_text(to, "name", board->name);
  vn_json_field_text(to, "firmware", board->firmware);
  vn_json_field_text(to, "lua", LUA_RELEASE);
  vn_json_field_text(to, "bootId", board->boot_id);
  vn_json_field_bool(to, "sealed", board->is_sealed);
  vn_json_key(to, "limits");
  write_limits(&board->limits, to);
  vn_json_key(to, "capabilities");
  write_capabilities(board, to);
  vn_json_field_whole(to, "uptimeMs", uptime_ms(board));
  if (board->reset_reason) vn_json_field_text(to, "resetReason", board->reset_reason);
  vn_json_object_end(to);
}

static void write_memory(const vn_board *board, vn_json_writer *to) {
  const uint64_t used = vn_workers_memory_used(board->workers);
  const uint64_t all = (uint64_t)board->limits.workers * board->limits.worker_memory_bytes;
  vn_json_object(to);
  vn_json_field_whole(to, "used", used);
  vn_json_field_whole(to, "free", all > used ? all - used : 0);
  vn_json_object_end(to);
}

static void write_link(const vn_link_stats *link, vn_json_writer *to) {
  vn_json_object(to);
  vn_json_field_bool(to, "up", link->up);
  vn_json_field_whole(to, "framesOut", link->frames_out);
  vn_json_field_whole(to, "framesIn", link->frames_in);
  vn_json_field_whole(to, "bytesOut", link->bytes_out);
  vn_json_field_whole(to, "bytesIn", link->bytes_in);
  vn_json_field_whole(to, "retries", link->retries);
  vn_json_field_whole(to, "badFrames", link->bad_frames);
  vn_json_field_whole(to, "forwarded", link->forwarded);
  vn_json_field_whole(to, "dropped", link->dropped);
  vn_json_field_whole(to, "backlog", link->backlog);
  vn_json_object_end(to);
}

static void write_links(const vn_board *board, vn_json_writer *to) {
  vn_json_array(to);
  for (unsigned link = 0; link < board->link_count; link++) {
    const vn_link_stats stats = vn_links_stats(board->links, link);
    write_link(&stats, to);
  }
  vn_json_array_end(to);
}

static void write_range(const vn_board *board, vn_json_writer *to) {
  const vn_event_range range = vn_events_range(board->events);
  vn_json_object(to);
  vn_json_field_whole(to, "first", range.first);
  vn_json_field_whole(to, "last", range.last);
  vn_json_field_whole(to, "dropped", range.dropped);
  vn_json_object_end(to);
}

void vn_write_stats(const vn_board *board, vn_json_writer *to) {
  vn_json_object(to);
  vn_json_field_whole(to, "uptimeMs", uptime_ms(board));
  vn_json_key(to, "memory");
  write_memory(board, to);
  vn_json_field_whole(to, "cpuMs", vn_workers_cpu_ms(board->workers));
  vn_json_key(to, "workers");
  vn_workers_list(board->workers, to);
  vn_json_key(to, "ports");
  vn_ports_stats(board->ports, to);
  vn_json_key(to, "links");
  write_links(board, to);
  vn_json_key(to, "events");
  write_range(board, to);
  vn_json_object_end(to);
}
