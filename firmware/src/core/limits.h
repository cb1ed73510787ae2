/** What a board can hold: gateway/protocol/limits.ts and README, same names. */
#ifndef VN_LIMITS_H
#define VN_LIMITS_H

#include <stdint.h>

#define VN_NMP_VERSION 1
#define VN_NAME_BYTES 64 /* 1..63 characters and a zero */
#define VN_SESSION_LINGER_US 60000000u
#define VN_EVENT_WAIT_MAX_MS 30000u
#define VN_PEER_SILENCE_US 2000000u
#define VN_REPEATED_REQUESTS_KEPT 64
#define VN_JSON_DEPTH_MAX 16
#define VN_TARGET_MAX_BYTES 512
#define VN_HEAD_MAX_BYTES 4096
#define VN_LINKS_MAX 16

typedef struct vn_limits {
  uint32_t body_bytes;
  uint32_t program_bytes;
  uint32_t message_bytes;
  uint32_t workers;
  uint32_t ports;
  uint32_t connections;
  uint32_t sessions;
  uint32_t worker_memory_bytes;
  uint32_t event_bytes;
  uint32_t trace_records;
} vn_limits;

/** DEFAULT_LIMITS of gateway/protocol/limits.ts. */
extern const vn_limits vn_default_limits;

#endif
