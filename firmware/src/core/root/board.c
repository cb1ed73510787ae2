#include "../board.h"

#include <stdio.h>
#include <string.h>

#include "parts.h"

/** What a seal adds to a body at most: gateway/protocol/README.md, SEALED_ROOM_BYTES. */
enum { SEALED_ROOM_BYTES = 1052 };

/* --- requests --- */

static void refuse(vn_board *board, vn_exchange *exchange, const vn_error *error) {
  exchange->answer(exchange, vn_response_error(board->heap, error));
}

/** Of a session, or one that needs none. */
static void serve(vn_board *board, vn_exchange *exchange) {
  vn_match match;
  vn_error error;
  if (!vn_route(exchange->request.method, exchange->request.target, &match, &error)) refuse(board, exchange, &error);
  else if (match.needs_session) vn_sessions_use(board->sessions, exchange);
  else vn_execute(board, &match, exchange, (vn_span){"", 0});
}

static void serve_opened(void *context, vn_exchange *exchange) {
  serve(context, exchange);
}

static void execute(void *context, vn_exchange *exchange, vn_span session) {
  vn_match match;
  vn_route(exchange->request.method, exchange->request.target, &match, NULL);
  vn_execute(context, &match, exchange, session);
}

/** From a client, in the clear. */
static void serve_client(void *context, vn_exchange *exchange) {
  vn_board *board = context;
  vn_match match;
  vn_error error;
  bool sound = vn_route(exchange->request.method, exchange->request.target, &match, &error);
  if (sound && match.name == VN_ROUTE_SEALED && !board->sealed)
    sound = vn_refuse(&error, VN_CONFLICT, "node %s has no key: it takes plain requests", board->name);
  if (sound && board->sealed && match.name != VN_ROUTE_SEALED && match.name != VN_ROUTE_INFO)
    sound = vn_refuse(&error, VN_SEALED_REQUIRED, "node %s has a key: it takes sealed requests only", board->name);
  if (!sound) refuse(board, exchange, &error);
  else if (match.name == VN_ROUTE_SEALED) vn_sealed_handle(board->sealed, exchange);
  else serve(board, exchange);
}

/* --- news --- */

static void on_peer(void *context, const char *peer, bool back, const char *message) {
  vn_events *events = ((vn_board *)context)->events;
  vn_json_writer *to = vn_events_begin(events, "peer");
  vn_json_field_text(to, "peer", peer);
  vn_json_field_text(to, "state", back ? "back" : "lost");
  vn_json_field_text(to, "message", message);
  vn_events_end(events);
}

static void on_link(void *context, unsigned link, bool up, const char *message) {
  vn_events *events = ((vn_board *)context)->events;
  vn_json_writer *to = vn_events_begin(events, "link");
  vn_json_field_whole(to, "link", link);
  vn_json_field_text(to, "state", up ? "up" : "down");
  vn_json_field_text(to, "message", message);
  vn_events_end(events);
}

static void on_session_end(void *context, vn_span session) {
  vn_board *board = context;
  vn_workers_end_session(board->workers, session);
  vn_events_forget_reader(board->events, session);
}

/* --- its parts --- */

static bool is_zero(const uint8_t key[32]) {
  uint8_t any = 0;
  for (int i = 0; i < 32; i++) any |= key[i];
  return any == 0;
}

static bool check(const vn_board_config *config, vn_error *error) {
  if (!vn_is_name(vn_span_of(config->name)))
    return vn_refuse(error, VN_BAD_REQUEST, "\"%s\" is no name of a node: 1..63 letters, digits, . _ -, a letter or digit first",
                     config->name);
  if (config->key && is_zero(config->key)) return vn_refuse(error, VN_BAD_REQUEST, "the key of node %s is all zero", config->name);
  if (config->links > VN_LINKS_MAX)
    return vn_refuse(error, VN_BAD_REQUEST, "%u links: a node has at most %d", config->links, VN_LINKS_MAX);
  return true;
}

static void name_boot(vn_board *board) {
  uint8_t chance[VN_BOOT_ID_BYTES / 2];
  board->host.random(board->host.context, chance, sizeof chance);
  for (size_t i = 0; i < sizeof chance; i++) snprintf(board->boot_id + 2 * i, 3, "%02x", chance[i]);
}

static bool make_transport(vn_board *board) {
  const vn_link_events news = {.context = board, .on_peer = on_peer, .on_link = on_link};
  board->events = vn_events_make(board->heap, &board->loop, &board->host, board->boot_id, board->limits.event_bytes);
  board->links = vn_links_make(board->heap, &board->loop, &board->host, board->link_count, board->limits.message_bytes, news);
  board->ports = board->links ? vn_ports_make(board->heap, &board->loop, &board->host, board->name, board->links, &board->limits)
                              : NULL;
  board->programs = vn_programs_make(board->heap, board->limits.program_bytes);
  return board->events && board->ports && board->programs;
}

static void settle(void *board) {
  vn_board_settle(board);
}

static bool make_workers(vn_board *board, const vn_board_config *config) {
  board->workers = vn_workers_make(&(vn_workers_options){
      .heap = board->heap,
      .loop = &board->loop,
      .host = &board->host,
      .node = board->name,
      .limits = &board->limits,
      .events = board->events,
      .programs = board->programs,
      .ports = board->ports,
      .started_us = board->started_us,
      .stack_bytes = config->worker_stack_bytes,
      .settle = settle,
      .board = board,
  });
  return board->workers != NULL;
}

static bool make_doors(vn_board *board, const vn_board_config *config) {
  board->sessions = vn_sessions_make(&(vn_sessions_options){
      .heap = board->heap,
      .loop = &board->loop,
      .host = &board->host,
      .most = board->limits.sessions,
      .on_end = on_session_end,
      .execute = execute,
      .context = board,
  });
  if (config->key) board->sealed = vn_sealed_make(board->heap, &board->loop, &board->host, config->key, serve_opened, board);
  board->clients = vn_clients_make(&(vn_clients_options){
      .heap = board->heap,
      .loop = &board->loop,
      .host = &board->host,
      .node = board->name,
      .is_sealed = config->key != NULL,
      .body_bytes = board->limits.body_bytes + (config->key ? SEALED_ROOM_BYTES : 0),
      .most = config->clients,
      .serve = serve_client,
      .context = board,
  });
  return board->sessions && board->clients && (!config->key || board->sealed);
}

static vn_board *place(void *memory, size_t bytes, const vn_board_config *config, const vn_host *host) {
  vn_heap *heap = vn_heap_init(memory, bytes);
  vn_board *board = heap ? vn_heap_take_zeroed(heap, sizeof *board) : NULL;
  if (!board) return NULL;
  board->heap = heap;
  board->host = *host;
  board->limits = config->limits ? *config->limits : vn_default_limits;
  board->link_count = config->links;
  board->is_sealed = config->key != NULL;
  board->wanted_at = VN_NEVER;
  board->started_us = host->now_us(host->context);
  strncpy(board->name, config->name, sizeof board->name - 1);
  strncpy(board->kind, config->kind, sizeof board->kind - 1);
  strncpy(board->firmware, config->firmware, sizeof board->firmware - 1);
  board->reset_reason = config->reset_reason;
  vn_loop_init(&board->loop);
  name_boot(board);
  return board;
}

vn_board *vn_board_start(void *memory, size_t bytes, const vn_board_config *config, const vn_host *host, vn_error *error) {
  if (!check(config, error)) return NULL;
  vn_board *board = place(memory, bytes, config, host);
  if (board && make_transport(board) && make_workers(board, config) && make_doors(board, config)) return board;
  vn_refuse(error, VN_OUT_OF_MEMORY, "node %s: %lu bytes of memory are too few", config->name, (unsigned long)bytes);
  return NULL;
}

/* --- entering and leaving --- */

static void enter(vn_board *board) {
  board->host.lock(board->host.context);
}

void vn_board_settle(vn_board *board) {
  vn_loop_run(&board->loop, board->host.now_us(board->host.context));
  const uint64_t next = vn_clients_have_early(board->clients) ? 0 : vn_loop_next(&board->loop);
  if (next == board->wanted_at) return;
  board->wanted_at = next;
  board->host.wake_at(board->host.context, next);
}

static void leave(vn_board *board) {
  vn_board_settle(board);
  board->host.unlock(board->host.context);
}

void vn_board_stop(vn_board *board) {
  enter(board);
  vn_clients_free(board->clients);
  vn_workers_stop(board->workers);
  vn_sessions_free(board->sessions);
  vn_sealed_free(board->sealed);
  vn_ports_free(board->ports);
  vn_links_free(board->links);
  vn_programs_free(board->programs);
  vn_events_free(board->events);
  board->host.wake_at(board->host.context, VN_NEVER);
  board->host.unlock(board->host.context);
}

void vn_board_tick(vn_board *board) {
  enter(board);
  board->wanted_at = VN_NEVER;
  vn_clients_take_early(board->clients);
  leave(board);
}

void vn_board_wire_bytes(vn_board *board, unsigned link, const uint8_t *bytes, size_t count) {
  enter(board);
  vn_links_bytes(board->links, link, bytes, count);
  leave(board);
}

void vn_board_wire_drained(vn_board *board, unsigned link) {
  enter(board);
  vn_links_drained(board->links, link);
  leave(board);
}

void vn_board_wire_changed(vn_board *board, unsigned link) {
  enter(board);
  vn_links_changed(board->links, link);
  leave(board);
}

vn_client *vn_client_open(vn_board *board, vn_client_kind kind, void *client) {
  enter(board);
  vn_client *opened = vn_clients_open(board->clients, kind, client);
  leave(board);
  return opened;
}

void vn_client_bytes(vn_board *board, vn_client *client, const uint8_t *bytes, size_t count) {
  enter(board);
  if (vn_clients_has(board->clients, client)) vn_clients_bytes(client, bytes, count);
  leave(board);
}

void vn_client_drained(vn_board *board, vn_client *client) {
  enter(board);
  if (vn_clients_has(board->clients, client)) vn_clients_drained(client);
  leave(board);
}

void vn_client_gone(vn_board *board, vn_client *client) {
  enter(board);
  if (vn_clients_has(board->clients, client)) vn_clients_gone(client);
  leave(board);
}

const char *vn_board_name(const vn_board *board) {
  return board->name;
}

size_t vn_board_memory_used(vn_board *board) {
  enter(board);
  const size_t used = vn_heap_used(board->heap);
  leave(board);
  return used;
}

size_t vn_board_memory_peak(vn_board *board) {
  enter(board);
  const size_t peak = vn_heap_peak(board->heap);
  leave(board);
  return peak;
}

size_t vn_board_memory(const vn_board_config *config) {
  const vn_limits *limits = config->limits ? config->limits : &vn_default_limits;
  const size_t queues = (size_t)limits->event_bytes + 2 * (size_t)limits->program_bytes + 8 * (size_t)limits->message_bytes;
  const size_t clients = (size_t)config->clients * (VN_HEAD_MAX_BYTES + 512) + 4 * (size_t)limits->body_bytes;
  const size_t tables = (size_t)limits->workers * 2048 + (size_t)limits->connections * 4096 + (size_t)limits->ports * 256;
  return 65536 + queues + clients + tables + (size_t)limits->trace_records * 48;
}
