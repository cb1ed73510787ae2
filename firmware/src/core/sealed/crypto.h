/** What sealed mode needs of a cryptographic library: mbedTLS. The only file that includes it is crypto.c. */
#ifndef VN_CRYPTO_H
#define VN_CRYPTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void vn_sha256(const void *bytes, size_t count, uint8_t digest[32]);
void vn_hmac_sha256(const uint8_t key[32], const void *bytes, size_t count, uint8_t mac[32]);
/** RFC 5869, 32 bytes of output; the salt is at most 64 bytes. */
void vn_hkdf_sha256(const uint8_t *salt, size_t salt_count, const uint8_t key[32], const char *info, uint8_t output[32]);
/** RFC 8439. `to` may be `text`. */
void vn_seal(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *data, size_t data_count, const uint8_t *text,
             size_t count, uint8_t *to, uint8_t tag[16]);
/** False: the tag does not fit; `to` is not to be used then. */
bool vn_open(const uint8_t key[32], const uint8_t nonce[12], const uint8_t *data, size_t data_count,
             const uint8_t *sealed, size_t count, const uint8_t tag[16], uint8_t *to);
/** Takes as long wherever they differ. */
bool vn_equal_in_constant_time(const void *a, const void *b, size_t count);

#endif
