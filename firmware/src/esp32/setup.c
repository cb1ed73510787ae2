/* Set-up over the serial line: what the board is told of name, key and Wi-Fi, and how it is to be reached. */
#include <stdio.h>
#include <string.h>

#include "esp_system.h"
#include "esp_timer.h"

#include "esp32_board.h"

/* So that the answer still goes. */
#define RESTART_US 200000u

static void restart(void *unused) {
  (void)unused;
  esp_restart();
}

static bool restart_soon(void) {
  esp_timer_handle_t timer;
  const esp_timer_create_args_t how = {.callback = restart, .name = "restart"};
  return esp_timer_create(&how, &timer) == ESP_OK && esp_timer_start_once(timer, RESTART_US) == ESP_OK;
}

static bool keep_setup(void *context, const vn_setup *setup) {
  esp32_board *board = context;
  settings new = board->settings;
  if (setup->name) snprintf(new.name, sizeof new.name, "%s", setup->name);
  if (setup->key) memcpy(new.key, setup->key, sizeof new.key);
  if (setup->key) new.has_key = true;
  if (setup->wifi) snprintf(new.ssid, sizeof new.ssid, "%s", setup->wifi);
  if (setup->wifi) snprintf(new.password, sizeof new.password, "%s", setup->password);
  if (!settings_write(&new)) return false;
  board->settings = new; /* what comes before the restart is added to it */
  return restart_soon();
}

static void reach(void *context, vn_reach *reach) {
  (void)context;
  wifi_tell(reach);
}

void setup_fill(vn_host *host) {
  host->keep_setup = keep_setup;
  host->reach = reach;
}
