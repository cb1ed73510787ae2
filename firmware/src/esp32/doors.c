#include "doors.h"

#include "esp_task_wdt.h"

#include "esp32_limits.h"

/* As long as the console may wait to be looked at, and a client that was full to be written to again. */
enum { ROUND_MS = 10 };

static void run(void *argument) {
  esp32_board *board = argument;
  http_door_start(board);
  console_start(board);
  esp_task_wdt_add(NULL);
  for (;;) {
    http_door_serve(ROUND_MS);
    console_serve();
    esp_task_wdt_reset();
  }
}

static size_t client_write(void *context, void *client, const void *bytes, size_t count) {
  (void)context;
  door *one = client;
  return one->write(one, bytes, count);
}

static void client_close(void *context, void *client) {
  (void)context;
  door *one = client;
  one->close(one);
}

void doors_fill(vn_host *host) {
  host->client_write = client_write;
  host->client_close = client_close;
}

void doors_start(esp32_board *board) {
  tasks_make(run, "doors", VN_ESP32_DOORS_STACK, board, DOORS_PRIORITY);
}
