/* The station: joins the network of the settings, stays awake, and is found as name.local. */
#include <ctype.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "esp_event.h"
#include "esp_log.h"
#include "esp_netif.h"
#include "esp_timer.h"
#include "esp_wifi.h"
#include "mdns.h"

#include "esp32_board.h"

#define FIRST_RETRY_US 250000u
#define LAST_RETRY_US 30000000u
enum { HTTP_PORT = 80 };

static esp_timer_handle_t retry;
static uint64_t retry_us = FIRST_RETRY_US;
static bool serves; /* over Wi-Fi: only with a key */
static atomic_int state = VN_WIFI_NONE;
static atomic_uint address, reason; /* IPv4 as lwIP has it; why the network was left last */

static void join(void *unused) {
  (void)unused;
  esp_wifi_connect();
}

/** Each time twice as late, so that an access point that comes back is not run over. */
static void join_later(void) {
  esp_timer_start_once(retry, retry_us);
  retry_us = 2 * retry_us < LAST_RETRY_US ? 2 * retry_us : LAST_RETRY_US;
}

static void on_event(void *unused, esp_event_base_t base, int32_t id, void *data) {
  (void)unused;
  if (base == WIFI_EVENT && id == WIFI_EVENT_STA_START) {
    join(NULL);
  } else if (base == WIFI_EVENT && id == WIFI_EVENT_STA_DISCONNECTED) {
    const wifi_event_sta_disconnected_t *event = data;
    ESP_LOGW("wifi", "left \"%.*s\", reason %u", event->ssid_len, (const char *)event->ssid, (unsigned)event->reason);
    atomic_store(&reason, event->reason);
    atomic_store(&state, VN_WIFI_FAILED);
    join_later();
  } else if (base == IP_EVENT && id == IP_EVENT_STA_GOT_IP) {
    const ip_event_got_ip_t *event = data;
    retry_us = FIRST_RETRY_US;
    atomic_store(&address, event->ip_info.ip.addr);
    atomic_store(&state, VN_WIFI_UP);
    ESP_LOGI("wifi", "address " IPSTR, IP2STR(&event->ip_info.ip));
  }
}

/** What stands in a name of a node and not in one of a host becomes a hyphen. */
static void host_name(const char *name, char to[VN_NAME_BYTES]) {
  size_t length = 0;
  for (; name[length] && length < VN_NAME_BYTES - 1; length++) {
    const unsigned char c = (unsigned char)name[length];
    to[length] = isalnum(c) ? (char)tolower(c) : '-';
  }
  to[length] = '\0';
}

static void announce(const char *name) {
  char host[VN_NAME_BYTES];
  host_name(name, host);
  if (mdns_init() != ESP_OK || mdns_hostname_set(host) != ESP_OK ||
      mdns_service_add(name, "_vnetos", "_tcp", HTTP_PORT, NULL, 0) != ESP_OK)
    ESP_LOGE("wifi", "%s.local cannot be announced", host);
}

static bool configure(const settings *settings) {
  const wifi_init_config_t init = WIFI_INIT_CONFIG_DEFAULT();
  wifi_config_t config = {.sta = {.scan_method = WIFI_ALL_CHANNEL_SCAN, .sort_method = WIFI_CONNECT_AP_BY_SIGNAL}};
  memcpy(config.sta.ssid, settings->ssid, strnlen(settings->ssid, sizeof config.sta.ssid));
  memcpy(config.sta.password, settings->password, strnlen(settings->password, sizeof config.sta.password));
  return esp_wifi_init(&init) == ESP_OK && esp_wifi_set_storage(WIFI_STORAGE_RAM) == ESP_OK &&
         esp_event_handler_register(WIFI_EVENT, ESP_EVENT_ANY_ID, on_event, NULL) == ESP_OK &&
         esp_event_handler_register(IP_EVENT, IP_EVENT_STA_GOT_IP, on_event, NULL) == ESP_OK &&
         esp_wifi_set_mode(WIFI_MODE_STA) == ESP_OK && esp_wifi_set_config(WIFI_IF_STA, &config) == ESP_OK;
}

/** Power save would let a request wait for the next beacon, 100 ms and more. */
static bool begin(const settings *settings) {
  const esp_timer_create_args_t timer = {.callback = join, .name = "join"};
  const esp_err_t loop = esp_event_loop_create_default();
  return esp_netif_init() == ESP_OK && (loop == ESP_OK || loop == ESP_ERR_INVALID_STATE) &&
         esp_timer_create(&timer, &retry) == ESP_OK && esp_netif_create_default_wifi_sta() && configure(settings) &&
         esp_wifi_start() == ESP_OK && esp_wifi_set_ps(WIFI_PS_NONE) == ESP_OK;
}

static const char *text_of(unsigned why) {
  switch (why) {
    case WIFI_REASON_NO_AP_FOUND: return "no such network is in reach";
    case WIFI_REASON_AUTH_FAIL:
    case WIFI_REASON_HANDSHAKE_TIMEOUT:
    case WIFI_REASON_4WAY_HANDSHAKE_TIMEOUT: return "the access point refused the password";
    default: return "the access point let go of it";
  }
}

void wifi_tell(vn_reach *reach) {
  reach->wifi = (vn_wifi_state)atomic_load(&state);
  if (reach->wifi == VN_WIFI_FAILED)
    snprintf(reach->reason, sizeof reach->reason, "%s (reason %u)", text_of(atomic_load(&reason)), atomic_load(&reason));
  if (reach->wifi != VN_WIFI_UP || !serves) return;
  const esp_ip4_addr_t ip = {.addr = atomic_load(&address)};
  snprintf(reach->url, sizeof reach->url, "http://" IPSTR, IP2STR(&ip));
}

void wifi_start(const settings *settings) {
  if (settings->ssid[0] == '\0') return;
  serves = settings->has_key;
  atomic_store(&state, VN_WIFI_JOINING);
  if (begin(settings)) announce(settings->name);
  else ESP_LOGE("wifi", "Wi-Fi does not start");
}
