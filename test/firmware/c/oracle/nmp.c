/* body, route, query, json: requests of NMP. A refusal is its code, a blank and its message. */
#include <stdio.h>
#include <string.h>

#include "nmp/nmp.h"
#include "nmp/rules.h"
#include "nmp/validate.h"
#include "oracle.h"

enum { HEAP_BYTES = 1 << 18 };

static void print_refusal(const vn_error *error) {
  printf("%s ", vn_code_text(error->code));
  oracle_print_json(error->message, strlen(error->message));
}

static vn_span take_span(oracle_line *line) {
  size_t count;
  const uint8_t *bytes = oracle_bytes(line, &count);
  return (vn_span){(const char *)bytes, count};
}

static bool check_network(vn_json body, vn_error *error) {
  vn_heap *heap = vn_heap_init(oracle_take(HEAP_BYTES), HEAP_BYTES);
  vn_network_request read;
  const bool sound = vn_read_network_request(body, heap, &read, error);
  vn_heap_give(heap, read.peers);
  return sound;
}

static bool check_body(const char *kind, vn_json body, vn_error *error) {
  vn_connection_request connection;
  if (strcmp(kind, "session") == 0) return vn_check_session_request(body, error);
  if (strcmp(kind, "worker") == 0) return vn_check_worker_request(body, error);
  if (strcmp(kind, "connection") == 0) return vn_read_connection_request(body, "", &connection, error);
  if (strcmp(kind, "input") == 0) return vn_check_input_request(body, error);
  return check_network(body, error);
}

/* body KIND BYTES: "ok" or the refusal. */
ORACLE_VERB(body) {
  const char *kind = oracle_word(line);
  const vn_span text = take_span(line);
  vn_json body;
  vn_error error;
  if (vn_json_parse(text, &body, &error) && check_body(kind, body, &error)) printf("ok");
  else print_refusal(&error);
}

static bool read_query(const char *kind, vn_span query, size_t body_bytes, uint64_t *a, uint64_t *b, vn_error *error) {
  if (strcmp(kind, "events") == 0) return vn_read_events_query(query, a, b, error);
  if (strcmp(kind, "trace") == 0) return vn_read_trace_query(query, a, b, error);
  return vn_read_program_query(query, body_bytes, a, b, error);
}

/* query KIND BYTES BODYBYTES: both numbers, or the refusal. */
ORACLE_VERB(query) {
  const char *kind = oracle_word(line);
  const vn_span query = take_span(line);
  uint64_t a = 0, b = 0;
  vn_error error;
  if (read_query(kind, query, (size_t)oracle_number(line), &a, &b, &error))
    printf("%llu %llu", (unsigned long long)a, (unsigned long long)b);
  else
    print_refusal(&error);
}

static vn_method method_of(const char *text) {
  static const char *const TEXTS[] = {"GET", "POST", "PUT", "DELETE"};
  for (int i = VN_GET; i <= VN_DELETE; i++)
    if (strcmp(text, TEXTS[i]) == 0) return (vn_method)i;
  return VN_OTHER_METHOD;
}

static const char *name_of(vn_route_name route) {
  static const char *const NAMES[] = {
      "info",        "sealed",      "openSession", "closeSession",  "getProgram",  "putProgram", "listWorkers",
      "createWorker", "getWorker",  "killWorker",  "startWorker",   "inputToWorker", "workerTrace", "createPort",
      "removePort",  "createConnection", "removeConnection", "configureNetwork", "events", "stats", "clock"};
  return NAMES[route];
}

/* route METHOD BYTES: name, segment as JSON, query as JSON; or the refusal. */
ORACLE_VERB(route) {
  const vn_method method = method_of(oracle_word(line));
  const vn_span target = take_span(line);
  vn_match match;
  vn_error error;
  if (!vn_route(method, target, &match, &error)) {
    print_refusal(&error);
    return;
  }
  printf("%s ", name_of(match.name));
  oracle_print_json(match.segment.bytes, match.segment.length);
  putchar(' ');
  oracle_print_json(match.query.bytes, match.query.length);
}

/* json BYTES: "ok", or the refusal's code. */
ORACLE_VERB(json) {
  vn_json value;
  vn_error error;
  printf("%s", vn_json_parse(take_span(line), &value, &error) ? "ok" : vn_code_text(error.code));
}
