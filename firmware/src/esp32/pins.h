/** Which pin is what on a board of the cluster: an ESP32-WROOM-32, or a WROVER, whose PSRAM has 16 and 17. */
#ifndef ESP32_PINS_H
#define ESP32_PINS_H

#include "driver/uart.h"

enum { WIRES = 2 };

typedef struct wire_pins {
  uart_port_t port;
  int tx, rx;
  int rts, cts; /* UART_PIN_NO_CHANGE: not wired, no flow control */
} wire_pins;

static const wire_pins WIRE_PINS[WIRES] = {
    {.port = UART_NUM_1, .tx = 26, .rx = 27, .rts = 25, .cts = 33},
    {.port = UART_NUM_2, .tx = 22, .rx = 21, .rts = 18, .cts = 19},
};

#endif
