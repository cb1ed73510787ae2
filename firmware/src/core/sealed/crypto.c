#include "crypto.h"

#include <string.h>

#include "mbedtls/chachapoly.h"
#include "mbedtls/constant_time.h"
#include "mbedtls/platform_util.h"
#include "mbedtls/sha256.h"

/* These calls fail only for arguments out of range or an algorithm that was left out of the build: never here. */

enum { BLOCK_BYTES = 64 };

void vn_sha256(const void *bytes, size_t count, uint8_t digest[32]) {
  mbedtls_sha256(bytes, count, digest, 0);
}

/** SHA-256 of a block of the key, each byte changed by `pad`, and of what follows. */
static void hash_padded(const uint8_t *key, size_t key_count, uint8_t pad, const void *const pieces[],
                        const size_t counts[], unsigned piece_count, uint8_t digest[32]) {
  uint8_t block[BLOCK_BYTES];
  for (size_t i = 0; i < BLOCK_BYTES; i++) block[i] = (uint8_t)((i < key_count ? key[i] : 0) ^ pad);
  mbedtls_sha256_context context;
  mbedtls_sha256_init(&context);
  mbedtls_sha256_starts(&context, 0);
  mbedtls_sha256_update(&context, block, sizeof block);
  for (unsigned i = 0; i < piece_count; i++) mbedtls_sha256_update(&context, pieces[i], counts[i]);
  mbedtls_sha256_finish(&context, digest);
  mbedtls_sha256_free(&context);
  mbedtls_platform_zeroize(block, sizeof block);
}

/** HMAC (RFC 2104) with a key of at most a block. mbedTLS's own takes memory for each. */
static void hmac(const uint8_t *key, size_t key_count, const void *const pieces[], const size_t counts[],
                 unsigned piece_count, uint8_t mac[32]) {
  uint8_t inner[32];
  hash_padded(key, key_count, 0x36, pieces, counts, piece_count, inner);
  const void *const outer_pieces[] = {inner};
  const size_t outer_counts[] = {sizeof inner};
  hash_padded(key, key_count, 0x5c, outer_pieces, outer_counts, 1, mac);
}

void vn_hmac_sha256(const uint8_t key[32], const void *bytes, size_t count, uint8_t mac[32]) {
  const void *const pieces[] = {bytes};
  const size_t counts[] = {count};
  hmac(key, 32, pieces, counts, 1, mac);
}

void vn_hkdf_sha256(const uint8_t *salt, size_t salt_count, const uint8_t key[32], const char *info, uint8_t output[32]) {
  uint8_t extracted[32];
  const uint8_t counter = 1;
  const void *const keys[] = {key}, *const pieces[] = {info, &counter};
  const size_t key_counts[] = {32}, counts[] = {strlen(info), 1};
  hmac(salt, salt_count, keys, key_counts, 1, extracted);
  hmac(extracted, sizeof extracted, pieces, counts, 2, output);
  mbedtls_platform_zeroize(extracted, sizeof extracted);
}

void vn_seal(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *data, size_t data_count, const uint8_t *text,
             size_t count, uint8_t *to, uint8_t tag[16]) {
  mbedtls_chachapoly_context context;
  mbedtls_chachapoly_init(&context);
  mbedtls_chachapoly_setkey(&context, key);
  mbedtls_chachapoly_encrypt_and_tag(&context, count, nonce, data, data_count, text, to, tag);
  mbedtls_chachapoly_free(&context);
}

bool vn_open(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *data, size_t data_count,
             const uint8_t *sealed, size_t count, const uint8_t tag[16], uint8_t *to) {
  mbedtls_chachapoly_context context;
  mbedtls_chachapoly_init(&context);
  mbedtls_chachapoly_setkey(&context, key);
  const int failure =
      mbedtls_chachapoly_auth_decrypt(&context, count, nonce, data, data_count, tag, sealed, to);
  mbedtls_chachapoly_free(&context);
  return failure == 0;
}

bool vn_equal_in_constant_time(const void *a, const void *b, size_t count) {
  return mbedtls_ct_memcmp(a, b, count) == 0;
}
