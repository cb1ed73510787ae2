/** What sealed mode needs of mbedTLS, and nothing else. On the ESP32 the one of ESP-IDF is used with its own settings. */
#define MBEDTLS_SHA256_C
#define MBEDTLS_CHACHA20_C
#define MBEDTLS_POLY1305_C
#define MBEDTLS_CHACHAPOLY_C
