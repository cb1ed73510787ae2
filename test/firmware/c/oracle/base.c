/* codes, limits, name, utf8, prefix: what the rooms of the core share. */
#include <stdio.h>

#include "base/error.h"
#include "base/text.h"
#include "limits.h"
#include "oracle.h"

/* codes: all of them as JSON, code and status, in the order of the enum. */
ORACLE_VERB(codes) {
  (void)line;
  printf("[");
#define PRINT(name, text, status) \
  printf("%s[\"%s\",%d]", name == VN_BAD_REQUEST ? "" : ",", vn_code_text(name), vn_code_status(name));
  VN_ERROR_CODES(PRINT)
#undef PRINT
  printf("]");
}

static void print_limit(const char *name, unsigned long value) {
  printf("\"%s\":%lu,", name, value);
}

/* limits: the defaults and the constants, under their names in gateway/protocol/limits.ts. */
ORACLE_VERB(limits) {
  (void)line;
  const vn_limits *l = &vn_default_limits;
  printf("{");
  print_limit("bodyBytes", l->body_bytes);
  print_limit("programBytes", l->program_bytes);
  print_limit("messageBytes", l->message_bytes);
  print_limit("workers", l->workers);
  print_limit("ports", l->ports);
  print_limit("connections", l->connections);
  print_limit("sessions", l->sessions);
  print_limit("workerMemoryBytes", l->worker_memory_bytes);
  print_limit("eventBytes", l->event_bytes);
  print_limit("traceRecords", l->trace_records);
  print_limit("NMP_VERSION", VN_NMP_VERSION);
  print_limit("SESSION_LINGER_MS", VN_SESSION_LINGER_US / 1000);
  print_limit("EVENT_WAIT_MAX_MS", VN_EVENT_WAIT_MAX_MS);
  print_limit("PEER_SILENCE_MS", VN_PEER_SILENCE_US / 1000);
  print_limit("REPEATED_REQUESTS_KEPT", VN_REPEATED_REQUESTS_KEPT);
  printf("\"\":0}");
}

static vn_span span_of(oracle_line *line) {
  size_t count;
  const uint8_t *bytes = oracle_bytes(line, &count);
  return (vn_span){(const char *)bytes, count};
}

/* name BYTES: true or false. */
ORACLE_VERB(name) {
  printf(vn_is_name(span_of(line)) ? "true" : "false");
}

/* utf8 BYTES: true or false. */
ORACLE_VERB(utf8) {
  printf(vn_is_utf8(span_of(line)) ? "true" : "false");
}

/* prefix BYTES MOST: bytes of the longest prefix between two characters. */
ORACLE_VERB(prefix) {
  const vn_span span = span_of(line);
  printf("%zu", vn_utf8_prefix(span, (size_t)oracle_number(line)));
}
