#include "sealed.h"

#include <string.h>

#include "../nmp/inner.h"
#include "../nmp/json_writer.h"
#include "../nmp/rules.h"
#include "../nmp/validate.h"
#include "channels.h"
#include "crypto.h"

enum {
  HEAD_BYTES = 12, /* channel id and counter */
  TAG_BYTES = 16,
};
#define MAX_SAFE 9007199254740991u

struct vn_sealed {
  vn_heap *heap;
  vn_loop *loop;
  const vn_host *host;
  uint8_t key[32];
  vn_channels channels;
  void (*serve)(void *context, vn_exchange *exchange);
  void *context;
};

/** A request that was opened, on its way to its answer. */
typedef struct opened {
  vn_sealed *sealed;
  vn_exchange inner, *outer;
  uint8_t head[HEAD_BYTES]; /* of the request, and of its answer */
  uint8_t to_client[32];
  vn_inner_texts texts;
  char *text; /* what was sealed */
} opened;

static uint64_t now(const vn_sealed *sealed) {
  return sealed->host->now_us(sealed->host->context);
}

vn_sealed *vn_sealed_make(vn_heap *heap, vn_loop *loop, const vn_host *host, const uint8_t key[32],
                          void (*serve)(void *context, vn_exchange *exchange), void *context) {
  vn_sealed *sealed = vn_heap_take_zeroed(heap, sizeof *sealed);
  if (!sealed) return NULL;
  *sealed = (vn_sealed){.heap = heap, .loop = loop, .host = host, .serve = serve, .context = context};
  memcpy(sealed->key, key, sizeof sealed->key);
  return sealed;
}

void vn_sealed_free(vn_sealed *sealed) {
  if (!sealed) return;
  vn_heap *heap = sealed->heap;
  memset(sealed, 0, sizeof *sealed);
  vn_heap_give(heap, sealed);
}

static void refuse(vn_sealed *sealed, vn_exchange *exchange, const vn_error *error) {
  exchange->answer(exchange, vn_response_error(sealed->heap, error));
}

/* --- hello --- */

static int digit_of(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool read_nonce(vn_json value, uint8_t nonce[VN_SEALED_NONCE_BYTES], vn_error *error) {
  char digits[2 * VN_SEALED_NONCE_BYTES];
  bool sound = value.type == VN_JSON_STRING && vn_json_string_length(value) == sizeof digits;
  if (sound) vn_json_string(value, digits, sizeof digits);
  for (unsigned i = 0; sound && i < VN_SEALED_NONCE_BYTES; i++) {
    const int high = digit_of(digits[2 * i]), low = digit_of(digits[2 * i + 1]);
    sound = high >= 0 && low >= 0;
    nonce[i] = (uint8_t)(high << 4 | low);
  }
  return sound || vn_rule_broken("clientNonce", "32 hexadecimal digits", value, error);
}

static void write_hex(vn_json_writer *to, const char *key, const uint8_t *bytes, size_t count) {
  char digits[64];
  for (size_t i = 0; i < 2 * count; i++) digits[i] = "0123456789abcdef"[bytes[i / 2] >> (i % 2 ? 0 : 4) & 15];
  vn_json_field_span(to, key, (vn_span){digits, 2 * count});
}

/** Not in use; its first bit is set, so that a sealed message never begins like a hello. */
static void fresh_id(vn_sealed *sealed, uint8_t id[VN_CHANNEL_ID_BYTES]) {
  do {
    sealed->host->random(sealed->host->context, id, VN_CHANNEL_ID_BYTES);
    id[0] |= 0x80;
  } while (vn_channels_find(&sealed->channels, id));
}

static void derive(const vn_sealed *sealed, const uint8_t salt[2 * VN_SEALED_NONCE_BYTES], vn_channel *channel,
                   uint8_t proof[32]) {
  uint8_t key[32];
  const size_t count = 2 * VN_SEALED_NONCE_BYTES;
  vn_hkdf_sha256(salt, count, sealed->key, "vnetos nmp 1 client->node", channel->to_node);
  vn_hkdf_sha256(salt, count, sealed->key, "vnetos nmp 1 node->client", channel->to_client);
  vn_hkdf_sha256(salt, count, sealed->key, "vnetos nmp 1 proof", key);
  vn_hmac_sha256(key, "node", 4, proof);
}

static bool greet(vn_sealed *sealed, vn_span body, vn_json_writer *to, vn_error *error) {
  vn_json hello;
  uint8_t nonces[2 * VN_SEALED_NONCE_BYTES], proof[32], id[VN_CHANNEL_ID_BYTES];
  if (!vn_json_parse(body, &hello, error) || !vn_check_version(hello, error) ||
      !read_nonce(vn_json_member(hello, "clientNonce"), nonces, error))
    return false;
  vn_channels_expire(&sealed->channels, now(sealed));
  sealed->host->random(sealed->host->context, nonces + VN_SEALED_NONCE_BYTES, VN_SEALED_NONCE_BYTES);
  fresh_id(sealed, id);
  vn_channel *channel = vn_channels_greet(&sealed->channels, now(sealed));
  memcpy(channel->id, id, sizeof id);
  derive(sealed, nonces, channel, proof);
  vn_json_object(to);
  vn_json_field_whole(to, "nmp", VN_NMP_VERSION);
  write_hex(to, "nodeNonce", nonces + VN_SEALED_NONCE_BYTES, VN_SEALED_NONCE_BYTES);
  write_hex(to, "channel", channel->id, VN_CHANNEL_ID_BYTES);
  write_hex(to, "proof", proof, sizeof proof);
  vn_json_object_end(to);
  return true;
}

static void on_hello(vn_sealed *sealed, vn_exchange *exchange) {
  vn_error error;
  vn_json_writer to;
  vn_json_writer_init(&to, sealed->heap);
  if (greet(sealed, exchange->request.body, &to, &error)) exchange->answer(exchange, vn_response_of(&to, 200));
  else refuse(sealed, exchange, &error);
}

/* --- a sealed request --- */

static void nonce_of(const uint8_t head[HEAD_BYTES], uint8_t nonce[12]) {
  memset(nonce, 0, 4);
  memcpy(nonce + 4, head + VN_CHANNEL_ID_BYTES, 8);
}

static uint64_t counter_of(const uint8_t head[HEAD_BYTES]) {
  uint64_t counter = 0;
  for (int i = VN_CHANNEL_ID_BYTES; i < HEAD_BYTES; i++) counter = counter << 8 | head[i];
  return counter;
}

/** Authenticates before anything inside is looked at. @error bad-request, no-channel, wrong-key, replayed, out-of-memory */
static bool open(vn_sealed *sealed, vn_span body, opened *one, vn_error *error) {
  const uint8_t *bytes = (const uint8_t *)body.bytes;
  if (body.length < HEAD_BYTES + TAG_BYTES)
    return vn_refuse(error, VN_BAD_REQUEST, "sealed message of %lu bytes: at least %d", (unsigned long)body.length,
                     HEAD_BYTES + TAG_BYTES);
  memcpy(one->head, bytes, HEAD_BYTES);
  const uint64_t counter = counter_of(one->head);
  if (counter > MAX_SAFE) return vn_refuse(error, VN_BAD_REQUEST, "sealed message: its counter is over 2^53-1");
  vn_channels_expire(&sealed->channels, now(sealed));
  vn_channel *channel = vn_channels_find(&sealed->channels, one->head);
  if (!channel)
    return vn_refuse(error, VN_NO_CHANNEL, "no sealed channel %02x%02x%02x%02x: say hello again", one->head[0],
                     one->head[1], one->head[2], one->head[3]);
  const size_t length = body.length - HEAD_BYTES - TAG_BYTES;
  uint8_t nonce[12];
  nonce_of(one->head, nonce);
  one->text = vn_heap_take(sealed->heap, length + 1);
  if (!one->text) return vn_refuse(error, VN_OUT_OF_MEMORY, "a sealed request: this node has no memory left for it");
  if (!vn_open(channel->to_node, nonce, one->head, HEAD_BYTES, bytes + HEAD_BYTES, length, bytes + HEAD_BYTES + length,
               (uint8_t *)one->text))
    return vn_refuse(error, VN_WRONG_KEY, "the seal does not fit this node's key");
  if (!vn_replay_take(&channel->window, counter))
    return vn_refuse(error, VN_REPLAYED, "sealed request %llu was here before", (unsigned long long)counter);
  channel = vn_channels_prove(&sealed->channels, channel, now(sealed));
  memcpy(one->to_client, channel->to_client, sizeof one->to_client);
  return true;
}

/** The answer under its seal, with the request's head; an answer that there is no memory for is an empty 507. */
static vn_response seal(opened *one, vn_response response) {
  vn_heap *heap = one->sealed->heap;
  char line[32];
  const size_t line_length = vn_inner_answer_head(line, response.status);
  const size_t length = line_length + response.length;
  char *bytes = vn_heap_take(heap, HEAD_BYTES + length + TAG_BYTES);
  if (!bytes) {
    vn_heap_give(heap, response.body);
    return (vn_response){.status = vn_code_status(VN_OUT_OF_MEMORY)};
  }
  char *text = bytes + HEAD_BYTES;
  memcpy(bytes, one->head, HEAD_BYTES);
  memcpy(text, line, line_length);
  if (response.length > 0) memcpy(text + line_length, response.body, response.length);
  vn_heap_give(heap, response.body);
  uint8_t nonce[12];
  nonce_of(one->head, nonce);
  vn_seal(one->to_client, nonce, one->head, HEAD_BYTES, (uint8_t *)text, length, (uint8_t *)text,
          (uint8_t *)text + length);
  return (vn_response){200, bytes, HEAD_BYTES + length + TAG_BYTES};
}

static void free_opened(opened *one) {
  vn_heap *heap = one->sealed->heap;
  vn_heap_give(heap, one->text);
  memset(one->to_client, 0, sizeof one->to_client);
  vn_heap_give(heap, one);
}

static void answered(vn_exchange *inner, vn_response response) {
  opened *one = inner->owner;
  vn_exchange *outer = one->outer;
  const vn_response sealed = seal(one, response);
  free_opened(one);
  outer->cancel = NULL;
  outer->answer(outer, sealed);
}

static void gone(vn_exchange *outer) {
  opened *one = outer->state;
  if (one->inner.cancel) one->inner.cancel(&one->inner);
  free_opened(one);
}

static void on_sealed(vn_sealed *sealed, vn_exchange *outer) {
  vn_error error;
  opened *one = vn_heap_take_zeroed(sealed->heap, sizeof *one);
  if (!one) {
    vn_refuse(&error, VN_OUT_OF_MEMORY, "a sealed request: this node has no memory left for it");
    refuse(sealed, outer, &error);
    return;
  }
  one->sealed = sealed;
  one->outer = outer;
  if (!open(sealed, outer->request.body, one, &error)) {
    free_opened(one);
    refuse(sealed, outer, &error);
    return;
  }
  one->inner = (vn_exchange){.answer = answered, .owner = one};
  outer->state = one;
  outer->cancel = gone;
  const vn_span text = {one->text, outer->request.body.length - HEAD_BYTES - TAG_BYTES};
  if (vn_inner_read(text, &one->texts, &one->inner.request, &error)) sealed->serve(sealed->context, &one->inner);
  else one->inner.answer(&one->inner, vn_response_error(sealed->heap, &error));
}

void vn_sealed_handle(vn_sealed *sealed, vn_exchange *exchange) {
  const vn_span body = exchange->request.body;
  if (body.length > 0 && body.bytes[0] == '{') on_hello(sealed, exchange);
  else on_sealed(sealed, exchange);
}
