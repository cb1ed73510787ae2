/**
 * All that a board needs of the place where it runs: a desktop process, an ESP32, a test with a clock of its own.
 * One struct of callbacks; the core includes nothing of the place.
 *
 * Locking: a board has one lock. Whatever enters the board (board.h) takes it; callbacks are called with it held,
 * except where noted, and must not enter the board.
 */
#ifndef VN_HOST_H
#define VN_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** What a serial line may write. NULL: it stays as it is. */
typedef struct vn_setup {
  const char *name;     /* as in vn_board_config */
  const uint8_t *key;   /* 32 bytes, not all zero */
  const char *wifi;     /* name of a network, 1..32 bytes */
  const char *password; /* with `wifi`: 8..63 characters, or "" for an open network */
} vn_setup;

typedef enum vn_wifi_state { VN_WIFI_NONE, VN_WIFI_JOINING, VN_WIFI_UP, VN_WIFI_FAILED } vn_wifi_state;

/** How the board is to be reached. */
typedef struct vn_reach {
  vn_wifi_state wifi;
  char url[320];   /* where NMP is served; "": nowhere yet */
  char reason[96]; /* why the Wi-Fi failed, for people; "": it has not */
} vn_reach;

typedef struct vn_host {
  void *context; /* first argument of every callback */

  /* --- clock and chance ------------------------------------------------------------------------------------- */
  /** Monotonic clock, microseconds. Any thread, lock not needed. */
  uint64_t (*now_us)(void *context);
  /** Bytes good enough for keys. */
  void (*random)(void *context, void *bytes, size_t count);
  /** `vn_board_tick` is wanted at this time of the clock (VN_NEVER: no more); replaces what was wanted before. */
  void (*wake_at)(void *context, uint64_t us);

  /* --- serial lines to the switch ---------------------------------------------------------------------------- */
  /** Takes as many of the bytes as it has room for, at once, and answers how many. Room again: `vn_board_wire_drained`. */
  size_t (*wire_write)(void *context, unsigned link, const uint8_t *bytes, size_t count);
  /** Bytes taken and not yet gone, as far as is known. */
  size_t (*wire_backlog)(void *context, unsigned link);
  bool (*wire_up)(void *context, unsigned link);

  /* --- clients of NMP: sockets, a serial line ------------------------------------------------------------------ */
  /** Takes as many bytes as it has room for. Room again: `vn_client_drained`. `client` is what `vn_client_open` was given. */
  size_t (*client_write)(void *context, void *client, const void *bytes, size_t count);
  /** Closes once what was written has gone. The core has forgotten the client already. */
  void (*client_close)(void *context, void *client);

  /* --- threads: one for each worker ----------------------------------------------------------------------------- */
  /**
   * Starts `run(argument)`; NULL: none to be had. `name` is for debuggers, at most 15 characters. Once `run` returns the
   * thread is forgotten; the core does not use the handle after that.
   */
  void *(*thread_start)(void *context, const char *name, size_t stack_bytes, void (*run)(void *), void *argument);
  /**
   * Calls `interrupt(argument)` soon, at a moment when the thread stands between two machine instructions: from a
   * signal handler in it, or from a task of higher priority on its core. `interrupt` does as little as a signal
   * handler may.    */
  void (*thread_interrupt)(void *context, void *thread, void (*interrupt)(void *), void *argument);
  /** CPU time of the thread so far, microseconds; UINT64_MAX: there is no such clock here. Any thread, no lock needed. */
  uint64_t (*thread_cpu_us)(void *context, void *thread);
  /** The thread's least free stack so far, bytes; SIZE_MAX: not known. */
  size_t (*thread_stack_left)(void *context, void *thread);

  /* --- one lock and some signals (condition variables) ------------------------------------------------------------- */
  void (*lock)(void *context);
  void (*unlock)(void *context);
  /** NULL: none to be had. */
  void *(*signal_make)(void *context);
  void (*signal_free)(void *context, void *signal);
  /** Lets go of the lock, waits for a notice or until `until_us` (VN_NEVER: no end), takes the lock. May wake for nothing. */
  void (*signal_wait)(void *context, void *signal, uint64_t until_us);
  void (*signal_notify)(void *context, void *signal);

  /* --- memory of workers, within their budgets. No lock. ------------------------------------------------------------- */
  /** As realloc; 0 bytes free it. */
  void *(*resize)(void *context, void *block, size_t bytes);

  /* --- set-up, over a serial line ------------------------------------------------------------------------------------- */
  /**
   * Keeps this for the next start, all of it or nothing, and starts the board anew some 200 ms later, so that the answer
   * still goes. False: it cannot be kept. NULL: nothing can be kept here.
   */
  bool (*keep_setup)(void *context, const vn_setup *setup);
  /** `reach` is zero. NULL: no Wi-Fi, and no address is known. */
  void (*reach)(void *context, vn_reach *reach);

  /* --- news for people ------------------------------------------------------------------------------------------------ */
  /** A fault of the board itself, one line. May be NULL. */
  void (*fault)(void *context, const char *line);
} vn_host;

#endif
