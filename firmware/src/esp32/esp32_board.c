#include "esp32_board.h"

#include <string.h>

#include "bootloader_random.h"
#include "esp_heap_caps.h"
#include "esp_log.h"
#include "esp_random.h"
#include "esp_system.h"
#include "esp_task_wdt.h"
#include "esp_timer.h"

#include "esp32_limits.h"
#include "pins.h"

#ifndef VNETOS_VERSION
#include "version.h"
#endif

enum { ROOT_STACK = 8192, WATCHDOG_MS = 5000 };

static esp32_board chip;

static uint64_t now_us(void *context) {
  (void)context;
  return (uint64_t)esp_timer_get_time();
}

/** True chance while the radio is on, or the noise of the converter in its place. */
static void random_bytes(void *context, void *bytes, size_t count) {
  (void)context;
  esp_fill_random(bytes, count);
}

static void wake_at(void *context, uint64_t us) {
  esp32_board *board = context;
  board->wanted_at = us;
  if (board->root) xTaskNotifyGive(board->root); /* else it will look when it begins */
}

static void fault(void *context, const char *line) {
  ESP_LOGE("board", "%s: internal fault: %s", ((esp32_board *)context)->settings.name, line);
}

/* --- the root's task: what is due --- */

static void wake_root(void *root) {
  xTaskNotifyGive(root);
}

/** By the clock of microseconds, not by ticks: what a link sends again is due between them. */
static void sleep_until(esp_timer_handle_t alarm, uint64_t us) {
  const uint64_t now = now_us(NULL);
  if (us <= now) return;
  if (us != UINT64_MAX) esp_timer_start_once(alarm, us - now);
  ulTaskNotifyTake(pdTRUE, ALIVE_TICKS);
  esp_timer_stop(alarm); /* it may have rung */
}

static uint64_t take_wanted(esp32_board *board) {
  board->host.lock(board);
  const uint64_t wanted = board->wanted_at;
  if (wanted <= now_us(NULL)) board->wanted_at = UINT64_MAX;
  board->host.unlock(board);
  return wanted;
}

static void run_root(void *argument) {
  esp32_board *board = argument;
  esp_timer_handle_t alarm;
  const esp_timer_create_args_t how = {.callback = wake_root, .arg = xTaskGetCurrentTaskHandle(), .name = "root"};
  ESP_ERROR_CHECK(esp_timer_create(&how, &alarm));
  esp_task_wdt_add(NULL);
  for (;;) {
    const uint64_t wanted = take_wanted(board), now = now_us(NULL);
    if (wanted <= now) vn_board_tick(board->board);
    else if (tasks_reap()) vTaskDelay(1);
    else sleep_until(alarm, wanted);
    esp_task_wdt_reset();
  }
}

/* --- the start --- */

/** Workers may leave the idle tasks no time, and that is no fault: only tasks of the system are watched. */
static void watch_tasks(void) {
  const esp_task_wdt_config_t config = {.timeout_ms = WATCHDOG_MS, .idle_core_mask = 0, .trigger_panic = true};
  if (esp_task_wdt_reconfigure(&config) == ESP_ERR_INVALID_STATE) esp_task_wdt_init(&config);
}

static void fill_host(esp32_board *board) {
  board->host = (vn_host){.context = board, .now_us = now_us, .random = random_bytes, .wake_at = wake_at, .fault = fault};
  tasks_fill(&board->host);
  memory_fill(&board->host);
  wires_fill(&board->host);
  doors_fill(&board->host);
  setup_fill(&board->host);
}

static bool has_psram(void) {
  return heap_caps_get_total_size(MALLOC_CAP_SPIRAM) >= 2 * VN_ESP32_PSRAM_BOARD_BYTES;
}

static void start_core(esp32_board *board) {
  const vn_board_config config = {
      .name = board->settings.name,
      .kind = "esp32",
      .firmware = VNETOS_VERSION,
      .reset_reason = reset_reason(),
      .key = board->settings.has_key ? board->settings.key : NULL,
      .links = WIRES,
      .limits = has_psram() ? &vn_esp32_psram_limits : &vn_esp32_limits,
      .clients = VN_ESP32_CLIENTS,
      .worker_stack_bytes = VN_ESP32_WORKER_STACK,
  };
  vn_error why = {.message = "no memory"};
  const size_t bytes = has_psram() ? VN_ESP32_PSRAM_BOARD_BYTES : VN_ESP32_BOARD_BYTES;
  void *memory = heap_caps_aligned_alloc(16, bytes, MALLOC_CAP_8BIT | (has_psram() ? MALLOC_CAP_SPIRAM : MALLOC_CAP_INTERNAL));
  if (memory) board->board = vn_board_start(memory, bytes, &config, &board->host, &why);
  if (board->board) return;
  ESP_LOGE("board", "%s: %s", board->settings.name, why.message);
  vTaskDelay(pdMS_TO_TICKS(5000)); /* so that it can be read */
  esp_restart();
}

void esp32_start(void) {
  esp32_board *board = &chip;
  settings_read(&board->settings);
  board->wanted_at = UINT64_MAX;
  tasks_start(board);
  fill_host(board);
  watch_tasks();
  if (board->settings.ssid[0] == '\0') bootloader_random_enable();
  wifi_start(&board->settings);
  start_core(board);
  board->root = tasks_make(run_root, "root", ROOT_STACK, board, ROOT_PRIORITY);
  if (!wires_start(board)) ESP_LOGE("board", "the wires cannot be opened");
  doors_start(board);
}
