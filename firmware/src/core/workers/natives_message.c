/* attach, detach, send, post, wait, receive. */
#include <stdio.h>
#include <string.h>

#include "native_arguments.h"

static int change(lua_State *L, bool (*how)(vn_ports *, vn_span, vn_inbox *, vn_error *)) {
  vn_worker *worker = vn_worker_of(L);
  const vn_span port = vn_argument_text(L, 1);
  vn_error error;
  vn_worker_lock(worker);
  const bool done = how(worker->workers->options.ports, port, worker->inbox, &error);
  vn_worker_unlock(worker);
  return done ? vn_answer_true(L) : vn_answer_failure(L, &error);
}

int vn_native_attach(lua_State *L) {
  return change(L, vn_ports_attach);
}

int vn_native_detach(lua_State *L) {
  return change(L, vn_ports_detach);
}

/* --- sending --- */

/** A message of the board's, and its way to the ports. NULL: refused. */
static vn_sending *hand_over(vn_worker *worker, vn_span port, vn_span text, vn_settle *settle, void *context,
                             vn_error *error) {
  const vn_workers_options *options = &worker->workers->options;
  /* Before memory is taken for it. */
  if (text.length > options->limits->message_bytes) {
    vn_refuse(error, VN_TOO_LARGE, "a message of %lu bytes on port \"%.*s\": at most %lu bytes fit",
              (unsigned long)text.length, (int)vn_utf8_prefix(port, 63), port.bytes,
              (unsigned long)options->limits->message_bytes);
    return NULL;
  }
  vn_message *message = vn_message_make(options->heap, text.length);
  if (!message) {
    vn_refuse(error, VN_OUT_OF_MEMORY, "a message of %lu bytes: this node has no memory left for it", (unsigned long)text.length);
    return NULL;
  }
  memcpy(message->bytes, text.bytes, text.length);
  vn_sending *sending = vn_ports_send(options->ports, port, worker->inbox, message, settle, context, error);
  vn_message_drop(options->heap, message);
  return sending;
}

static void note(vn_worker *worker, bool is_traced, vn_traced *traced, uint32_t bytes, const vn_error *error) {
  if (is_traced && worker->trace) vn_trace_settled(worker->trace, traced, !error);
  if (error) return;
  worker->activity.messages_out++;
  worker->activity.bytes_out += bytes;
}

static void on_sent(void *context, const vn_error *error) {
  vn_outgoing *out = context;
  out->is_settled = true;
  out->has_failed = error != NULL;
  if (error) out->error = *error;
  note(out->worker, out->is_traced, &out->traced, out->bytes, error);
  vn_worker_notify(out->worker);
}

/** Until it is settled, the time is over or the worker is to stop. */
static void await(vn_worker *worker, vn_outgoing *out, uint64_t deadline) {
  if (out->is_traced) vn_trace_blocked(worker->trace, VN_TRACE_SEND, &out->traced);
  do continue;
  while (!out->is_settled && vn_worker_wait(worker, VN_SENDING, deadline));
  vn_worker_go_on(worker);
}

int vn_native_send(lua_State *L) {
  vn_worker *worker = vn_worker_of(L);
  const vn_span port = vn_argument_text(L, 1), text = vn_argument_text(L, 2);
  const double timeout_ms = vn_argument_timeout(L, 3);
  vn_outgoing out = {.worker = worker, .bytes = (uint32_t)text.length, .is_traced = worker->trace != NULL};
  vn_worker_lock(worker);
  const uint64_t deadline = vn_deadline(worker, timeout_ms);
  if (out.is_traced) out.traced = vn_trace_sending(worker->trace, port, out.bytes);
  vn_sending *sending = hand_over(worker, port, text, on_sent, &out, &out.error);
  if (!sending) {
    const vn_error refusal = out.error;
    on_sent(&out, &refusal);
  }
  await(worker, &out, deadline);
  if (!out.is_settled) vn_sending_cancel(sending);
  const bool stops = vn_worker_is_condemned(worker);
  vn_worker_unlock(worker);
  if (stops) return vn_vm_stop(L);
  if (!out.is_settled)
    vn_refuse(&out.error, VN_TIMEOUT, "port \"%.*s\": the message was not delivered within %.14g ms",
              (int)vn_utf8_prefix(port, 63), port.bytes, timeout_ms);
  return out.is_settled && !out.has_failed ? vn_answer_true(L) : vn_answer_failure(L, &out.error);
}

/* --- posting --- */

static void on_posted(void *context, const vn_error *error) {
  vn_ticket *ticket = context;
  ticket->sending = NULL;
  ticket->has_failed = error != NULL;
  if (error) ticket->error = *error;
  note(ticket->worker, ticket->is_traced, &ticket->traced, ticket->bytes, error);
  vn_worker_notify(ticket->worker);
}

static vn_ticket *open_ticket(vn_worker *worker, vn_error *error) {
  vn_ticket *ticket = NULL;
  if (worker->ticket_count >= VN_TICKETS)
    vn_refuse(error, VN_LIMIT_REACHED, "%d posted messages were not waited for", VN_TICKETS);
  else if (!(ticket = vn_heap_take_zeroed(worker->workers->options.heap, sizeof *ticket)))
    vn_refuse(error, VN_OUT_OF_MEMORY, "a posted message: this node has no memory left for it");
  if (!ticket) return NULL;
  ticket->worker = worker;
  ticket->number = ++worker->last_ticket;
  ticket->next = worker->tickets;
  worker->tickets = ticket;
  worker->ticket_count++;
  return ticket;
}

static void post(vn_worker *worker, vn_ticket *ticket, vn_span port, vn_span text, uint64_t start) {
  vn_error refusal;
  ticket->bytes = (uint32_t)text.length;
  ticket->is_traced = worker->trace != NULL;
  if (ticket->is_traced) ticket->traced = vn_trace_sending(worker->trace, port, ticket->bytes);
  ticket->sending = hand_over(worker, port, text, on_posted, ticket, &refusal);
  if (!ticket->sending) on_posted(ticket, &refusal);
  if (ticket->is_traced) vn_trace_posted(worker->trace, &ticket->traced, start, vn_worker_now(worker));
}

int vn_native_post(lua_State *L) {
  vn_worker *worker = vn_worker_of(L);
  const vn_span port = vn_argument_text(L, 1), text = vn_argument_text(L, 2);
  const uint64_t start = vn_worker_now(worker);
  vn_error error;
  vn_worker_lock(worker);
  vn_ticket *ticket = open_ticket(worker, &error);
  const uint32_t number = ticket ? ticket->number : 0;
  if (ticket) post(worker, ticket, port, text, start);
  vn_worker_unlock(worker);
  if (number == 0) return vn_answer_failure(L, &error);
  lua_pushnumber(L, number);
  return 1;
}

int vn_native_wait(lua_State *L) {
  vn_worker *worker = vn_worker_of(L);
  const double number = luaL_checknumber(L, 1), timeout_ms = vn_argument_timeout(L, 2);
  vn_error error;
  vn_worker_lock(worker);
  const uint64_t deadline = vn_deadline(worker, timeout_ms);
  vn_ticket *ticket = vn_ticket_find(worker, number);
  if (ticket && ticket->sending && timeout_ms != 0) {
    if (ticket->is_traced) vn_trace_blocked(worker->trace, VN_TRACE_DELIVERY, &ticket->traced);
    while (ticket->sending && vn_worker_wait(worker, VN_SENDING, deadline)) continue;
    vn_worker_go_on(worker);
  }
  const bool stops = vn_worker_is_condemned(worker);
  bool delivered = false;
  if (!ticket) vn_refuse(&error, VN_NOT_FOUND, "no ticket %.14g", number);
  else if (ticket->sending) vn_refuse(&error, VN_TIMEOUT, "ticket %.14g: not delivered within %.14g ms", number, timeout_ms);
  else {
    delivered = !ticket->has_failed;
    error = ticket->error;
    vn_ticket_free(worker, ticket);
  }
  vn_worker_unlock(worker);
  if (stops) return vn_vm_stop(L);
  return delivered ? vn_answer_true(L) : vn_answer_failure(L, &error);
}

/* --- receiving --- */

/** What a `receive` looks for. */
typedef struct wanted {
  const vn_span *ports; /* NULL: any */
  size_t port_count;
  const double *tickets;
  size_t ticket_count;
} wanted;

/** Into memory of the state, which lives as long as the call. */
static void read_ports(lua_State *L, int index, wanted *w) {
  if (lua_isnoneornil(L, index)) return;
  luaL_checktype(L, index, LUA_TTABLE);
  w->port_count = (size_t)lua_rawlen(L, index);
  vn_span *ports = lua_newuserdatauv(L, (w->port_count + 1) * sizeof *ports, 0);
  for (size_t i = 0; i < w->port_count; i++) {
    lua_rawgeti(L, index, (lua_Integer)i + 1);
    /* A number would become a text that nothing keeps. */
    luaL_argcheck(L, lua_type(L, -1) == LUA_TSTRING, index, "table of strings expected");
    ports[i].bytes = lua_tolstring(L, -1, &ports[i].length);
    lua_pop(L, 1);
  }
  w->ports = ports;
}

static void read_tickets(lua_State *L, int index, wanted *w) {
  if (lua_isnoneornil(L, index)) return;
  luaL_checktype(L, index, LUA_TTABLE);
  w->ticket_count = (size_t)lua_rawlen(L, index);
  double *tickets = lua_newuserdatauv(L, (w->ticket_count + 1) * sizeof *tickets, 0);
  for (size_t i = 0; i < w->ticket_count; i++) {
    lua_rawgeti(L, index, (lua_Integer)i + 1);
    luaL_argcheck(L, lua_type(L, -1) == LUA_TNUMBER, index, "table of numbers expected");
    tickets[i] = lua_tonumber(L, -1);
    lua_pop(L, 1);
  }
  w->tickets = tickets;
}

/** The outcome of one of them is known, or was taken. */
static bool any_known(vn_worker *worker, const wanted *w) {
  for (size_t i = 0; i < w->ticket_count; i++) {
    const vn_ticket *ticket = vn_ticket_find(worker, w->tickets[i]);
    if (!ticket || !ticket->sending) return true;
  }
  return false;
}

typedef enum found { NOTHING, ARRIVAL, TICKET } found;

/** An empty list of ports is no port: only tickets count then. */
static found look(vn_worker *worker, const wanted *w, vn_arrival *arrival) {
  const bool any_port = !w->ports || w->port_count > 0;
  if (any_port && vn_inbox_take(worker->inbox, w->ports, w->port_count, arrival)) {
    if (arrival->message) {
      worker->activity.messages_in++;
      worker->activity.bytes_in += arrival->message->length;
    }
    return ARRIVAL;
  }
  return any_known(worker, w) ? TICKET : NOTHING;
}

static vn_traced trace_of(vn_worker *worker, const vn_arrival *arrival) {
  const vn_message *message = arrival->message;
  return vn_trace_arrived(worker->trace, vn_span_of(arrival->port), message ? message->length : 0, !message);
}

static found await_arrival(vn_worker *worker, const wanted *w, vn_arrival *arrival, uint64_t deadline) {
  found what = look(worker, w, arrival);
  if (what != NOTHING) {
    if (worker->trace && what == ARRIVAL) {
      const vn_traced traced = trace_of(worker, arrival);
      vn_trace_received(worker->trace, &traced, vn_worker_now(worker));
    }
    return what;
  }
  if (worker->trace) vn_trace_blocked(worker->trace, VN_TRACE_RECEIVE, NULL);
  while (what == NOTHING && vn_worker_wait(worker, VN_RECEIVING, deadline)) what = look(worker, w, arrival);
  if (worker->trace && what == ARRIVAL) {
    const vn_traced traced = trace_of(worker, arrival);
    vn_trace_blocked(worker->trace, VN_TRACE_RECEIVE, &traced);
  }
  vn_worker_go_on(worker);
  return what;
}

static int answer_arrival(lua_State *L, const vn_arrival *arrival) {
  static const char *const KINDS[] = {"", "message", "fault", "closed"};
  lua_pushstring(L, KINDS[arrival->kind]);
  lua_pushstring(L, arrival->port);
  if (arrival->kind == VN_ARRIVAL_MESSAGE)
    lua_pushlstring(L, (const char *)arrival->message->bytes, arrival->message->length);
  else if (arrival->kind == VN_ARRIVAL_FAULT)
    lua_pushfstring(L, "%s %s", vn_code_text(arrival->error.code), arrival->error.message);
  else
    lua_pushliteral(L, "");
  return 3;
}

static int answer_late(lua_State *L, const wanted *w, double timeout_ms) {
  vn_error error;
  char on[VN_ERROR_MESSAGE_BYTES] = "";
  size_t length = 0;
  for (size_t i = 0; i < w->port_count && length + 80 < sizeof on; i++)
    length += (size_t)snprintf(on + length, sizeof on - length, "%s%.*s", i ? ", " : "on ", (int)vn_utf8_prefix(w->ports[i], 63),
                               w->ports[i].bytes);
  vn_refuse(&error, VN_TIMEOUT, "nothing arrived %s%swithin %.14g ms", on, length ? " " : "", timeout_ms);
  return vn_answer_failure(L, &error);
}

int vn_native_receive(lua_State *L) {
  vn_worker *worker = vn_worker_of(L);
  wanted w = {0};
  read_ports(L, 1, &w);
  read_tickets(L, 3, &w);
  const double timeout_ms = vn_argument_timeout(L, 2);
  vn_arrival arrival = {0};
  vn_worker_lock(worker);
  const found what = await_arrival(worker, &w, &arrival, vn_deadline(worker, timeout_ms));
  worker->in_hand = arrival.message;
  const bool stops = vn_worker_is_condemned(worker);
  vn_worker_unlock(worker);
  if (stops) return vn_vm_stop(L);
  if (what == NOTHING) return answer_late(L, &w, timeout_ms);
  if (what == ARRIVAL) return answer_arrival(L, &arrival);
  lua_pushliteral(L, "sent");
  lua_pushliteral(L, "");
  lua_pushliteral(L, "");
  return 3;
}
