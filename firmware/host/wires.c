/* Serial lines: a stream socket to the switch process, or a serial device. What is unplugged is tried again. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

#include "clock.h"
#include "host_board.h"

enum { READ_BYTES = 65536 };
#define RETRY_US 100000u

struct wire {
  source source; /* first: a source is its wire; fd -1: unplugged */
  host_board *board;
  unsigned link;
  uint64_t retry_at;
};

static void wire_ready(source *s, bool readable, bool writable);

static int open_socket(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) return -1;
  strcpy(address.sun_path, path);
  const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (fd < 0) return -1;
  if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0) return fd;
  close(fd);
  return -1;
}

/** Raw: every byte as it is. The speed of a pseudo-terminal means nothing; a real line keeps what it is set to. */
static int open_device(const char *path) {
  const int fd = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK);
  struct termios mode;
  if (fd < 0) return -1;
  if (tcgetattr(fd, &mode) == 0) {
    mode.c_iflag = IGNBRK;
    mode.c_oflag = 0;
    mode.c_lflag = 0;
    mode.c_cflag = (mode.c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8 | CREAD | CLOCAL;
    mode.c_cc[VMIN] = 1;
    mode.c_cc[VTIME] = 0;
    tcsetattr(fd, TCSANOW, &mode);
  }
  return fd;
}

int wires_open_path(const char *path) {
  struct stat what;
  if (stat(path, &what) != 0) return -1;
  const int fd = S_ISCHR(what.st_mode) ? open_device(path) : open_socket(path);
  if (fd < 0) return -1;
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  return fd;
}

static void plug_in(wire *w) {
  host_board *board = w->board;
  const int fd = wires_open_path(board->config.links[w->link]);
  if (fd < 0) {
    w->retry_at = now_us() + RETRY_US;
    return;
  }
  pthread_mutex_lock(&board->lock);
  w->source = (source){.fd = fd, .ready = wire_ready};
  pthread_mutex_unlock(&board->lock);
  w->retry_at = UINT64_MAX;
  poller_add(board->process->poller, &w->source);
  vn_board_wire_changed(board->board, w->link);
}

static void unplug(wire *w) {
  host_board *board = w->board;
  const int fd = w->source.fd;
  if (fd < 0) return;
  poller_remove(board->process->poller, &w->source);
  pthread_mutex_lock(&board->lock);
  w->source.fd = -1;
  pthread_mutex_unlock(&board->lock);
  close(fd);
  w->retry_at = now_us() + RETRY_US;
}

static void lose(wire *w) {
  unplug(w);
  vn_board_wire_changed(w->board->board, w->link);
}

static void read_some(wire *w) {
  uint8_t bytes[READ_BYTES];
  const ssize_t count = read(w->source.fd, bytes, sizeof bytes);
  if (count > 0) vn_board_wire_bytes(w->board->board, w->link, bytes, (size_t)count);
  else if (count == 0 || (errno != EAGAIN && errno != EINTR)) lose(w);
}

static void wire_ready(source *s, bool readable, bool writable) {
  wire *w = (wire *)s;
  if (s->fd < 0) return;
  if (writable) {
    pthread_mutex_lock(&w->board->lock);
    poller_want_write(w->board->process->poller, s, false);
    pthread_mutex_unlock(&w->board->lock);
    vn_board_wire_drained(w->board->board, w->link);
  }
  if (readable) read_some(w);
}

/* --- for the core, with the lock held, in any thread --- */

static size_t wire_write(void *context, unsigned link, const uint8_t *bytes, size_t count) {
  host_board *board = context;
  wire *w = &board->wires[link];
  if (w->source.fd < 0) return count; /* unplugged: lost, as on a real line */
  const ssize_t taken = write(w->source.fd, bytes, count);
  if (taken < 0 && errno != EAGAIN && errno != EINTR) return count; /* reading will tell that it broke */
  if (taken == (ssize_t)count) return count;
  poller_want_write(board->process->poller, &w->source, true);
  return taken < 0 ? 0 : (size_t)taken;
}

static size_t wire_backlog(void *context, unsigned link) {
  (void)context, (void)link;
  return 0;
}

static bool wire_up(void *context, unsigned link) {
  const host_board *board = context;
  return board->wires[link].source.fd >= 0;
}

void wires_fill(vn_host *host) {
  host->wire_write = wire_write;
  host->wire_backlog = wire_backlog;
  host->wire_up = wire_up;
}

bool wires_open(host_board *board) {
  board->wires = calloc(board->config.link_count + 1, sizeof *board->wires);
  if (!board->wires) return false;
  for (unsigned link = 0; link < board->config.link_count; link++)
    board->wires[link] = (wire){.source = {.fd = -1}, .board = board, .link = link};
  return true;
}

uint64_t wires_tick(host_board *board, uint64_t now) {
  uint64_t next = UINT64_MAX;
  for (unsigned link = 0; link < board->config.link_count; link++) {
    wire *w = &board->wires[link];
    if (w->source.fd < 0 && w->retry_at <= now) plug_in(w);
    if (w->source.fd < 0 && w->retry_at < next) next = w->retry_at;
  }
  return next;
}

void wires_close(host_board *board) {
  for (unsigned link = 0; board->wires && link < board->config.link_count; link++) unplug(&board->wires[link]);
}
