/* NMP's HTTP door: a listening socket for each board, and its clients. */
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clock.h"
#include "host_board.h"

enum { BACKLOG = 1024, READ_BYTES = 65536 };
/* A client that was told to go may still send what it has begun: that is read and thrown away, for so long. */
#define FAREWELL_US 1000000u

struct door_client {
  source source; /* first: a source is its client */
  door_client *next;
  host_board *board;
  vn_client *_Atomic core; /* NULL: the board has forgotten it, or never knew it */
  _Atomic uint64_t gone_at; /* 0: it stays */
};

static bool make_nonblocking(int fd) {
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  return fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK) == 0;
}

static void remove_client(door_client *client) {
  host_board *board = client->board;
  door_client **place = &board->clients;
  while (*place != client) place = &(*place)->next;
  *place = client->next;
  poller_remove(board->process->poller, &client->source);
  close(client->source.fd);
  client->source.fd = -1;
  client->next = board->process->old_clients;
  board->process->old_clients = client;
}

void door_bury(host_process *process) {
  while (process->old_clients) {
    door_client *client = process->old_clients;
    process->old_clients = client->next;
    free(client);
  }
}

/** The other side has closed, or the line broke. */
static void lose(door_client *client) {
  vn_client *core = atomic_exchange(&client->core, NULL);
  if (core) vn_client_gone(client->board->board, core);
  remove_client(client);
}

static void read_some(door_client *client) {
  uint8_t bytes[READ_BYTES];
  const ssize_t count = recv(client->source.fd, bytes, sizeof bytes, 0);
  if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) {
    lose(client);
    return;
  }
  vn_client *core = count > 0 ? atomic_load(&client->core) : NULL;
  if (core) vn_client_bytes(client->board->board, core, bytes, (size_t)count);
}

static void client_ready(source *s, bool readable, bool writable) {
  door_client *client = (door_client *)s;
  if (s->fd < 0) return;
  if (writable) {
    pthread_mutex_lock(&client->board->lock);
    poller_want_write(client->board->process->poller, s, false);
    pthread_mutex_unlock(&client->board->lock);
    vn_client *core = atomic_load(&client->core);
    if (core) vn_client_drained(client->board->board, core);
  }
  if (readable && s->fd >= 0) read_some(client);
}

static void take_client(host_board *board, int fd) {
  door_client *client = calloc(1, sizeof *client);
  const int on = 1;
  if (!client || !make_nonblocking(fd)) {
    free(client);
    close(fd);
    return;
  }
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  client->board = board;
  client->source = (source){.fd = fd, .ready = client_ready};
  client->next = board->clients;
  board->clients = client;
  vn_client *core = vn_client_open(board->board, VN_CLIENT_HTTP, client);
  atomic_store(&client->core, core);
  if (!core || !poller_add(board->process->poller, &client->source)) lose(client);
}

static void door_ready(source *s, bool readable, bool writable) {
  (void)readable, (void)writable;
  host_board *board = (host_board *)((char *)s - offsetof(host_board, door));
  for (;;) {
    const int fd = accept(s->fd, NULL, NULL);
    if (fd < 0) return;
    take_client(board, fd);
  }
}

/* --- for the core, with the lock held, in any thread --- */

static size_t client_write(void *context, void *outside, const void *bytes, size_t count) {
  host_board *board = context;
  if (outside == board->serial) return serial_write(board, bytes, count);
  door_client *client = outside;
#ifdef MSG_NOSIGNAL
  const ssize_t taken = send(client->source.fd, bytes, count, MSG_NOSIGNAL);
#else
  const ssize_t taken = send(client->source.fd, bytes, count, 0);
#endif
  if (taken < 0 && errno != EAGAIN && errno != EINTR) return count; /* nobody hears it; reading will tell */
  if (taken == (ssize_t)count) return count;
  poller_want_write(board->process->poller, &client->source, true);
  return taken < 0 ? 0 : (size_t)taken;
}

static void client_close(void *context, void *outside) {
  host_board *board = context;
  if (outside == board->serial) return; /* a line stays where it is */
  door_client *client = outside;
  atomic_store(&client->core, NULL);
  atomic_store(&client->gone_at, now_us() + FAREWELL_US);
  shutdown(client->source.fd, SHUT_WR);
  poller_wake(board->process->poller);
}

void door_fill(vn_host *host) {
  host->client_write = client_write;
  host->client_close = client_close;
}

uint64_t door_tick(host_board *board, uint64_t now) {
  uint64_t next = UINT64_MAX;
  for (door_client *client = board->clients, *behind; client; client = behind) {
    behind = client->next;
    const uint64_t gone_at = atomic_load(&client->gone_at);
    if (gone_at == 0) continue;
    if (gone_at <= now) remove_client(client);
    else if (gone_at < next) next = gone_at;
  }
  return next;
}

/* --- opening and closing --- */

static bool is_loopback(const struct sockaddr *address) {
  if (address->sa_family == AF_INET)
    return ntohl(((const struct sockaddr_in *)address)->sin_addr.s_addr) >> 24 == 127;
  return address->sa_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)address)->sin6_addr);
}

/** A node with no key set serves only this machine, unless told otherwise in so many words. */
static bool check_exposure(const host_board *board, const struct sockaddr *address, char error[512]) {
  if (board->config.has_key || board->config.open || is_loopback(address)) return true;
  snprintf(error, 512, "board %s has no key: on %s anyone could run programs on it. Give it a key, or say --open",
           board->config.name, board->config.host);
  return false;
}

static int listen_at(const host_board *board, const struct addrinfo *at, char error[512]) {
  const int fd = socket(at->ai_family, SOCK_STREAM, 0), on = 1;
  if (fd >= 0) setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (fd >= 0 && make_nonblocking(fd) && bind(fd, at->ai_addr, at->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0) return fd;
  if (errno == EADDRINUSE) snprintf(error, 512, "port %u for board %s is in use", board->config.port, board->config.name);
  else snprintf(error, 512, "board %s cannot serve %s:%u: %s", board->config.name, board->config.host, board->config.port, strerror(errno));
  if (fd >= 0) close(fd);
  return -1;
}

static unsigned port_of(int fd) {
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  if (getsockname(fd, (struct sockaddr *)&address, &length) != 0) return 0;
  return ntohs(address.ss_family == AF_INET ? ((struct sockaddr_in *)&address)->sin_port
                                            : ((struct sockaddr_in6 *)&address)->sin6_port);
}

bool door_open(host_board *board, char error[512]) {
  char port[8];
  const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
  struct addrinfo *found = NULL;
  snprintf(port, sizeof port, "%u", board->config.port);
  const int failure = getaddrinfo(board->config.host, port, &hints, &found);
  if (failure != 0) {
    snprintf(error, 512, "board %s: no address \"%s\": %s", board->config.name, board->config.host, gai_strerror(failure));
    return false;
  }
  const int fd = check_exposure(board, found->ai_addr, error) ? listen_at(board, found, error) : -1;
  freeaddrinfo(found);
  if (fd < 0) return false;
  board->door = (source){.fd = fd, .ready = door_ready};
  const bool is_ipv6 = strchr(board->config.host, ':') != NULL;
  snprintf(board->url, sizeof board->url, is_ipv6 ? "http://[%s]:%u" : "http://%s:%u", board->config.host, port_of(fd));
  return poller_add(board->process->poller, &board->door);
}

void door_close(host_board *board) {
  if (board->door.fd >= 0) {
    poller_remove(board->process->poller, &board->door);
    close(board->door.fd);
    board->door.fd = -1;
  }
  while (board->clients) remove_client(board->clients);
}
