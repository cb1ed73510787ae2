#include "client.h"

vn_clients *vn_clients_make(const vn_clients_options *options) {
  vn_clients *clients = vn_heap_take_zeroed(options->heap, sizeof *clients);
  if (clients) clients->options = *options;
  return clients;
}

void vn_clients_free(vn_clients *clients) {
  if (!clients) return;
  while (clients->first) vn_client_end(clients->first, true);
  vn_heap_give(clients->options.heap, clients);
}

static void answer(vn_exchange *exchange, vn_response response) {
  vn_client *client = exchange->owner;
  exchange->cancel = NULL;
  vn_http_answer(client, response);
}

/** The one that keeps its head waiting longest makes place. */
static bool make_place(vn_clients *clients) {
  vn_client *slowest = NULL;
  for (vn_client *client = clients->first; client; client = client->next) {
    if (client->state != VN_CLIENT_IDLE && client->state != VN_CLIENT_HEAD) continue;
    if (!slowest || client->began_at < slowest->began_at) slowest = client;
  }
  if (!slowest) return false;
  vn_client_end(slowest, true);
  return true;
}

vn_client *vn_clients_open(vn_clients *clients, vn_client_kind kind, void *outside) {
  if (clients->count >= clients->options.most && !make_place(clients)) return NULL;
  vn_client *client = vn_heap_take_zeroed(clients->options.heap, sizeof *client);
  if (!client) return NULL;
  client->clients = clients;
  client->kind = kind;
  client->outside = outside;
  client->exchange.answer = answer;
  client->exchange.owner = client;
  vn_timer_init(&client->patience, vn_http_late, client);
  client->next = clients->first;
  if (client->next) client->next->previous = client;
  clients->first = client;
  clients->count++;
  if (kind == VN_CLIENT_HTTP) vn_http_begin(client);
  else if (!vn_serial_begin(client)) {
    vn_client_end(client, false);
    return NULL;
  }
  return client;
}

void vn_client_end(vn_client *client, bool closes) {
  vn_clients *clients = client->clients;
  const vn_clients_options *options = &clients->options;
  if (client->exchange.cancel) client->exchange.cancel(&client->exchange);
  if (client->serial) vn_serial_end(client);
  if (clients->at_work == client) clients->at_work = NULL;
  vn_timer_clear(options->loop, &client->patience);
  if (client->next) client->next->previous = client->previous;
  if (client->previous) client->previous->next = client->next;
  else clients->first = client->next;
  clients->count--;
  if (closes) options->host->client_close(options->host->context, client->outside);
  vn_heap_give(options->heap, client->head);
  vn_heap_give(options->heap, client->body);
  vn_heap_give(options->heap, client->answer);
  vn_heap_give(options->heap, client);
}

void vn_client_serve(vn_client *client) {
  const vn_clients_options *options = &client->clients->options;
  client->state = VN_CLIENT_BUSY;
  vn_timer_clear(options->loop, &client->patience);
  options->serve(options->context, &client->exchange);
}

/** Writes what the host takes of the answer. */
static void write_on(vn_client *client) {
  const vn_clients_options *options = &client->clients->options;
  client->answer_gone += options->host->client_write(options->host->context, client->outside,
                                                     client->answer + client->answer_gone,
                                                     client->answer_length - client->answer_gone);
  if (client->answer_gone < client->answer_length) return;
  vn_heap_give(options->heap, client->answer);
  client->answer = NULL;
  vn_http_sent(client);
}

void vn_client_send(vn_client *client, char *bytes, size_t count) {
  client->state = VN_CLIENT_ANSWERS;
  client->answer = bytes;
  client->answer_length = count;
  client->answer_gone = 0;
  write_on(client);
}

bool vn_clients_has(const vn_clients *clients, const vn_client *client) {
  const vn_client *one = clients->first;
  while (one && one != client) one = one->next;
  return one != NULL;
}

void vn_clients_bytes(vn_client *client, const uint8_t *bytes, size_t count) {
  if (client->serial) vn_serial_bytes(client, bytes, count);
  else vn_http_bytes(client, bytes, count);
}

void vn_clients_drained(vn_client *client) {
  if (client->serial) vn_serial_drained(client);
  else if (client->state == VN_CLIENT_ANSWERS) write_on(client);
}

void vn_clients_gone(vn_client *client) {
  vn_client_end(client, false);
}

static vn_client *first_early(const vn_clients *clients) {
  vn_client *client = clients->first;
  while (client && !client->is_early) client = client->next;
  return client;
}

bool vn_clients_have_early(const vn_clients *clients) {
  return clients && first_early(clients) != NULL;
}

void vn_clients_take_early(vn_clients *clients) {
  for (vn_client *client; (client = first_early(clients));) {
    client->is_early = false;
    vn_http_early(client);
  }
}
