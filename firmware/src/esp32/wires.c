/* UART1 and UART2: the links to the switch. */
#include "esp_log.h"
#include "esp_task_wdt.h"
#include "esp_timer.h"

#include "esp32_board.h"
#include "line_speed.h"
#include "pins.h"

enum {
  FASTEST = 5, /* Mb/s */
  WIRE_STACK = 5120,
  RX_BYTES = 4096, /* 8 ms at 5 Mb/s */
  TX_BYTES = 1024, /* what waits longer waits in the core, where the urgent goes first */
  EVENTS = 32,
  CHUNK = 256,
  /* The FIFO has 128 bytes, 26 us each ten of them: an interrupt at 32 leaves 190 us to come; RTS stops the other end at 96. */
  RX_THRESHOLD = 32,
  RTS_THRESHOLD = 96,
  MEGABIT = 1000000,
};

/* The interrupt handler stays in IRAM, if the ESP-IDF was built so: else it waits while the flash is written, for RTS to help. */
#if CONFIG_UART_ISR_IN_IRAM
#define INTERRUPT_FLAGS ESP_INTR_FLAG_IRAM
#else
#define INTERRUPT_FLAGS 0
#endif

/* A word for its own task among the driver's events: there is something to be done. */
#define EVENT_CALL UART_EVENT_MAX

typedef struct wire {
  esp32_board *board;
  unsigned link;
  uart_port_t port;
  QueueHandle_t events;
  line_speed line;
  unsigned speed;
  volatile bool is_up;      /* written by its task, under the lock */
  volatile bool wants_room; /* the core waits for room; under the lock */
  uint32_t overflows, errors;
} wire;

static wire wires[WIRES];

static uint64_t now_us(void) {
  return (uint64_t)esp_timer_get_time();
}

static size_t room_of(const wire *w) {
  size_t room = 0;
  return uart_get_tx_buffer_free_size(w->port, &room) == ESP_OK ? room : 0;
}

/* --- its speed --- */

static void set_up(wire *w, bool is_up) {
  w->board->host.lock(w->board);
  w->is_up = is_up;
  w->board->host.unlock(w->board);
  vn_board_wire_changed(w->board->board, w->link);
}

/** What the line wants to be said, then the speed that it wants. */
static void follow_line(wire *w) {
  line_speed *line = &w->line;
  if (w->is_up && line->state != LINE_UP) set_up(w, false);
  if (line->out_length > 0) {
    uart_write_bytes(w->port, line->out, line->out_length);
    line->out_length = 0;
  }
  if (line->speed != w->speed) {
    uart_wait_tx_done(w->port, pdMS_TO_TICKS(20));
    uart_set_baudrate(w->port, line->speed * MEGABIT);
    w->speed = line->speed;
    ESP_LOGI("wires", "link %u: %u Mb/s", w->link, w->speed);
  }
  if (!w->is_up && line->state == LINE_UP) set_up(w, true);
}

/* --- its task --- */

static void take_bytes(wire *w) {
  uint8_t bytes[CHUNK];
  for (int count; (count = uart_read_bytes(w->port, bytes, sizeof bytes, 0)) > 0;) {
    if (w->is_up) {
      vn_board_wire_bytes(w->board->board, w->link, bytes, (size_t)count);
      line_speed_count(&w->line, (uint32_t)count, 0);
    }
    if (!w->is_up || w->speed == 1) line_speed_take(&w->line, bytes, (size_t)count, now_us());
    follow_line(w);
  }
}

/** What was lost is a fault that is counted, and that the link layer repairs. */
static void take_event(wire *w, uart_event_type_t type) {
  switch (type) {
    case UART_FIFO_OVF:
    case UART_BUFFER_FULL:
      ESP_LOGW("wires", "link %u: bytes were lost, %u times so far", w->link, (unsigned)++w->overflows);
      break;
    case UART_FRAME_ERR:
    case UART_BREAK:
      w->errors++;
      if (w->is_up) line_speed_count(&w->line, 1, 1);
      break;
    default: break;
  }
}

static void tell_room(wire *w) {
  if (!w->wants_room || room_of(w) < TX_BYTES / 2) return;
  w->board->host.lock(w->board);
  w->wants_room = false;
  w->board->host.unlock(w->board);
  vn_board_wire_drained(w->board->board, w->link);
}

static TickType_t patience(const wire *w) {
  if (w->wants_room) return 1;
  return w->is_up ? pdMS_TO_TICKS(100) : pdMS_TO_TICKS(5);
}

static void run(void *argument) {
  wire *w = argument;
  esp_task_wdt_add(NULL);
  for (;;) {
    uart_event_t event;
    if (xQueueReceive(w->events, &event, patience(w)) == pdTRUE) take_event(w, event.type);
    take_bytes(w);
    tell_room(w);
    line_speed_tick(&w->line, now_us());
    follow_line(w);
    esp_task_wdt_reset();
  }
}

/* --- for the core, with the lock held, in any task --- */

static size_t wire_write(void *context, unsigned link, const uint8_t *bytes, size_t count) {
  (void)context;
  wire *w = &wires[link];
  if (!w->is_up) return count; /* lost, as on a line that is not plugged in */
  const size_t room = room_of(w), taken = count < room ? count : room;
  if (taken > 0) uart_write_bytes(w->port, bytes, taken);
  if (taken < count) {
    const uart_event_t call = {.type = EVENT_CALL};
    w->wants_room = true;
    xQueueSend(w->events, &call, 0); /* a full queue wakes it as well */
  }
  return taken;
}

static size_t wire_backlog(void *context, unsigned link) {
  (void)context;
  const size_t room = room_of(&wires[link]);
  return room < TX_BYTES ? TX_BYTES - room : 0;
}

static bool wire_up(void *context, unsigned link) {
  (void)context;
  return wires[link].is_up;
}

void wires_fill(vn_host *host) {
  host->wire_write = wire_write;
  host->wire_backlog = wire_backlog;
  host->wire_up = wire_up;
}

static bool open_port(wire *w, const wire_pins *pins) {
  const bool has_flow = pins->rts >= 0 && pins->cts >= 0;
  const uart_config_t config = {
      .baud_rate = MEGABIT,
      .data_bits = UART_DATA_8_BITS,
      .parity = UART_PARITY_DISABLE,
      .stop_bits = UART_STOP_BITS_1,
      .flow_ctrl = has_flow ? UART_HW_FLOWCTRL_CTS_RTS : UART_HW_FLOWCTRL_DISABLE,
      .rx_flow_ctrl_thresh = RTS_THRESHOLD,
      .source_clk = UART_SCLK_APB,
  };
  return uart_driver_install(pins->port, RX_BYTES, TX_BYTES, EVENTS, &w->events, INTERRUPT_FLAGS) == ESP_OK &&
         uart_param_config(pins->port, &config) == ESP_OK &&
         uart_set_pin(pins->port, pins->tx, pins->rx, pins->rts, pins->cts) == ESP_OK &&
         uart_set_rx_full_threshold(pins->port, RX_THRESHOLD) == ESP_OK && uart_set_rx_timeout(pins->port, 2) == ESP_OK;
}

bool wires_start(esp32_board *board) {
  static const char *const NAMES[WIRES] = {"wire 0", "wire 1"};
  for (unsigned link = 0; link < WIRES; link++) {
    wire *w = &wires[link];
    *w = (wire){.board = board, .link = link, .port = WIRE_PINS[link].port, .speed = 1};
    line_speed_begin(&w->line, FASTEST, now_us());
    if (!open_port(w, &WIRE_PINS[link])) return false;
    tasks_make(run, NAMES[link], WIRE_STACK, w, WIRE_PRIORITY);
  }
  return true;
}
