/* Set-up: what only a serial line may read and write. Secrets are in no message and no answer. */
#include <string.h>

#include "client.h"
#include "json_reader.h"
#include "json_writer.h"
#include "rules.h"

enum { KEY_BYTES = 32, WIFI_MAX = 32, PASSWORD_MIN = 8, PASSWORD_MAX = 63 };

/** Where the texts of a request lie. */
typedef struct setup_texts {
  char name[64], wifi[WIFI_MAX + 1], password[PASSWORD_MAX + 1];
  uint8_t key[KEY_BYTES];
} setup_texts;

bool vn_is_setup(vn_span target) {
  static const char PATH[] = "/nmp/setup";
  return target.length == sizeof PATH - 1 && memcmp(target.bytes, PATH, sizeof PATH - 1) == 0;
}

static int digit_of(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool read_key(vn_json value, uint8_t key[KEY_BYTES], vn_error *error) {
  char digits[2 * KEY_BYTES];
  uint8_t any = 0;
  bool sound = value.type == VN_JSON_STRING && vn_json_string_length(value) == sizeof digits;
  if (sound) vn_json_string(value, digits, sizeof digits);
  for (unsigned i = 0; sound && i < KEY_BYTES; i++) {
    const int high = digit_of(digits[2 * i]), low = digit_of(digits[2 * i + 1]);
    sound = high >= 0 && low >= 0;
    key[i] = (uint8_t)(high << 4 | low);
    any |= key[i];
  }
  return (sound && any != 0) || vn_refuse(error, VN_BAD_REQUEST, "key: must be 64 hexadecimal digits, not all zero");
}

static bool read_password(vn_json value, char password[PASSWORD_MAX + 1], vn_error *error) {
  const size_t length = value.type == VN_JSON_STRING ? vn_json_string_length(value) : 0;
  bool sound = length >= PASSWORD_MIN && length <= PASSWORD_MAX;
  if (sound) vn_json_string(value, password, length);
  for (size_t i = 0; sound && i < length; i++) sound = password[i] >= 0x20 && password[i] <= 0x7e;
  return sound || vn_refuse(error, VN_BAD_REQUEST, "wifi.password: must be 8..63 printable ASCII characters");
}

static bool read_wifi(vn_json value, setup_texts *texts, vn_setup *setup, vn_error *error) {
  if (!vn_rule_object(value, "wifi", VN_REQUIRED, error)) return false;
  const vn_json name = vn_json_member(value, "name"), password = vn_json_member(value, "password");
  if (!vn_rule_text(name, "wifi.name", VN_REQUIRED, 1, WIFI_MAX, error)) return false;
  const size_t length = vn_json_string(name, texts->wifi, WIFI_MAX);
  if (memchr(texts->wifi, 0, length)) return vn_rule_broken("wifi.name", "text without a zero byte", name, error);
  if (password.type != VN_JSON_NONE && !read_password(password, texts->password, error)) return false;
  setup->wifi = texts->wifi;
  setup->password = texts->password;
  return true;
}

/** `texts` is zero. */
static bool read_setup(vn_span body, setup_texts *texts, vn_setup *setup, vn_error *error) {
  vn_json request;
  if (!vn_json_parse(body, &request, error) || !vn_rule_object(request, "", VN_REQUIRED, error)) return false;
  const vn_json name = vn_json_member(request, "name"), key = vn_json_member(request, "key"),
                wifi = vn_json_member(request, "wifi");
  if (!vn_rule_name(name, "name", VN_OPTIONAL, texts->name, error)) return false;
  if (name.type != VN_JSON_NONE) setup->name = texts->name;
  if (key.type != VN_JSON_NONE) {
    if (!read_key(key, texts->key, error)) return false;
    setup->key = texts->key;
  }
  return wifi.type == VN_JSON_NONE || read_wifi(wifi, texts, setup, error);
}

static bool keep(const vn_clients_options *options, vn_span body, vn_error *error) {
  setup_texts texts = {{0}, {0}, {0}, {0}};
  vn_setup setup = {NULL, NULL, NULL, NULL};
  const vn_host *host = options->host;
  if (!host->keep_setup) return vn_refuse(error, VN_CONFLICT, "node %s can keep no set-up", options->node);
  if (!read_setup(body, &texts, &setup, error)) return false;
  return host->keep_setup(host->context, &setup) ||
         vn_refuse(error, VN_CONFLICT, "node %s could not keep its set-up", options->node);
}

static vn_response tell(const vn_clients_options *options) {
  static const char *const STATES[] = {"none", "joining", "up", "failed"};
  vn_reach reach;
  vn_json_writer to;
  memset(&reach, 0, sizeof reach);
  if (options->host->reach) options->host->reach(options->host->context, &reach);
  vn_json_writer_init(&to, options->heap);
  vn_json_object(&to);
  vn_json_field_text(&to, "name", options->node);
  vn_json_field_bool(&to, "sealed", options->is_sealed);
  vn_json_field_text(&to, "wifi", STATES[reach.wifi]);
  if (reach.url[0]) vn_json_field_text(&to, "url", reach.url);
  if (reach.reason[0]) vn_json_field_text(&to, "reason", reach.reason);
  vn_json_object_end(&to);
  return vn_response_of(&to, 200);
}

void vn_setup_serve(const vn_clients_options *options, vn_exchange *exchange) {
  const vn_request *request = &exchange->request;
  vn_error error;
  if (request->method == VN_GET) {
    exchange->answer(exchange, tell(options));
    return;
  }
  bool done = false;
  if (request->method == VN_PUT) done = keep(options, request->body, &error);
  else vn_refuse(&error, VN_METHOD_NOT_ALLOWED, "/nmp/setup takes GET and PUT");
  exchange->answer(exchange, done ? (vn_response){.status = 204} : vn_response_error(options->heap, &error));
}
