/**
 * NMP without its transport: a request, where it leads, and how it is answered. An exchange is a request under way:
 * some are answered at once, some (events, input, a repeat of one under way) later.
 */
#ifndef VN_NMP_H
#define VN_NMP_H

#include "../base/error.h"
#include "../base/text.h"
#include "../limits.h"

typedef enum vn_method { VN_GET, VN_POST, VN_PUT, VN_DELETE, VN_OTHER_METHOD } vn_method;

/**
 * Session and request id of length 0: none. Whoever answers later copies what it needs of the spans at once: the client
 * may go, and they with it.
 */
typedef struct vn_request {
  vn_method method;
  vn_span target; /* path and query */
  vn_span session;
  vn_span request_id;
  vn_span body;
} vn_request;

#define VN_ROUTES(X) \
  X(INFO, VN_GET, "/nmp/info", false) \
  X(SEALED, VN_POST, "/nmp/sealed", false) \
  X(OPEN_SESSION, VN_POST, "/nmp/session", false) \
  X(CLOSE_SESSION, VN_DELETE, "/nmp/session", true) \
  X(GET_PROGRAM, VN_GET, "/nmp/programs/{sha256}", true) \
  X(PUT_PROGRAM, VN_PUT, "/nmp/programs/{sha256}", true) \
  X(LIST_WORKERS, VN_GET, "/nmp/workers", true) \
  X(CREATE_WORKER, VN_POST, "/nmp/workers", true) \
  X(GET_WORKER, VN_GET, "/nmp/workers/{worker}", true) \
  X(KILL_WORKER, VN_DELETE, "/nmp/workers/{worker}", true) \
  X(START_WORKER, VN_POST, "/nmp/workers/{worker}/start", true) \
  X(INPUT_TO_WORKER, VN_POST, "/nmp/workers/{worker}/input", true) \
  X(WORKER_TRACE, VN_GET, "/nmp/workers/{worker}/trace", true) \
  X(CREATE_PORT, VN_PUT, "/nmp/ports/{port}", true) \
  X(REMOVE_PORT, VN_DELETE, "/nmp/ports/{port}", true) \
  X(CREATE_CONNECTION, VN_PUT, "/nmp/connections/{connection}", true) \
  X(REMOVE_CONNECTION, VN_DELETE, "/nmp/connections/{connection}", true) \
  X(CONFIGURE_NETWORK, VN_PUT, "/nmp/network", true) \
  X(EVENTS, VN_GET, "/nmp/events", true) \
  X(STATS, VN_GET, "/nmp/stats", true) \
  X(CLOCK, VN_GET, "/nmp/clock", true)

typedef enum vn_route_name {
#define VN_ROUTE_ENUMERATOR(name, method, path, session) VN_ROUTE_##name,
  VN_ROUTES(VN_ROUTE_ENUMERATOR)
#undef VN_ROUTE_ENUMERATOR
} vn_route_name;

typedef struct vn_match {
  vn_route_name name;
  bool needs_session;
  vn_span segment; /* the variable one */
  vn_span query;   /* behind the first ?, "" without */
} vn_match;

/** @error bad-request: too long, not printable ASCII, or not beginning with a slash */
bool vn_target_check(vn_span target, vn_error *error);
/** @error bad-request (target), not-found, method-not-allowed, bad-request (variable segment). Vectors: nmp-routes.json */
bool vn_route(vn_method method, vn_span target, vn_match *match, vn_error *error);
/** The last value of that name; false: it is not there. */
bool vn_query(vn_span query, const char *name, vn_span *value);

/** Body belongs to the board's heap and to whoever gets it. Status 204: no body. */
typedef struct vn_response {
  int status;
  char *body;
  size_t length;
} vn_response;

struct vn_json_writer;
/** What was written, taken over as the body; without memory for it an empty 507. */
vn_response vn_response_of(struct vn_json_writer *json, int status);
/** The refusal as JSON, with its status. */
vn_response vn_response_error(vn_heap *heap, const vn_error *error);

typedef struct vn_exchange vn_exchange;
/**
 * Who asks waits here. `answer` is called once, at once or later, and takes the response's body over.
 * `cancel`, set by whoever answers later, is called when the client has gone: then `answer` is never called.
 */
struct vn_exchange {
  vn_request request;
  void (*answer)(vn_exchange *exchange, vn_response response);
  void (*cancel)(vn_exchange *exchange); /* NULL: nothing to undo */
  void *owner;                           /* of whoever asks */
  void *state;                           /* of whoever answers later */
};

#endif
