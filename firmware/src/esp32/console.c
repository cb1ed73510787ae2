/* NMP over the serial line of USB: UART0, where the chip's own messages go, too; its frames stand out from them. */
#include <stdatomic.h>

#include "driver/uart.h"
#include "esp_log.h"

#include "doors.h"

#define PORT UART_NUM_0
enum { BAUD = 115200, RX_BYTES = 4096, TX_BYTES = 2048, READ_BYTES = 256 };

typedef struct console {
  door door; /* first: a door is its client */
  vn_client *_Atomic core; /* NULL: none; the next byte opens one */
  atomic_bool is_full;
  esp32_board *board; /* NULL: there is no driver for the line */
} console;

static console line;

static size_t room(void) {
  size_t bytes = 0;
  return uart_get_tx_buffer_free_size(PORT, &bytes) == ESP_OK ? bytes : 0;
}

/* --- for the core, with the lock held, in any task --- */

static size_t write_some(door *one, const void *bytes, size_t count) {
  (void)one;
  const size_t space = room(), taken = count < space ? count : space;
  if (taken > 0) uart_write_bytes(PORT, bytes, taken);
  if (taken < count) atomic_store(&line.is_full, true);
  return taken;
}

static void close_line(door *one) {
  (void)one;
  atomic_store(&line.core, NULL);
}

/* --- its task --- */

static vn_client *client(void) {
  vn_client *core = atomic_load(&line.core);
  if (core) return core;
  core = vn_client_open(line.board->board, VN_CLIENT_SERIAL, &line);
  atomic_store(&line.core, core);
  return core;
}

void console_serve(void) {
  uint8_t bytes[READ_BYTES];
  if (!line.board) return;
  if (atomic_load(&line.is_full) && room() >= TX_BYTES / 2) {
    atomic_store(&line.is_full, false);
    vn_client *core = atomic_load(&line.core);
    if (core) vn_client_drained(line.board->board, core);
  }
  for (int count; (count = uart_read_bytes(PORT, bytes, sizeof bytes, 0)) > 0;) {
    vn_client *core = client();
    if (core) vn_client_bytes(line.board->board, core, bytes, (size_t)count);
  }
}

void console_start(esp32_board *board) {
  line.door = (door){write_some, close_line};
  const bool done = uart_driver_install(PORT, RX_BYTES, TX_BYTES, 0, NULL, 0) == ESP_OK && uart_set_baudrate(PORT, BAUD) == ESP_OK;
  if (done) line.board = board;
  else ESP_LOGE("console", "there is no serial line");
}
