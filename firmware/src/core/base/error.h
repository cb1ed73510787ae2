/** Errors: the one list of codes of gateway/protocol/errors.ts, in its order (a test compares them). */
#ifndef VN_ERROR_H
#define VN_ERROR_H

#include <stdbool.h>

/** X(enumerator, wire name, HTTP status) */
#define VN_ERROR_CODES(X) \
  X(VN_BAD_REQUEST, "bad-request", 400) \
  X(VN_BAD_JSON, "bad-json", 400) \
  X(VN_BAD_FRAME, "bad-frame", 400) \
  X(VN_SEALED_REQUIRED, "sealed-required", 401) \
  X(VN_WRONG_KEY, "wrong-key", 401) \
  X(VN_NO_CHANNEL, "no-channel", 401) \
  X(VN_REPLAYED, "replayed", 401) \
  X(VN_FORBIDDEN, "forbidden", 403) \
  X(VN_NOT_FOUND, "not-found", 404) \
  X(VN_NO_SESSION, "no-session", 404) \
  X(VN_NO_SUCH_NODE, "no-such-node", 404) \
  X(VN_NO_SUCH_WORKER, "no-such-worker", 404) \
  X(VN_NO_SUCH_PORT, "no-such-port", 404) \
  X(VN_NO_SUCH_PROGRAM, "no-such-program", 404) \
  X(VN_METHOD_NOT_ALLOWED, "method-not-allowed", 405) \
  X(VN_CONFLICT, "conflict", 409) \
  X(VN_DEADLOCK, "deadlock", 409) \
  X(VN_HASH_MISMATCH, "hash-mismatch", 409) \
  X(VN_LENGTH_REQUIRED, "length-required", 411) \
  X(VN_TOO_LARGE, "too-large", 413) \
  X(VN_UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", 415) \
  X(VN_UNSUPPORTED_VERSION, "unsupported-version", 426) \
  X(VN_LIMIT_REACHED, "limit-reached", 429) \
  X(VN_PROGRAM_REFUSED, "program-refused", 422) \
  X(VN_COMPILE_FAILED, "compile-failed", 422) \
  X(VN_IMPOSSIBLE_ROUTE, "impossible-route", 422) \
  X(VN_OUT_OF_MEMORY, "out-of-memory", 507) \
  X(VN_OUT_OF_TIME, "out-of-time", 504) \
  X(VN_TIMEOUT, "timeout", 504) \
  X(VN_UNREACHABLE, "unreachable", 502) \
  X(VN_PEER_REBOOTED, "peer-rebooted", 502) \
  X(VN_NO_RECEIVER, "no-receiver", 502) \
  X(VN_CLOSED, "closed", 502) \
  X(VN_KILLED, "killed", 500) \
  X(VN_PROGRAM_ERROR, "program-error", 500) \
  X(VN_INTERNAL, "internal", 500)

typedef enum vn_code {
  VN_OK = 0,
#define VN_ENUMERATOR(name, text, status) name,
  VN_ERROR_CODES(VN_ENUMERATOR)
#undef VN_ENUMERATOR
} vn_code;

/** Longest message of an error with its closing zero; a longer one is cut, never within a character. */
#define VN_ERROR_MESSAGE_BYTES 256

/** A refusal: code for programs, message for people with the offending name or value in it. */
typedef struct vn_error {
  vn_code code;
  char message[VN_ERROR_MESSAGE_BYTES];
} vn_error;

/** "no-such-port"; "" for VN_OK. */
const char *vn_code_text(vn_code code);

/** 404; 200 for VN_OK. */
int vn_code_status(vn_code code);

/** Fills in `error` (which may be NULL) as printf does, and answers false: `return vn_refuse(error, VN_CONFLICT, "…", …)`. */
bool vn_refuse(vn_error *error, vn_code code, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 3, 4)))
#endif
    ;

#endif
