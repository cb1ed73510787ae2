#include "settings.h"

#include <stdio.h>
#include <string.h>

#include "esp_mac.h"
#include "nvs.h"
#include "nvs_flash.h"

static const char SPACE[] = "vnetos", ENTRY[] = "settings";

/** As it lies in the flash; one entry, so that it is there whole or as it was. Another layout has another version. */
typedef struct stored {
  uint8_t version;
  settings settings;
} stored;

enum { VERSION = 1 };

/** NVS of another version, or full of what nobody can read, is begun anew: better a board without a name than none. */
static void open_flash(void) {
  const esp_err_t state = nvs_flash_init();
  if (state != ESP_ERR_NVS_NO_FREE_PAGES && state != ESP_ERR_NVS_NEW_VERSION_FOUND) return;
  nvs_flash_erase();
  nvs_flash_init();
}

static void name_by_address(char name[VN_NAME_BYTES]) {
  uint8_t mac[6] = {0};
  esp_read_mac(mac, ESP_MAC_WIFI_STA);
  snprintf(name, VN_NAME_BYTES, "esp32-%02x%02x%02x", mac[3], mac[4], mac[5]);
}

void settings_read(settings *to) {
  nvs_handle_t nvs;
  stored found = {0};
  size_t length = sizeof found;
  open_flash();
  if (nvs_open(SPACE, NVS_READONLY, &nvs) == ESP_OK) {
    const bool is_whole = nvs_get_blob(nvs, ENTRY, &found, &length) == ESP_OK && length == sizeof found;
    if (!is_whole || found.version != VERSION) memset(&found, 0, sizeof found);
    nvs_close(nvs);
  }
  *to = found.settings;
  if (to->name[0] == '\0') name_by_address(to->name);
}

bool settings_write(const settings *from) {
  nvs_handle_t nvs;
  const stored new = {.version = VERSION, .settings = *from};
  if (nvs_open(SPACE, NVS_READWRITE, &nvs) != ESP_OK) return false;
  const bool done = nvs_set_blob(nvs, ENTRY, &new, sizeof new) == ESP_OK && nvs_commit(nvs) == ESP_OK;
  nvs_close(nvs);
  return done;
}
