/**
 * Where clients of NMP come in: HTTP over Wi-Fi, and the serial line of USB. One task serves both, since a request may
 * compile a program, and so wants a deep stack.
 */
#ifndef ESP32_DOORS_H
#define ESP32_DOORS_H

#include "esp32_board.h"

/** What the core knows a client by. */
typedef struct door {
  size_t (*write)(struct door *door, const void *bytes, size_t count);
  void (*close)(struct door *door);
} door;

/* http_door.c */
void http_door_start(esp32_board *board);
/** Waits at most `wait_ms` for something to happen, and serves it. */
void http_door_serve(unsigned wait_ms);

/* console.c */
void console_start(esp32_board *board);
void console_serve(void);

#endif
