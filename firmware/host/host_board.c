#include "host_board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <unistd.h>

#include "../src/esp32/esp32_limits.h"
#include "clock.h"

/* What natives take beside the VM's own stack. */
enum { NATIVE_STACK_BYTES = 16384, CLIENTS = 64 };

static uint64_t board_now(void *context) {
  (void)context;
  return now_us();
}

static void board_random(void *context, void *bytes, size_t count) {
  (void)context;
  for (uint8_t *at = bytes; count > 0;) {
    const size_t some = count < 256 ? count : 256;
    if (getentropy(at, some) != 0) abort(); /* keys from anything else would be worse than none */
    at += some;
    count -= some;
  }
}

static void board_wake_at(void *context, uint64_t us) {
  host_board *board = context;
  atomic_store(&board->wanted_at, us);
  if (us < atomic_load(&board->process->asleep_until)) poller_wake(board->process->poller);
}

static void *board_resize(void *context, void *block, size_t bytes) {
  (void)context;
  if (bytes > 0) return realloc(block, bytes);
  free(block);
  return NULL;
}

static void board_fault(void *context, const char *line) {
  fprintf(stderr, "board %s: internal fault: %s\n", ((host_board *)context)->config.name, line);
}

static void fill_host(host_board *board) {
  board->host = (vn_host){
      .context = board,
      .now_us = board_now,
      .random = board_random,
      .wake_at = board_wake_at,
      .resize = board_resize,
      .fault = board_fault,
  };
  host_threads_fill(&board->host);
  door_fill(&board->host);
  wires_fill(&board->host);
  serial_fill(board);
}

/** Pages that are not touched cost nothing. */
static void *take_memory(size_t bytes) {
#ifdef MAP_NORESERVE
  void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
#else
  void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
#endif
  return memory == MAP_FAILED ? NULL : memory;
}

typedef enum likeness { LIKE_NATIVE, LIKE_ESP32, LIKE_ESP32_PSRAM } likeness;

static likeness is_like(void) {
  const char *like = getenv("VNETOS_BOARD_LIKE");
  if (like && strcmp(like, "esp32") == 0) return LIKE_ESP32;
  return like && strcmp(like, "esp32-psram") == 0 ? LIKE_ESP32_PSRAM : LIKE_NATIVE;
}

vn_limits host_limits(void) {
  const vn_limits limits[] = {vn_default_limits, vn_esp32_limits, vn_esp32_psram_limits};
  return limits[is_like()];
}

/** Pointers are twice as large here as there, maybe. */
static size_t memory_for(const vn_board_config *core) {
  const size_t bytes[] = {vn_board_memory(core), VN_ESP32_BOARD_BYTES / 4 * sizeof(void *),
                          VN_ESP32_PSRAM_BOARD_BYTES / 4 * sizeof(void *)};
  return bytes[is_like()];
}

static bool start_core(host_board *board, char error[512]) {
  const host_board_config *config = &board->config;
  const vn_board_config core = {
      .name = config->name,
      .kind = "native",
      .firmware = config->firmware,
      .key = config->has_key ? config->key : NULL,
      .links = config->link_count,
      .limits = &config->limits,
      .clients = is_like() == LIKE_NATIVE ? CLIENTS : VN_ESP32_CLIENTS,
      .worker_stack_bytes = VN_VM_STACK_BYTES + NATIVE_STACK_BYTES,
  };
  vn_error why;
  board->memory_bytes = memory_for(&core);
  board->memory = take_memory(board->memory_bytes);
  if (!board->memory) {
    snprintf(error, 512, "board %s: there is no memory left for it (%zu bytes)", config->name, board->memory_bytes);
    return false;
  }
  board->board = vn_board_start(board->memory, board->memory_bytes, &core, &board->host, &why);
  if (!board->board) snprintf(error, 512, "board %s: %s", config->name, why.message);
  return board->board != NULL;
}

host_board *host_board_start(host_process *process, const host_board_config *config, char error[512]) {
  host_board *board = calloc(1, sizeof *board);
  if (!board) {
    snprintf(error, 512, "board %s: there is no memory left for it", config->name);
    return NULL;
  }
  board->process = process;
  board->config = *config;
  board->door.fd = -1;
  atomic_store(&board->wanted_at, UINT64_MAX);
  atomic_store(&board->restart_at, UINT64_MAX);
  pthread_mutex_init(&board->lock, NULL);
  fill_host(board);
  board->next = process->boards;
  process->boards = board;
  if (wires_open(board) && start_core(board, error) && door_open(board, error) && serial_open(board, error)) return board;
  host_board_end(board);
  return NULL;
}

uint64_t host_board_tick(host_board *board, uint64_t now) {
  if (atomic_load(&board->wanted_at) <= now) {
    atomic_store(&board->wanted_at, UINT64_MAX);
    vn_board_tick(board->board);
  }
  const uint64_t wires = wires_tick(board, now), door = door_tick(board, now), core = atomic_load(&board->wanted_at);
  const uint64_t serial = serial_tick(board, now), doors = door < serial ? door : serial;
  const uint64_t outside = wires < doors ? wires : doors;
  return core < outside ? core : outside;
}

static void wait_for_threads(host_board *board) {
  while (atomic_load(&board->threads) > 0) {
    const struct timespec moment = {.tv_nsec = 200000};
    nanosleep(&moment, NULL);
  }
}

void host_board_end(host_board *board) {
  host_board **place = &board->process->boards;
  while (*place != board) place = &(*place)->next;
  *place = board->next;
  if (board->board) vn_board_stop(board->board);
  wait_for_threads(board);
  door_close(board);
  serial_close(board);
  wires_close(board);
  free(board->wires);
  if (board->memory) munmap(board->memory, board->memory_bytes);
  pthread_mutex_destroy(&board->lock);
  /* Its door and wires may be among what is ready just now: they are of this memory. */
  door_bury(board->process);
  free(board);
}
