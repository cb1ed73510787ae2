/** A board: its whole public face. A process may hold any number; nothing is shared between them. */
#ifndef VN_BOARD_H
#define VN_BOARD_H

#include "base/error.h"
#include "host.h"
#include "limits.h"

typedef struct vn_board vn_board;

typedef struct vn_board_config {
  const char *name;     /* 1..63 characters of A-Z a-z 0-9 . _ - */
  const char *kind;     /* "native" or "esp32" */
  const char *firmware; /* version, for people */
  const char *reset_reason; /* why the chip started: "power-on", "panic", ...; it stays the caller's. NULL: not known */
  /** 32 bytes, not all zero; NULL: no key, plain requests. */
  const uint8_t *key;
  /** 0..VN_LINKS_MAX. */
  unsigned links;
  /** NULL: vn_default_limits. */
  const vn_limits *limits;
  /** Clients of NMP at once; of more, one whose request has not come yet makes place. At least 4. */
  unsigned clients;
  /** C stack of a worker's thread, bytes. */
  size_t worker_stack_bytes;
} vn_board_config;

/** Bytes of memory that a board with these limits should be given: all queues full at once would need more. */
size_t vn_board_memory(const vn_board_config *config);

/**
 * Makes a board inside `memory` (aligned to 16), which is all that it will ever use beside its workers' budgets.
 * NULL, and why, for a bad name, an all-zero key, too many links or too little memory.
 */
vn_board *vn_board_start(void *memory, size_t bytes, const vn_board_config *config, const vn_host *host, vn_error *error);

/**
 * Ends all workers and forgets all clients. It may take as long as the slowest kill; afterwards the memory is the
 * caller's again, and no callback is called any more.
 */
void vn_board_stop(vn_board *board);

/** The time told by `wake_at` has come. */
void vn_board_tick(vn_board *board);

/* --- serial lines --- */
void vn_board_wire_bytes(vn_board *board, unsigned link, const uint8_t *bytes, size_t count);
void vn_board_wire_drained(vn_board *board, unsigned link);
/** Plugged in or out: `wire_up` answers otherwise than before. */
void vn_board_wire_changed(vn_board *board, unsigned link);

/* --- clients of NMP --- */
typedef struct vn_client vn_client;

typedef enum vn_client_kind {
  VN_CLIENT_HTTP,
  /** The same requests in frames: a serial line. gateway/protocol/README.md, "NMP over a serial line". */
  VN_CLIENT_SERIAL,
} vn_client_kind;

/** A client has connected; NULL: as many as there is room for are here, close it. `client` goes back in callbacks. */
vn_client *vn_client_open(vn_board *board, vn_client_kind kind, void *client);
void vn_client_bytes(vn_board *board, vn_client *client, const uint8_t *bytes, size_t count);
void vn_client_drained(vn_board *board, vn_client *client);
/* A client that the board has closed meanwhile (`client_close`) is passed over by these three. */
/** It has gone, by itself. */
void vn_client_gone(vn_board *board, vn_client *client);

/* --- for the place where it runs --- */
const char *vn_board_name(const vn_board *board);
/** Bytes of its memory in use now, and the most so far. */
size_t vn_board_memory_used(vn_board *board);
size_t vn_board_memory_peak(vn_board *board);

#endif
