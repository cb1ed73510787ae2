/** A board of this process: its memory, its lock, its HTTP door, its wires. Made, served and ended by one thread. */
#ifndef HOST_BOARD_H
#define HOST_BOARD_H

#include <pthread.h>
#include <stdatomic.h>

#include "board.h"
#include "poller.h"

typedef struct host_process host_process;

typedef struct host_board_config {
  char name[VN_NAME_BYTES];
  char host[256]; /* where NMP is served */
  unsigned port;  /* 0: any free one */
  bool has_key;
  uint8_t key[32];
  bool open; /* serve without a key beyond this machine */
  unsigned link_count;
  char links[VN_LINKS_MAX][108]; /* paths: a socket of the switch, or a serial device */
  char serial[108];   /* path of a serial line for NMP; "": none */
  char settings[256]; /* file for what is set up over it; "": it cannot be */
  vn_limits limits;
  const char *firmware;
} host_board_config;

typedef struct host_board host_board;
typedef struct wire wire;
typedef struct door_client door_client;
typedef struct serial_door serial_door;

struct host_board {
  host_board *next;
  host_process *process;
  host_board_config config;
  void *memory;
  size_t memory_bytes;
  vn_host host;
  vn_board *board;
  pthread_mutex_t lock;
  _Atomic uint64_t wanted_at; /* of `wake_at` */
  atomic_uint threads;
  source door; /* fd -1: none */
  door_client *clients;
  wire *wires;
  serial_door *serial; /* NULL: none */
  _Atomic uint64_t restart_at; /* a set-up was kept; UINT64_MAX: none */
  char url[320];
  bool ends; /* as soon as what is ready has been served */
  uint64_t end_request; /* of the parent, to be answered */
};

struct host_process {
  poller *poller;
  host_board *boards;
  _Atomic uint64_t asleep_until; /* 0: awake */
  atomic_int ends;               /* not 0: the signal that told so, or PROCESS_RESTARTS */
  /* Let go of when all that was ready has been served: somebody may still point at them. */
  door_client *old_clients;
};

/** NULL, and a line for people in `error`. */
host_board *host_board_start(host_process *process, const host_board_config *config, char error[512]);
void host_board_end(host_board *board);
/** The board's clock has come, maybe. When to come again. */
uint64_t host_board_tick(host_board *board, uint64_t now);

/**
 * What a board holds unless it is told otherwise; with VNETOS_BOARD_LIKE=esp32 or
 * esp32-psram as much as an ESP32 does, to try programs.
 */
vn_limits host_limits(void);

/** 64 hexadecimal digits; false: they are none. */
bool host_read_key(const char *digits, uint8_t key[32]);

/* threads */
void host_threads_init(void);
void host_threads_fill(vn_host *host);

/* door */
bool door_open(host_board *board, char error[512]);
void door_close(host_board *board);
void door_fill(vn_host *host);
/** Closes clients that have been told to go long enough. When to come again. */
uint64_t door_tick(host_board *board, uint64_t now);
void door_bury(host_process *process);

/* serial */
/** False: the file is not one that was written here. */
bool serial_read_settings(host_board_config *config);
bool serial_open(host_board *board, char error[512]);
void serial_close(host_board *board);
void serial_fill(host_board *board);
size_t serial_write(host_board *board, const void *bytes, size_t count);
/** Tries again what is unplugged; the time to start anew. When to come again. */
uint64_t serial_tick(host_board *board, uint64_t now);

/* wires */
/** A socket of the switch, or a serial device, raw and nonblocking; -1: it is not there. */
int wires_open_path(const char *path);
bool wires_open(host_board *board);
void wires_close(host_board *board);
void wires_fill(vn_host *host);
/** Tries again what is unplugged. When to come again. */
uint64_t wires_tick(host_board *board, uint64_t now);

#endif
