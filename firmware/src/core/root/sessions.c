#include "sessions.h"

#include <string.h>

#include "../limits.h"

enum { REQUEST_ID_MAX = 64 };

/** One request of a session: under way, or with its answer kept. */
typedef struct use {
  struct use *next;
  struct session *session; /* NULL: it has ended meanwhile */
  vn_sessions *sessions;
  vn_exchange inner;       /* what executes it answers */
  vn_exchange *asker;      /* NULL: the client has gone */
  struct use *repeats;     /* the same id again, waiting for this one's answer */
  char id[REQUEST_ID_MAX];
  uint8_t id_length;
  bool is_done;
  vn_response answer;
} use;

typedef struct session {
  struct session *next;
  char id[VN_SESSION_ID_BYTES];
  uint64_t last_seen;
  unsigned under_way;
  use *uses; /* newest first */
  unsigned kept;
} session;

struct vn_sessions {
  vn_sessions_options options;
  session *first;
  unsigned count;
  vn_timer sweep;
};

static uint64_t now(const vn_sessions *sessions) {
  return sessions->options.host->now_us(sessions->options.host->context);
}

static session **find(vn_sessions *sessions, vn_span id) {
  session **place = &sessions->first;
  while (*place && !vn_span_equal(id, (vn_span){(*place)->id, VN_SESSION_ID_BYTES})) place = &(*place)->next;
  return place;
}

static void free_use(vn_sessions *sessions, use *one) {
  vn_heap_give(sessions->options.heap, one->answer.body);
  vn_heap_give(sessions->options.heap, one);
}

/** Kept answers go with their session; what is under way is answered, and then goes. */
static void end(vn_sessions *sessions, session **place) {
  session *old = *place;
  *place = old->next;
  sessions->count--;
  for (use *one = old->uses, *next; one; one = next) {
    next = one->next;
    one->session = NULL;
    if (one->is_done) free_use(sessions, one);
  }
  sessions->options.on_end(sessions->options.context, (vn_span){old->id, VN_SESSION_ID_BYTES});
  vn_heap_give(sessions->options.heap, old);
}

static void sweep(void *owner) {
  vn_sessions *sessions = owner;
  for (session **place = &sessions->first; *place;) {
    if ((*place)->under_way > 0 || now(sessions) - (*place)->last_seen < VN_SESSION_LINGER_US) place = &(*place)->next;
    else end(sessions, place);
  }
  if (sessions->first)
    vn_timer_set(sessions->options.loop, &sessions->sweep, now(sessions) + VN_SESSION_LINGER_US / 4);
}

vn_sessions *vn_sessions_make(const vn_sessions_options *options) {
  vn_sessions *sessions = vn_heap_take_zeroed(options->heap, sizeof *sessions);
  if (!sessions) return NULL;
  sessions->options = *options;
  vn_timer_init(&sessions->sweep, sweep, sessions);
  return sessions;
}

void vn_sessions_free(vn_sessions *sessions) {
  if (!sessions) return;
  vn_timer_clear(sessions->options.loop, &sessions->sweep);
  while (sessions->first) end(sessions, &sessions->first);
  vn_heap_give(sessions->options.heap, sessions);
}

static void name(vn_sessions *sessions, char id[VN_SESSION_ID_BYTES]) {
  uint8_t chance[VN_SESSION_ID_BYTES / 2];
  sessions->options.host->random(sessions->options.host->context, chance, sizeof chance);
  for (int i = 0; i < VN_SESSION_ID_BYTES; i++) id[i] = "0123456789abcdef"[chance[i / 2] >> (i % 2 ? 0 : 4) & 15];
}

vn_span vn_sessions_open(vn_sessions *sessions, vn_span resume, bool *resumed, vn_error *error) {
  session *known = resume.length > 0 ? *find(sessions, resume) : NULL;
  *resumed = known != NULL;
  if (known) {
    known->last_seen = now(sessions);
    return (vn_span){known->id, VN_SESSION_ID_BYTES};
  }
  const vn_span none = {"", 0};
  if (sessions->count >= sessions->options.most) {
    vn_refuse(error, VN_LIMIT_REACHED, "all %u sessions of this node are in use", (unsigned)sessions->options.most);
    return none;
  }
  session *fresh = vn_heap_take_zeroed(sessions->options.heap, sizeof *fresh);
  if (!fresh) {
    vn_refuse(error, VN_OUT_OF_MEMORY, "a session: this node has no memory left for it");
    return none;
  }
  name(sessions, fresh->id);
  fresh->last_seen = now(sessions);
  fresh->next = sessions->first;
  sessions->first = fresh;
  sessions->count++;
  if (sessions->sweep.at == VN_NEVER)
    vn_timer_set(sessions->options.loop, &sessions->sweep, now(sessions) + VN_SESSION_LINGER_US / 4);
  return (vn_span){fresh->id, VN_SESSION_ID_BYTES};
}

void vn_sessions_close(vn_sessions *sessions, vn_span id) {
  session **place = find(sessions, id);
  if (*place) end(sessions, place);
}

/* --- once for each request id --- */

/** The answer once more, for somebody else; without memory for it an empty 507. */
static vn_response copy(vn_heap *heap, vn_response answer) {
  if (answer.length == 0) return (vn_response){.status = answer.status};
  char *body = vn_heap_take(heap, answer.length);
  if (!body) return (vn_response){.status = vn_code_status(VN_OUT_OF_MEMORY)};
  memcpy(body, answer.body, answer.length);
  return (vn_response){answer.status, body, answer.length};
}

static void tell(use *one, vn_response response) {
  vn_exchange *asker = one->asker;
  one->asker = NULL;
  if (!asker) {
    vn_heap_give(one->sessions->options.heap, response.body);
    return;
  }
  asker->cancel = NULL;
  asker->answer(asker, response);
}

static void take_out(use *one) {
  if (!one->session) return;
  use **place = &one->session->uses;
  while (*place != one) place = &(*place)->next;
  *place = one->next;
}

/** Of the answers that are kept, those beyond the newest VN_REPEATED_REQUESTS_KEPT go. */
static void forget_old(vn_sessions *sessions, session *of) {
  if (of->kept <= VN_REPEATED_REQUESTS_KEPT) return;
  use **oldest = NULL;
  for (use **place = &of->uses; *place; place = &(*place)->next)
    if ((*place)->is_done) oldest = place;
  use *old = *oldest;
  *oldest = old->next;
  of->kept--;
  free_use(sessions, old);
}

static void answer_repeats(use *one) {
  while (one->repeats) {
    use *repeat = one->repeats;
    one->repeats = repeat->next;
    vn_sessions *sessions = one->sessions;
    tell(repeat, copy(sessions->options.heap, one->answer));
    vn_heap_give(sessions->options.heap, repeat);
  }
}

static void answered(vn_exchange *inner, vn_response response) {
  use *one = inner->owner;
  vn_sessions *sessions = one->sessions;
  session *of = one->session;
  inner->cancel = NULL;
  if (of) {
    of->under_way--;
    of->last_seen = now(sessions);
  }
  one->is_done = true;
  one->answer = response;
  answer_repeats(one);
  if (one->id_length == 0 || !of) {
    take_out(one);
    one->answer = (vn_response){0};
    tell(one, response);
    free_use(sessions, one);
    return;
  }
  of->kept++;
  /* Telling may bring the next request of this session, and with it the end of this use. */
  const vn_response told = one->asker ? copy(sessions->options.heap, response) : (vn_response){0};
  vn_exchange *asker = one->asker;
  one->asker = NULL;
  forget_old(sessions, of);
  if (!asker) return;
  asker->cancel = NULL;
  asker->answer(asker, told);
}

/** The client has gone: a request with an id is executed all the same, so that its repeat finds the answer. */
static void asker_gone(vn_exchange *asker) {
  use *one = asker->state;
  one->asker = NULL;
  if (one->id_length > 0 || !one->inner.cancel) return;
  one->inner.cancel(&one->inner);
  if (one->session) {
    one->session->under_way--;
    one->session->last_seen = now(one->sessions);
  }
  take_out(one);
  free_use(one->sessions, one);
}

static use *make_use(vn_sessions *sessions, session *of, vn_exchange *asker) {
  use *one = vn_heap_take_zeroed(sessions->options.heap, sizeof *one);
  if (!one) return NULL;
  const vn_span id = asker->request.request_id;
  one->sessions = sessions;
  one->session = of;
  one->asker = asker;
  one->id_length = (uint8_t)id.length;
  memcpy(one->id, id.bytes, id.length);
  one->inner = (vn_exchange){.request = asker->request, .answer = answered, .owner = one};
  asker->state = one;
  asker->cancel = asker_gone;
  return one;
}

static use *find_use(const session *of, vn_span id) {
  for (use *one = of->uses; one; one = one->next)
    if (vn_span_equal(id, (vn_span){one->id, one->id_length})) return one;
  return NULL;
}

static void no_memory(vn_sessions *sessions, vn_exchange *exchange) {
  vn_error error;
  vn_refuse(&error, VN_OUT_OF_MEMORY, "this node has no memory left for a request");
  exchange->answer(exchange, vn_response_error(sessions->options.heap, &error));
}

static void repeat_gone(vn_exchange *asker) {
  ((use *)asker->state)->asker = NULL;
}

static void repeat(vn_sessions *sessions, use *known, vn_exchange *asker) {
  if (known->is_done) {
    asker->answer(asker, copy(sessions->options.heap, known->answer));
    return;
  }
  use *again = make_use(sessions, known->session, asker);
  if (!again) {
    no_memory(sessions, asker);
    return;
  }
  asker->cancel = repeat_gone;
  again->next = known->repeats;
  known->repeats = again;
}

void vn_sessions_use(vn_sessions *sessions, vn_exchange *exchange) {
  const vn_span id = exchange->request.session, request_id = exchange->request.request_id;
  session *of = *find(sessions, id);
  if (!of) {
    vn_error error;
    vn_refuse(&error, VN_NO_SESSION, "no session \"%.*s\" on this node: open a new one", (int)vn_utf8_prefix(id, 64),
              id.bytes);
    exchange->answer(exchange, vn_response_error(sessions->options.heap, &error));
    return;
  }
  of->last_seen = now(sessions);
  use *known = request_id.length > 0 ? find_use(of, request_id) : NULL;
  if (known) {
    repeat(sessions, known, exchange);
    return;
  }
  use *one = make_use(sessions, of, exchange);
  if (!one) {
    no_memory(sessions, exchange);
    return;
  }
  one->next = of->uses;
  of->uses = one;
  of->under_way++;
  sessions->options.execute(sessions->options.context, &one->inner, (vn_span){of->id, VN_SESSION_ID_BYTES});
}
