/* NMP over a serial line (--serial), and what is set up over it (--settings). */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "process.h"

enum { READ_BYTES = 4096 };
#define RETRY_US 100000u
/* The answer to a set-up still goes before the board starts anew. */
#define RESTART_US 200000u

struct serial_door {
  source source; /* first: a source is its door; fd -1: unplugged */
  host_board *board;
  vn_client *core;
  uint64_t retry_at;
};

static void serial_ready(source *s, bool readable, bool writable);

static void plug_in(serial_door *door) {
  host_board *board = door->board;
  const int fd = wires_open_path(board->config.serial);
  if (fd < 0) {
    door->retry_at = now_us() + RETRY_US;
    return;
  }
  pthread_mutex_lock(&board->lock);
  door->source = (source){.fd = fd, .ready = serial_ready};
  pthread_mutex_unlock(&board->lock);
  door->retry_at = UINT64_MAX;
  poller_add(board->process->poller, &door->source);
  vn_client_drained(board->board, door->core);
}

static void unplug(serial_door *door) {
  host_board *board = door->board;
  const int fd = door->source.fd;
  if (fd < 0) return;
  poller_remove(board->process->poller, &door->source);
  pthread_mutex_lock(&board->lock);
  door->source.fd = -1;
  pthread_mutex_unlock(&board->lock);
  close(fd);
  door->retry_at = now_us() + RETRY_US;
}

static void read_some(serial_door *door) {
  uint8_t bytes[READ_BYTES];
  const ssize_t count = read(door->source.fd, bytes, sizeof bytes);
  if (count > 0) vn_client_bytes(door->board->board, door->core, bytes, (size_t)count);
  else if (count == 0 || (errno != EAGAIN && errno != EINTR)) unplug(door);
}

static void serial_ready(source *s, bool readable, bool writable) {
  serial_door *door = (serial_door *)s;
  host_board *board = door->board;
  if (s->fd < 0) return;
  if (writable) {
    pthread_mutex_lock(&board->lock);
    poller_want_write(board->process->poller, s, false);
    pthread_mutex_unlock(&board->lock);
    vn_client_drained(board->board, door->core);
  }
  if (readable) read_some(door);
}

size_t serial_write(host_board *board, const void *bytes, size_t count) {
  serial_door *door = board->serial;
  if (door->source.fd < 0) return count; /* unplugged: lost, as on a real line */
  const ssize_t taken = write(door->source.fd, bytes, count);
  if (taken < 0 && errno != EAGAIN && errno != EINTR) return count; /* reading will tell that it broke */
  if (taken == (ssize_t)count) return count;
  poller_want_write(board->process->poller, &door->source, true);
  return taken < 0 ? 0 : (size_t)taken;
}

/* --- set-up --- */

/** Mode 600: it holds the key. The file is the old one or the new one, never half of it. */
static bool write_settings(const host_board_config *config, const vn_setup *setup) {
  char fresh[sizeof config->settings + 8];
  snprintf(fresh, sizeof fresh, "%s.new", config->settings);
  const int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
  if (!file) {
    if (fd >= 0) close(fd);
    return false;
  }
  const uint8_t *key = setup->key ? setup->key : config->has_key ? config->key : NULL;
  fprintf(file, "name %s\n", setup->name ? setup->name : config->name);
  if (key) {
    fputs("key ", file);
    for (int i = 0; i < 32; i++) fprintf(file, "%02x", key[i]);
    fputc('\n', file);
  }
  const bool failed = ferror(file) || fflush(file) != 0 || fsync(fd) != 0;
  return fclose(file) == 0 && !failed && rename(fresh, config->settings) == 0;
}

bool serial_read_settings(host_board_config *config) {
  FILE *file = fopen(config->settings, "r");
  char line[128];
  bool sound = true;
  if (!file) return errno == ENOENT;
  while (sound && fgets(line, sizeof line, file)) {
    line[strcspn(line, "\n")] = 0;
    if (strncmp(line, "name ", 5) == 0 && strlen(line + 5) < sizeof config->name) strcpy(config->name, line + 5);
    else if (strncmp(line, "key ", 4) == 0) config->has_key = sound = host_read_key(line + 4, config->key);
    else sound = false;
  }
  fclose(file);
  return sound;
}

static bool keep_setup(void *context, const vn_setup *setup) {
  host_board *board = context;
  if (!write_settings(&board->config, setup)) return false;
  atomic_store(&board->restart_at, now_us() + RESTART_US);
  poller_wake(board->process->poller);
  return true;
}

static void reach(void *context, vn_reach *reach) {
  const host_board *board = context;
  snprintf(reach->url, sizeof reach->url, "%s", board->url);
}

/* --- opening and closing --- */

void serial_fill(host_board *board) {
  board->host.reach = reach;
  if (board->config.settings[0]) board->host.keep_setup = keep_setup;
}

bool serial_open(host_board *board, char error[512]) {
  if (!board->config.serial[0]) return true;
  serial_door *door = calloc(1, sizeof *door);
  if (door) {
    door->source.fd = -1;
    door->board = board;
    board->serial = door;
    door->core = vn_client_open(board->board, VN_CLIENT_SERIAL, door);
  }
  if (door && door->core) return true;
  snprintf(error, 512, "board %s: there is no memory left for its serial line", board->config.name);
  return false;
}

uint64_t serial_tick(host_board *board, uint64_t now) {
  const uint64_t restart_at = atomic_load(&board->restart_at);
  serial_door *door = board->serial;
  if (restart_at <= now) atomic_store(&board->process->ends, PROCESS_RESTARTS);
  if (!door) return restart_at;
  if (door->source.fd < 0 && door->retry_at <= now) plug_in(door);
  const uint64_t retry_at = door->source.fd < 0 ? door->retry_at : UINT64_MAX;
  return retry_at < restart_at ? retry_at : restart_at;
}

void serial_close(host_board *board) {
  if (!board->serial) return;
  unplug(board->serial);
  free(board->serial);
  board->serial = NULL;
}
