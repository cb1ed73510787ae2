/* One function a request; the table is in the order of the routes. */
#include "../nmp/validate.h"
#include "parts.h"

/** A request on its way through its function. */
typedef struct call {
  vn_board *board;
  vn_exchange *exchange;
  vn_span segment, query, session;
  vn_json body;        /* of a request with a JSON body, parsed */
  vn_json_writer *to;  /* the answer */
  vn_error *error;
} call;

/** DONE: the answer is written; NOTHING: 204; REFUSED: see the error; LATER: the exchange is in other hands. */
typedef enum outcome { DONE, NOTHING, REFUSED, LATER } outcome;

static outcome nothing_if(bool done) {
  return done ? NOTHING : REFUSED;
}

static uint32_t worker_of(const call *c) {
  uint32_t number = 0;
  for (size_t i = 0; i < c->segment.length; i++) number = number * 10 + (uint32_t)(c->segment.bytes[i] - '0');
  return number;
}

static outcome status_of(const call *c, uint32_t worker) {
  return vn_workers_status(c->board->workers, worker, c->to, c->error) ? DONE : REFUSED;
}

static outcome info(call *c) {
  vn_write_info(c->board, c->to);
  return DONE;
}

static outcome stats(call *c) {
  vn_write_stats(c->board, c->to);
  return DONE;
}

static outcome sealed(call *c) {
  vn_refuse(c->error, VN_BAD_REQUEST, "a seal within a seal");
  return REFUSED;
}

static vn_span resume_of(const call *c, char to[64]) {
  const vn_json resume = vn_json_member(c->body, "resume");
  return (vn_span){to, resume.type == VN_JSON_NONE ? 0 : vn_json_string(resume, to, 64)};
}

static outcome open_session(call *c) {
  char resume[64];
  bool resumed = false;
  if (!vn_check_session_request(c->body, c->error)) return REFUSED;
  const vn_span session = vn_sessions_open(c->board->sessions, resume_of(c, resume), &resumed, c->error);
  if (session.length == 0) return REFUSED;
  const vn_event_range range = vn_events_range(c->board->events);
  vn_json_object(c->to);
  vn_json_field_span(c->to, "session", session);
  vn_json_field_bool(c->to, "resumed", resumed);
  vn_json_field_text(c->to, "bootId", c->board->boot_id);
  vn_json_field_whole(c->to, "firstEvent", range.first);
  vn_json_field_whole(c->to, "nextEvent", range.last + 1);
  vn_json_object_end(c->to);
  return DONE;
}

static outcome close_session(call *c) {
  vn_sessions_close(c->board->sessions, c->session);
  return NOTHING;
}

static outcome get_program(call *c) {
  const vn_program_state state = vn_programs_state(c->board->programs, c->segment);
  vn_json_object(c->to);
  vn_json_field_whole(c->to, "received", state.received);
  vn_json_field_bool(c->to, "complete", state.complete);
  vn_json_object_end(c->to);
  return DONE;
}

static outcome put_program(call *c) {
  uint64_t offset, total;
  const vn_span part = c->exchange->request.body;
  if (!vn_read_program_query(c->query, part.length, &offset, &total, c->error) ||
      !vn_programs_put(c->board->programs, c->segment, part, offset, total, c->error))
    return REFUSED;
  return get_program(c);
}

static outcome list_workers(call *c) {
  vn_json_object(c->to);
  vn_json_key(c->to, "workers");
  vn_workers_list(c->board->workers, c->to);
  vn_json_object_end(c->to);
  return DONE;
}

static outcome create_worker(call *c) {
  uint32_t worker = 0;
  if (!vn_check_worker_request(c->body, c->error) ||
      !vn_workers_create(c->board->workers, c->body, c->session, &worker, c->error))
    return REFUSED;
  return status_of(c, worker);
}

static outcome get_worker(call *c) {
  return status_of(c, worker_of(c));
}

static outcome kill_worker(call *c) {
  const uint32_t worker = worker_of(c);
  return vn_workers_kill(c->board->workers, worker, NULL, c->error) ? status_of(c, worker) : REFUSED;
}

static outcome start_worker(call *c) {
  const uint32_t worker = worker_of(c);
  return vn_workers_start(c->board->workers, worker, c->error) ? status_of(c, worker) : REFUSED;
}

static outcome input_to_worker(call *c) {
  if (!vn_check_input_request(c->body, c->error)) return REFUSED;
  vn_workers_input(c->board->workers, worker_of(c), c->body, c->exchange);
  return LATER;
}

static outcome worker_trace(call *c) {
  uint64_t names, records;
  if (!vn_read_trace_query(c->query, &names, &records, c->error)) return REFUSED;
  const size_t most = c->board->limits.body_bytes;
  return vn_workers_trace(c->board->workers, worker_of(c), names, records, most, c->to, c->error) ? DONE : REFUSED;
}

static outcome create_port(call *c) {
  return nothing_if(vn_ports_create(c->board->ports, c->segment, c->error));
}

static outcome remove_port(call *c) {
  return nothing_if(vn_ports_remove(c->board->ports, c->segment, c->error));
}

static outcome create_connection(call *c) {
  vn_connection_request request;
  return nothing_if(vn_read_connection_request(c->body, "", &request, c->error) &&
                    vn_ports_connect(c->board->ports, c->segment, &request, NULL, c->error));
}

static outcome remove_connection(call *c) {
  return nothing_if(vn_ports_disconnect(c->board->ports, c->segment, c->error));
}

static outcome configure_network(call *c) {
  vn_network_request request;
  if (!vn_read_network_request(c->body, c->board->heap, &request, c->error)) return REFUSED;
  const bool done = vn_links_configure(c->board->links, &request, c->error);
  vn_heap_give(c->board->heap, request.peers);
  return nothing_if(done);
}

static outcome events(call *c) {
  uint64_t after, wait;
  if (!vn_read_events_query(c->query, &after, &wait, c->error)) return REFUSED;
  vn_events_read(c->board->events, c->exchange, c->session, after, (uint32_t)wait, c->board->limits.body_bytes);
  return LATER;
}

static outcome clock_(call *c) {
  vn_json_object(c->to);
  vn_json_field_whole(c->to, "us", vn_uptime_us(c->board));
  vn_json_object_end(c->to);
  return DONE;
}

static const struct {
  outcome (*serve)(call *);
  bool has_json;
} REQUESTS[] = {
    [VN_ROUTE_INFO] = {info, false},
    [VN_ROUTE_SEALED] = {sealed, false},
    [VN_ROUTE_OPEN_SESSION] = {open_session, true},
    [VN_ROUTE_CLOSE_SESSION] = {close_session, false},
    [VN_ROUTE_GET_PROGRAM] = {get_program, false},
    [VN_ROUTE_PUT_PROGRAM] = {put_program, false},
    [VN_ROUTE_LIST_WORKERS] = {list_workers, false},
    [VN_ROUTE_CREATE_WORKER] = {create_worker, true},
    [VN_ROUTE_GET_WORKER] = {get_worker, false},
    [VN_ROUTE_KILL_WORKER] = {kill_worker, false},
    [VN_ROUTE_START_WORKER] = {start_worker, false},
    [VN_ROUTE_INPUT_TO_WORKER] = {input_to_worker, true},
    [VN_ROUTE_WORKER_TRACE] = {worker_trace, false},
    [VN_ROUTE_CREATE_PORT] = {create_port, false},
    [VN_ROUTE_REMOVE_PORT] = {remove_port, false},
    [VN_ROUTE_CREATE_CONNECTION] = {create_connection, true},
    [VN_ROUTE_REMOVE_CONNECTION] = {remove_connection, false},
    [VN_ROUTE_CONFIGURE_NETWORK] = {configure_network, true},
    [VN_ROUTE_EVENTS] = {events, false},
    [VN_ROUTE_STATS] = {stats, false},
    [VN_ROUTE_CLOCK] = {clock_, false},
};

void vn_execute(vn_board *board, const vn_match *match, vn_exchange *exchange, vn_span session) {
  vn_error error;
  vn_json_writer to;
  vn_json_writer_init(&to, board->heap);
  call c = {.board = board,
            .exchange = exchange,
            .segment = match->segment,
            .query = match->query,
            .session = session,
            .to = &to,
            .error = &error};
  const bool sound = !REQUESTS[match->name].has_json || vn_json_parse(exchange->request.body, &c.body, &error);
  switch (sound ? REQUESTS[match->name].serve(&c) : REFUSED) {
    case DONE: exchange->answer(exchange, vn_response_of(&to, 200)); break;
    case NOTHING: exchange->answer(exchange, (vn_response){.status = 204}); break;
    case REFUSED:
      vn_writer_free(&to.out);
      exchange->answer(exchange, vn_response_error(board->heap, &error));
      break;
    case LATER: break;
  }
}
