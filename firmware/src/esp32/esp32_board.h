/** The one board of an ESP32: its memory, its tasks, its doors and wires. */
#ifndef ESP32_BOARD_H
#define ESP32_BOARD_H

#include "freertos/FreeRTOS.h"
#include "freertos/semphr.h"
#include "freertos/task.h"

#include "../core/board.h"
#include "settings.h"

/**
 * Core 0 has the radio, the root, the doors and the wires; both cores have workers. Watchers stand above all that takes
 * the board's lock, since a worker that holds it is lifted to whoever waits for it; and below lwIP (18), which never takes it.
 * Workers share priority 1 with mDNS, so that neither starves.
 */
enum {
  SYSTEM_CORE = 0,
  WORKER_PRIORITY = 1,
  DOORS_PRIORITY = 6,
  ROOT_PRIORITY = 8,
  WIRE_PRIORITY = 10,
  WATCHER_PRIORITY = 14,
};

/** Longest that a task of the system waits before it tells the task watchdog that it is alive. */
#define ALIVE_TICKS pdMS_TO_TICKS(1000)

typedef struct esp32_board {
  vn_board *board;
  vn_host host;
  settings settings;
  SemaphoreHandle_t lock;
  TaskHandle_t root;
  uint64_t wanted_at; /* of `wake_at`; under the lock */
} esp32_board;

/** Starts the board and all its tasks; a fault that leaves no board restarts the chip after a line on the console. */
void esp32_start(void);

/* tasks.c */
void tasks_start(esp32_board *board);
void tasks_fill(vn_host *host);
/** Gives back what threads that have ended leave behind; in the root's task. True: one is about to, come again soon. */
bool tasks_reap(void);
/** A task of the system. */
TaskHandle_t tasks_make(TaskFunction_t run, const char *name, size_t stack_bytes, void *argument, UBaseType_t priority);

/* memory.c */
void memory_fill(vn_host *host);

/* wires.c */
bool wires_start(esp32_board *board);
void wires_fill(vn_host *host);

/* doors.c, http_door.c, console.c */
void doors_start(esp32_board *board);
void doors_fill(vn_host *host);

/* wifi.c */
/** Joins the network, and joins it again whenever it is lost. Nothing without an SSID. */
void wifi_start(const settings *settings);
/** Its state, the board's address, and why it failed. Any task. */
void wifi_tell(vn_reach *reach);

/* setup.c */
void setup_fill(vn_host *host);

/* reset_reason.c */
const char *reset_reason(void);

#endif
