#include "crypto.h"

#include <string.h>

#include "mbedtls/chachapoly.h"
#include "mbedtls/constant_time.h"
#include "mbedtls/hkdf.h"
#include "mbedtls/md.h"
#include "mbedtls/sha256.h"

/* These calls fail only for arguments out of range or an algorithm that was left out of the build: never here. */

void vn_sha256(const void *bytes, size_t count, uint8_t digest[32]) {
  mbedtls_sha256(bytes, count, digest, 0);
}

static const mbedtls_md_info_t *sha256(void) {
  return mbedtls_md_info_from_type(MBEDTLS_MD_SHA256);
}

void vn_hmac_sha256(const uint8_t key[32], const void *bytes, size_t count, uint8_t mac[32]) {
  mbedtls_md_hmac(sha256(), key, 32, bytes, count, mac);
}

void vn_hkdf_sha256(const uint8_t *salt, size_t salt_count, const uint8_t key[32], const char *info, uint8_t output[32]) {
  mbedtls_hkdf(sha256(), salt, salt_count, key, 32, (const unsigned char *)info, strlen(info), output, 32);
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
