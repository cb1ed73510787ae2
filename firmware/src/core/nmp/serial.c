/* A client on a serial line: gateway/protocol/README.md, "NMP over a serial line". All clocks are the client's. */
#include <string.h>

#include "client.h"
#include "inner.h"
#include "serial_frame.h"

enum { PLACES = 4 };

/**
 *     free --first part--> coming --all--> whole --answered--> answered
 *       ^                                                         |
 *       '------------- a request with another id ----------------'  (and from every state)
 */
typedef enum place_state { PLACE_FREE, PLACE_COMING, PLACE_WHOLE, PLACE_ANSWERED } place_state;

typedef struct place {
  vn_client *client;
  place_state state;
  uint16_t id;
  char *request; /* of the heap, until it is answered */
  uint32_t total, received;
  uint32_t asked_at; /* where the last gap began; UINT32_MAX: none */
  vn_inner_texts texts;
  vn_exchange exchange;
  char head[32]; /* the answer's line, then its body */
  size_t head_length;
  vn_response answer;
  uint32_t next, answer_total; /* what of the answer is to be sent */
  bool resumes, waits;         /* such a frame is to be sent */
} place;

struct vn_serial {
  place places[PLACES];
  unsigned turn; /* the place that sends next */
  uint8_t run[VN_SERIAL_RUN_MAX_BYTES];
  size_t run_length;
  bool overrun;
  bool has_unknown; /* an id that its place does not have is asked for */
  uint16_t unknown;
  bool in_run; /* frames go out, one behind the other */
  uint8_t out[1 + VN_SERIAL_WIRE_MAX_BYTES];
  size_t out_length, out_gone;
};

static const vn_clients_options *options_of(const vn_client *client) {
  return &client->clients->options;
}

/* --- out --- */

/** Bytes of the answer from `next` on, into `to`; how many. */
static size_t next_part(const place *p, uint8_t to[VN_SERIAL_PAYLOAD_MAX_BYTES]) {
  size_t count = 0;
  for (uint32_t at = p->next; at < p->answer_total && count < VN_SERIAL_PAYLOAD_MAX_BYTES;) {
    const bool in_head = at < p->head_length;
    const char *from = in_head ? p->head + at : p->answer.body + (at - p->head_length);
    size_t some = in_head ? p->head_length - at : p->answer_total - at;
    if (some > VN_SERIAL_PAYLOAD_MAX_BYTES - count) some = VN_SERIAL_PAYLOAD_MAX_BYTES - count;
    memcpy(to + count, from, some);
    count += some;
    at += (uint32_t)some;
  }
  return count;
}

static void put(vn_serial *serial, const vn_serial_frame *frame) {
  const size_t zero = serial->in_run ? 0 : 1;
  serial->out[0] = 0;
  serial->out_length = zero + vn_serial_encode(frame, serial->out + zero);
  serial->out_gone = 0;
  serial->in_run = true;
}

/** False: this place has nothing to send. */
static bool put_of_place(vn_serial *serial, place *p) {
  uint8_t part[VN_SERIAL_PAYLOAD_MAX_BYTES];
  vn_serial_frame frame = {.type = VN_SERIAL_ANSWER, .id = p->id};
  if (p->resumes) {
    frame.type = VN_SERIAL_RESUME;
    frame.offset = p->received;
    p->resumes = false;
  } else if (p->state == PLACE_ANSWERED && p->next < p->answer_total) {
    frame.offset = p->next;
    frame.total = p->answer_total;
    frame.payload = part;
    frame.length = next_part(p, part);
    p->next += (uint32_t)frame.length;
  } else if (p->waits) {
    p->waits = false;
  } else {
    return false;
  }
  put(serial, &frame);
  return true;
}

static bool put_next(vn_serial *serial) {
  if (serial->has_unknown) {
    serial->has_unknown = false;
    put(serial, &(vn_serial_frame){.type = VN_SERIAL_RESUME, .id = serial->unknown});
    return true;
  }
  for (unsigned i = 0; i < PLACES; i++) {
    place *p = &serial->places[serial->turn++ % PLACES];
    if (put_of_place(serial, p)) return true;
  }
  serial->in_run = false;
  return false;
}

/** Writes as much as the host takes. */
static void pump(vn_client *client) {
  vn_serial *serial = client->serial;
  const vn_host *host = options_of(client)->host;
  for (;;) {
    serial->out_gone += host->client_write(host->context, client->outside, serial->out + serial->out_gone,
                                           serial->out_length - serial->out_gone);
    if (serial->out_gone < serial->out_length || !put_next(serial)) return;
  }
}

/* --- requests --- */

static void clear(place *p) {
  vn_heap *heap = options_of(p->client)->heap;
  if (p->state == PLACE_WHOLE && p->exchange.cancel) p->exchange.cancel(&p->exchange);
  vn_heap_give(heap, p->request);
  vn_heap_give(heap, p->answer.body);
  *p = (place){.client = p->client};
}

static void set_answer(place *p, vn_response response) {
  vn_heap_give(options_of(p->client)->heap, p->request);
  p->request = NULL;
  p->exchange.cancel = NULL;
  p->state = PLACE_ANSWERED;
  p->answer = response;
  p->head_length = vn_inner_answer_head(p->head, response.status);
  p->answer_total = (uint32_t)(p->head_length + response.length);
  p->next = 0;
  p->waits = false;
}

static void answer(vn_exchange *exchange, vn_response response) {
  place *p = exchange->owner;
  set_answer(p, response);
  pump(p->client);
}

static void refuse(place *p, const vn_error *error) {
  set_answer(p, vn_response_error(options_of(p->client)->heap, error));
}

static void serve(place *p) {
  const vn_clients_options *options = options_of(p->client);
  vn_error error;
  p->state = PLACE_WHOLE;
  p->exchange = (vn_exchange){.answer = answer, .owner = p};
  if (!vn_inner_read((vn_span){p->request, p->total}, &p->texts, &p->exchange.request, &error)) refuse(p, &error);
  else if (vn_is_setup(p->exchange.request.target)) vn_setup_serve(options, &p->exchange);
  else options->serve(options->context, &p->exchange);
}

static void begin(place *p, uint16_t id, uint32_t total) {
  const vn_clients_options *options = options_of(p->client);
  const uint64_t most = options->body_bytes + VN_INNER_HEAD_MAX_BYTES;
  vn_error error;
  clear(p);
  p->state = PLACE_COMING;
  p->id = id;
  p->total = total;
  p->asked_at = UINT32_MAX;
  if (total > most) {
    vn_refuse(&error, VN_TOO_LARGE, "a request of %lu bytes: at most %lu", (unsigned long)total, (unsigned long)most);
    refuse(p, &error);
  } else if (!(p->request = vn_heap_take(options->heap, total))) {
    vn_refuse(&error, VN_OUT_OF_MEMORY, "a request of %lu bytes: this node has no memory left for it", (unsigned long)total);
    refuse(p, &error);
  }
}

static void take_part(place *p, const vn_serial_frame *frame) {
  if (p->state == PLACE_FREE || p->id != frame->id) begin(p, frame->id, frame->total);
  if (p->state != PLACE_COMING || frame->total != p->total) return;
  if (frame->offset > p->received) {
    p->resumes = p->resumes || p->asked_at != p->received;
    p->asked_at = p->received;
    return;
  }
  const uint32_t end = frame->offset + (uint32_t)frame->length;
  if (end <= p->received) return;
  memcpy(p->request + frame->offset, frame->payload, frame->length);
  p->received = end;
  if (end == p->total) serve(p);
}

static void resume(vn_serial *serial, place *p, const vn_serial_frame *frame) {
  if (p->state == PLACE_FREE || p->id != frame->id) {
    serial->has_unknown = true;
    serial->unknown = frame->id;
  } else if (p->state == PLACE_ANSWERED) {
    if (frame->offset < p->answer_total) p->next = frame->offset;
  } else if (p->state == PLACE_WHOLE) {
    p->waits = true;
  } else {
    p->resumes = true;
  }
}

/* --- in --- */

static void take_run(vn_serial *serial) {
  vn_serial_frame frame;
  const size_t count = serial->overrun ? 0 : serial->run_length;
  serial->run_length = 0;
  serial->overrun = false;
  if (vn_serial_decode(serial->run, count, &frame) != VN_SERIAL_SOUND) return;
  place *p = &serial->places[frame.id % PLACES];
  if (frame.type == VN_SERIAL_REQUEST) take_part(p, &frame);
  else if (frame.type == VN_SERIAL_RESUME) resume(serial, p, &frame);
}

void vn_serial_bytes(vn_client *client, const uint8_t *bytes, size_t count) {
  vn_serial *serial = client->serial;
  for (size_t i = 0; i < count; i++) {
    if (bytes[i] == 0) take_run(serial);
    else if (serial->run_length < sizeof serial->run) serial->run[serial->run_length++] = bytes[i];
    else serial->overrun = true;
  }
  pump(client);
}

void vn_serial_drained(vn_client *client) {
  pump(client);
}

bool vn_serial_begin(vn_client *client) {
  vn_serial *serial = vn_heap_take_zeroed(options_of(client)->heap, sizeof *serial);
  if (!serial) return false;
  for (unsigned i = 0; i < PLACES; i++) serial->places[i].client = client;
  client->serial = serial;
  client->state = VN_CLIENT_BUSY; /* it never makes place for another client */
  return true;
}

void vn_serial_end(vn_client *client) {
  vn_serial *serial = client->serial;
  for (unsigned i = 0; i < PLACES; i++) clear(&serial->places[i]);
  vn_heap_give(options_of(client)->heap, serial);
  client->serial = NULL;
}
