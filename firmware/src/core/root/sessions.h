/** The clients of a node: opened, resumed, used, expired without a request. lua-runtime/src/root/sessions.ts. */
#ifndef VN_SESSIONS_H
#define VN_SESSIONS_H

#include "../base/loop.h"
#include "../host.h"
#include "../nmp/nmp.h"

typedef struct vn_sessions vn_sessions;

enum { VN_SESSION_ID_BYTES = 16 };

typedef struct vn_sessions_options {
  vn_heap *heap;
  vn_loop *loop;
  const vn_host *host;
  uint32_t most;
  void (*on_end)(void *context, vn_span session);
  /** Executes a request of a session; answers the exchange once, at once or later. */
  void (*execute)(void *context, vn_exchange *exchange, vn_span session);
  void *context;
} vn_sessions_options;

vn_sessions *vn_sessions_make(const vn_sessions_options *options);
void vn_sessions_free(vn_sessions *sessions);

/** `resume` of length 0: none. The id lives as long as the session. @error limit-reached, out-of-memory: length 0 */
vn_span vn_sessions_open(vn_sessions *sessions, vn_span resume, bool *resumed, vn_error *error);
void vn_sessions_close(vn_sessions *sessions, vn_span session);

/** Executes the exchange's request for its session, once for each request id; answers no-session itself. */
void vn_sessions_use(vn_sessions *sessions, vn_exchange *exchange);

#endif
