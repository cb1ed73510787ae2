/* A client that speaks HTTP/1.1. */
#include <stdio.h>
#include <string.h>

#include "client.h"

#define HEAD_PATIENCE 2000000u  /* a head that is not there after so many us: the connection is closed */
#define WHOLE_PATIENCE 5000000u /* a request that is not */
#define IDLE_PATIENCE 65000000u

static const vn_clients_options *options_of(const vn_client *client) {
  return &client->clients->options;
}

static uint64_t now(const vn_client *client) {
  return options_of(client)->host->now_us(options_of(client)->host->context);
}

static void wait_until(vn_client *client, uint64_t at) {
  vn_timer_set(options_of(client)->loop, &client->patience, at);
}

void vn_http_begin(vn_client *client) {
  client->state = VN_CLIENT_IDLE;
  client->began_at = now(client);
  wait_until(client, client->began_at + HEAD_PATIENCE);
}

void vn_http_late(void *owner) {
  vn_client_end(owner, true);
}

static void refuse(vn_client *client, const vn_error *error, bool closes) {
  client->closes = client->closes || closes;
  vn_http_answer(client, vn_response_error(options_of(client)->heap, error));
}

static const char *reason(int status) {
  return status == 204 ? "No Content" : status < 300 ? "OK" : status < 500 ? "Refused" : "Failed";
}

static size_t put_head(char *to, size_t room, const vn_client *client, vn_response response) {
  const bool is_json = response.length == 0 || response.body[0] == '{' || response.body[0] == '[';
  const char *close = client->closes ? "Connection: close\r\n" : "";
  const int length =
      response.status == 204
          ? snprintf(to, room, "HTTP/1.1 204 No Content\r\nCache-Control: no-store\r\n%s\r\n", close)
          : snprintf(to, room,
                     "HTTP/1.1 %d %s\r\nCache-Control: no-store\r\nContent-Type: application/%s\r\n"
                     "Content-Length: %lu\r\n%s\r\n",
                     response.status, reason(response.status), is_json ? "json" : "octet-stream",
                     (unsigned long)response.length, close);
  return (size_t)length;
}

/** Without memory for an answer the connection ends: the client asks again. */
void vn_http_answer(vn_client *client, vn_response response) {
  vn_heap *heap = options_of(client)->heap;
  char head[256];
  const size_t head_length = put_head(head, sizeof head, client, response);
  vn_heap_give(heap, client->body);
  client->body = NULL;
  char *bytes = vn_heap_take(heap, head_length + response.length);
  if (bytes) {
    memcpy(bytes, head, head_length);
    if (response.length > 0) memcpy(bytes + head_length, response.body, response.length);
  }
  vn_heap_give(heap, response.body);
  if (bytes) vn_client_send(client, bytes, head_length + response.length);
  else vn_client_end(client, true);
}

void vn_http_sent(vn_client *client) {
  if (client->closes) {
    vn_client_end(client, true);
    return;
  }
  const size_t rest = client->head_length - client->parsed.length;
  client->state = VN_CLIENT_IDLE;
  client->head_length = rest;
  client->began_at = now(client);
  wait_until(client, client->began_at + IDLE_PATIENCE);
  if (rest > 0) {
    memmove(client->head, client->head + client->parsed.length, rest);
    client->is_early = true;
  } else {
    vn_heap_give(options_of(client)->heap, client->head);
    client->head = NULL;
  }
}

static void serve(vn_client *client) {
  const vn_http_head *head = &client->parsed;
  client->exchange.request = (vn_request){
      .method = head->method,
      .target = head->target,
      .session = head->session,
      .request_id = head->request_id,
      .body = {client->body ? client->body : "", client->body_length},
  };
  vn_client_serve(client);
}

/** What stands behind the head already is of the body, as far as that goes. */
static void begin_body(vn_client *client) {
  const size_t wanted = (size_t)client->parsed.content_length;
  const size_t from = client->parsed.length, there = client->head_length - from;
  client->body_wanted = wanted;
  client->body_length = 0;
  if (wanted > 0 && !(client->body = vn_heap_take(options_of(client)->heap, wanted))) {
    vn_error error;
    vn_refuse(&error, VN_OUT_OF_MEMORY, "a body of %lu bytes: this node has no memory left for it", (unsigned long)wanted);
    refuse(client, &error, true);
    return;
  }
  const size_t taken = there < wanted ? there : wanted;
  if (taken > 0) {
    memcpy(client->body, client->head + from, taken);
    memmove(client->head + from, client->head + from + taken, there - taken);
    client->head_length -= taken;
    client->body_length = taken;
  }
  client->state = VN_CLIENT_BODY;
  wait_until(client, client->began_at + WHOLE_PATIENCE);
  if (client->body_length == wanted) serve(client);
}

static void try_head(vn_client *client) {
  vn_error error;
  const vn_clients_options *options = options_of(client);
  switch (vn_http_read_head(client->head, client->head_length, &client->parsed, &error)) {
    case VN_HTTP_MORE: return;
    case VN_HTTP_REFUSED: refuse(client, &error, true); return;
    case VN_HTTP_WHOLE: break;
  }
  client->closes = client->parsed.closes;
  if (vn_http_check_head(&client->parsed, options->node, options->body_bytes, &error)) begin_body(client);
  else refuse(client, &error, client->parsed.content_length > 0 || client->parsed.has_transfer_encoding);
}

void vn_http_early(vn_client *client) {
  if (client->state != VN_CLIENT_IDLE) return;
  client->state = VN_CLIENT_HEAD;
  wait_until(client, client->began_at + HEAD_PATIENCE);
  try_head(client);
}

static size_t take_body(vn_client *client, const uint8_t *bytes, size_t count) {
  const size_t left = client->body_wanted - client->body_length;
  const size_t taken = count < left ? count : left;
  memcpy(client->body + client->body_length, bytes, taken);
  client->body_length += taken;
  if (client->body_length == client->body_wanted) serve(client);
  return taken;
}

/** The first byte of a request. */
static void begin_head(vn_client *client) {
  if (client->parsed.length > 0) client->began_at = now(client);
  client->state = VN_CLIENT_HEAD;
  wait_until(client, client->began_at + HEAD_PATIENCE);
}

/** Into the head's room, also what comes before its time; 0: there is none, and the client has ended. */
static size_t take_head(vn_client *client, const uint8_t *bytes, size_t count) {
  if (!client->head) {
    client->head_length = 0;
    client->head = vn_heap_take(options_of(client)->heap, VN_HEAD_MAX_BYTES);
  }
  const size_t room = client->head ? VN_HEAD_MAX_BYTES - client->head_length : 0;
  const size_t taken = count < room ? count : room;
  if (taken == 0) {
    vn_client_end(client, true);
    return 0;
  }
  memcpy(client->head + client->head_length, bytes, taken);
  client->head_length += taken;
  if (client->state == VN_CLIENT_IDLE && !client->is_early) begin_head(client);
  if (client->state == VN_CLIENT_HEAD) try_head(client);
  return taken;
}

void vn_http_bytes(vn_client *client, const uint8_t *bytes, size_t count) {
  vn_clients *clients = client->clients;
  clients->at_work = client;
  while (count > 0 && clients->at_work) {
    const size_t taken =
        client->state == VN_CLIENT_BODY ? take_body(client, bytes, count) : take_head(client, bytes, count);
    bytes += taken;
    count -= taken;
  }
  clients->at_work = NULL;
}
