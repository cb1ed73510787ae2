/* NMP over HTTP: a listening socket and its clients, all in one task. */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <string.h>

#include "esp_log.h"
#include "esp_timer.h"
#include "lwip/sockets.h"

#include "doors.h"
#include "esp32_limits.h"

enum { PORT = 80, READ_BYTES = 1024, MOST = VN_ESP32_CLIENTS + 1 };
/* A client that was told to go may still send what it has begun: that is read and thrown away, for so long. */
#define FAREWELL_US 1000000u

typedef struct http_client {
  door door; /* first: a door is its client */
  int socket; /* -1: none */
  vn_client *_Atomic core; /* NULL: the board has forgotten it, or never knew it */
  atomic_bool is_full;     /* it waits for room */
  atomic_bool is_leaving;  /* closed by the board */
  uint64_t leaves_at;      /* 0: not known yet */
} http_client;

static esp32_board *board_of_door;
static int listener = -1;
static http_client clients[MOST];

/* --- for the core, with the lock held, in any task --- */

static size_t write_some(door *one, const void *bytes, size_t count) {
  http_client *client = (http_client *)one;
  const ssize_t taken = send(client->socket, bytes, count, MSG_DONTWAIT);
  if (taken < 0 && errno != EAGAIN && errno != EWOULDBLOCK) return count; /* nobody hears it; reading will tell */
  if (taken == (ssize_t)count) return count;
  atomic_store(&client->is_full, true);
  return taken < 0 ? 0 : (size_t)taken;
}

static void close_client(door *one) {
  http_client *client = (http_client *)one;
  atomic_store(&client->core, NULL);
  atomic_store(&client->is_leaving, true);
}

/* --- its task --- */

static void remove_client(http_client *client) {
  close(client->socket);
  client->socket = -1;
}

/** The other side has closed, or the line broke. */
static void lose(http_client *client) {
  vn_client *core = atomic_exchange(&client->core, NULL);
  if (core) vn_client_gone(board_of_door->board, core);
  remove_client(client);
}

static http_client *free_place(void) {
  for (size_t i = 0; i < MOST; i++)
    if (clients[i].socket < 0) return &clients[i];
  return NULL;
}

static void take_client(void) {
  http_client *client = free_place();
  if (!client) return;
  const int on = 1, one = accept(listener, NULL, NULL);
  if (one < 0) return;
  setsockopt(one, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  *client = (http_client){.door = {write_some, close_client}, .socket = one};
  vn_client *core = vn_client_open(board_of_door->board, VN_CLIENT_HTTP, client);
  atomic_store(&client->core, core);
  if (!core) lose(client);
}

static void read_some(http_client *client) {
  uint8_t bytes[READ_BYTES];
  const ssize_t count = recv(client->socket, bytes, sizeof bytes, MSG_DONTWAIT);
  if (count == 0 || (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK)) {
    lose(client);
    return;
  }
  vn_client *core = count > 0 ? atomic_load(&client->core) : NULL;
  if (core) vn_client_bytes(board_of_door->board, core, bytes, (size_t)count);
}

static void serve(http_client *client, bool readable, bool writable) {
  if (writable) {
    atomic_store(&client->is_full, false);
    vn_client *core = atomic_load(&client->core);
    if (core) vn_client_drained(board_of_door->board, core);
  }
  if (readable) read_some(client);
}

static void see_off(http_client *client) {
  const uint64_t now = (uint64_t)esp_timer_get_time();
  if (client->leaves_at == 0) {
    shutdown(client->socket, SHUT_WR);
    client->leaves_at = now + FAREWELL_US;
  } else if (client->leaves_at <= now) {
    remove_client(client);
  }
}

/** Answers the highest socket. A listener is asked only when there is a place: who comes then waits in lwIP. */
static int choose(fd_set *readable, fd_set *writable) {
  int highest = -1;
  FD_ZERO(readable);
  FD_ZERO(writable);
  if (free_place()) {
    FD_SET(listener, readable);
    highest = listener;
  }
  for (size_t i = 0; i < MOST; i++) {
    const int one = clients[i].socket;
    if (one < 0) continue;
    FD_SET(one, readable);
    if (atomic_load(&clients[i].is_full)) FD_SET(one, writable);
    if (one > highest) highest = one;
  }
  return highest;
}

void http_door_serve(unsigned wait_ms) {
  if (listener < 0) {
    vTaskDelay(pdMS_TO_TICKS(wait_ms));
    return;
  }
  fd_set readable, writable;
  struct timeval wait = {.tv_usec = (suseconds_t)(wait_ms * 1000)};
  const int highest = choose(&readable, &writable);
  const int ready = select(highest + 1, &readable, &writable, NULL, &wait);
  for (size_t i = 0; i < MOST; i++) {
    http_client *client = &clients[i];
    const int one = client->socket;
    if (one >= 0 && ready > 0) serve(client, FD_ISSET(one, &readable), FD_ISSET(one, &writable));
    if (client->socket >= 0 && atomic_load(&client->is_leaving)) see_off(client);
  }
  if (ready > 0 && FD_ISSET(listener, &readable)) take_client();
}

static bool listen_at(int door) {
  const struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(PORT), .sin_addr.s_addr = htonl(INADDR_ANY)};
  const int on = 1;
  setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  return fcntl(door, F_SETFL, fcntl(door, F_GETFL, 0) | O_NONBLOCK) == 0 &&
         bind(door, (const struct sockaddr *)&address, sizeof address) == 0 && listen(door, MOST) == 0;
}

/** Without a key anyone in the network could run programs on the board: then it is served by the serial line only. */
void http_door_start(esp32_board *board) {
  board_of_door = board;
  for (size_t i = 0; i < MOST; i++) clients[i].socket = -1;
  if (!board->settings.has_key || board->settings.ssid[0] == '\0') return;
  const int door = socket(AF_INET, SOCK_STREAM, 0);
  if (door >= 0 && listen_at(door)) {
    listener = door;
    return;
  }
  ESP_LOGE("door", "port %d cannot be served: error %d", PORT, errno);
  if (door >= 0) close(door);
}
