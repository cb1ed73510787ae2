/* The link layer under noise, cuts, full ports, restarts: exactly once and in order, or an error to the sender. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frames/frames.h"
#include "links_simulation.h"

#define CHECK(condition, ...) \
  do { \
    if (condition) break; \
    fprintf(stderr, "%s:%d: %s: ", __FILE__, __LINE__, #condition); \
    fprintf(stderr, __VA_ARGS__); \
    fputc('\n', stderr); \
    abort(); \
  } while (0)

enum { MESSAGES_MAX = 4000 };

/** One direction of a connection, and what went over it. */
typedef struct stream {
  sim *sim;
  unsigned from, to;
  vn_link_end *out, *in;
  uint32_t sent, settled, delivered, failed, arrived, next_seen;
  bool out_gone, in_gone, broken, closed;
  int64_t room;
  bool nobody;
  vn_error last_error, send_error;
  unsigned number;
} stream;

static void on_settled(void *context, const vn_error *error) {
  stream *s = context;
  s->settled++;
  if (error) {
    s->failed++;
    s->send_error = *error;
  } else
    s->delivered++;
}

static int64_t room(void *context) {
  return ((stream *)context)->room;
}

static uint32_t length_of(uint32_t number, uint32_t longest) {
  return 8 + (number * 2654435761u >> 7) % longest;
}

static vn_taken on_message(void *context, vn_message *message) {
  stream *s = context;
  if (s->nobody) return VN_NOBODY;
  if ((int64_t)message->length > s->room) return VN_FULL;
  uint32_t head[2];
  memcpy(head, message->bytes, sizeof head);
  CHECK(head[1] == s->number, "stream %u got a message of stream %u", s->number, head[1]);
  CHECK(head[0] >= s->next_seen, "stream %u: message %u after %u", s->number, head[0], s->next_seen);
  for (uint32_t i = 8; i < message->length; i++)
    CHECK(message->bytes[i] == (uint8_t)(head[0] + i), "message %u damaged at %u", head[0], i);
  s->next_seen = head[0] + 1;
  s->arrived++;
  return VN_TAKEN;
}

static void on_broken(void *context, const vn_error *error) {
  stream *s = context;
  s->broken = true;
  s->last_error = *error;
}

static void on_closed(void *context) {
  ((stream *)context)->closed = true;
}

static void on_in_gone(void *context) {
  ((stream *)context)->in_gone = true;
}

static void on_out_gone(void *context) {
  ((stream *)context)->out_gone = true;
}

static vn_link_listener receiver_of(stream *s) {
  return (vn_link_listener){s, room, on_message, on_broken, on_closed, on_in_gone};
}

static vn_link_listener sender_of(stream *s) {
  return (vn_link_listener){s, room, on_message, on_broken, on_closed, on_out_gone};
}

static void open_out(stream *s) {
  char name[8];
  vn_error error;
  snprintf(name, sizeof name, "b%u", s->to);
  s->out = vn_links_open(sim_links(s->sim, s->from), name, (uint16_t)(s->number + 1), sender_of(s), &error);
  CHECK(s->out, "%s", error.message);
}

static void open_in(stream *s) {
  char name[8];
  vn_error error;
  snprintf(name, sizeof name, "b%u", s->from);
  s->in = vn_links_open(sim_links(s->sim, s->to), name, (uint16_t)(s->number + 1), receiver_of(s), &error);
  CHECK(s->in, "%s", error.message);
}

static stream make_stream(sim *sim_, unsigned number, unsigned from, unsigned to) {
  return (stream){.sim = sim_, .number = number, .from = from, .to = to, .room = 1 << 20};
}

/** False: no memory just now. */
static bool send(stream *s, uint32_t longest) {
  vn_heap *heap = sim_heap(s->sim, s->from);
  vn_message *message = vn_message_make(heap, length_of(s->sent, longest));
  if (!message) return false;
  const uint32_t head[2] = {s->sent, s->number};
  memcpy(message->bytes, head, sizeof head);
  for (uint32_t i = 8; i < message->length; i++) message->bytes[i] = (uint8_t)(s->sent + i);
  vn_error error;
  const bool taken = vn_link_send(s->out, message, on_settled, s, &error);
  vn_message_drop(heap, message);
  if (taken) s->sent++;
  else CHECK(error.code == VN_OUT_OF_MEMORY || s->broken, "%s", error.message);
  return taken;
}

static void finish(stream *s) {
  if (!s->out_gone) vn_link_finish(s->out, VN_FIN_ENDED);
  if (!s->in_gone) vn_link_finish(s->in, VN_FIN_ENDED);
}

/** All boards to all others, messages of random lengths, noise: all of them arrive, once and in order. */
static void all_pairs(uint64_t seed, unsigned boards, double noise, unsigned each, uint32_t longest) {
  sim *sim_ = sim_make(&(sim_options){
      .boards = boards, .seed = seed, .bit_errors = noise, .heap_bytes = 8 << 20, .message_bytes = 262144});
  stream *streams = calloc(boards * boards, sizeof *streams);
  for (unsigned i = 0; i < boards; i++) sim_configure(sim_, i);
  unsigned count = 0;
  for (unsigned a = 0; a < boards; a++)
    for (unsigned b = 0; b < boards; b++)
      if (a != b) {
        streams[count] = make_stream(sim_, count, a, b);
        count++;
      }
  for (unsigned i = 0; i < count; i++) open_out(&streams[i]);
  for (unsigned i = 0; i < count; i++) open_in(&streams[i]);
  const uint64_t limit = sim_now(sim_) + 600000000u;
  for (bool done = false; !done && sim_now(sim_) < limit;) {
    done = true;
    for (unsigned i = 0; i < count; i++) {
      stream *s = &streams[i];
      while (s->sent < each && s->sent - s->settled < 4 && send(s, longest)) continue;
      done = done && s->settled == each;
    }
    sim_run(sim_, sim_now(sim_) + 2000);
  }
  for (unsigned i = 0; i < count; i++) {
    const stream *s = &streams[i];
    CHECK(s->delivered == each && s->arrived == each && s->failed == 0 && !s->broken,
          "seed %lu: stream %u: %u delivered, %u arrived, %u failed of %u (%s)", (unsigned long)seed, i, s->delivered,
          s->arrived, s->failed, each, s->last_error.message);
  }
  for (unsigned i = 0; i < count; i++) finish(&streams[i]);
  sim_run(sim_, sim_now(sim_) + 5000000);
  for (unsigned i = 0; i < count; i++) CHECK(streams[i].out_gone && streams[i].in_gone, "stream %u is not gone", i);
  sim_free(sim_);
  free(streams);
}

/** Lines are cut and mended at random; room comes and goes: nothing twice, nothing out of order, every message settled. */
static void storms(uint64_t seed) {
  sim *sim_ = sim_make(
      &(sim_options){.boards = 3, .seed = seed, .bit_errors = 1e-5, .heap_bytes = 1 << 20, .message_bytes = 20000});
  stream streams[6];
  unsigned count = 0;
  for (unsigned i = 0; i < 3; i++) sim_configure(sim_, i);
  for (unsigned a = 0; a < 3; a++)
    for (unsigned b = 0; b < 3; b++)
      if (a != b) {
        streams[count] = make_stream(sim_, count, a, b);
        count++;
      }
  for (unsigned i = 0; i < count; i++) {
    open_out(&streams[i]);
    open_in(&streams[i]);
  }
  for (unsigned step = 0; step < 1500; step++) {
    stream *s = &streams[sim_chance(sim_, count)];
    switch (sim_chance(sim_, 12)) {
      case 0: sim_cut(sim_, sim_chance(sim_, 3), sim_chance(sim_, 2), sim_chance(sim_, 2)); break;
      case 1: sim_unplug(sim_, sim_chance(sim_, 3), sim_chance(sim_, 2), sim_chance(sim_, 3) == 0); break;
      case 2: s->room = sim_chance(sim_, 2) ? 1 << 20 : (int64_t)sim_chance(sim_, 3000) - 10; break;
      case 3: s->nobody = sim_chance(sim_, 4) == 0; break;
      case 4: sim_configure(sim_, sim_chance(sim_, 3)); break;
      default: send(s, 4000);
    }
    if (!s->in_gone) vn_link_resume(s->in);
    sim_run(sim_, sim_now(sim_) + 1 + sim_chance(sim_, 20000));
  }
  for (unsigned i = 0; i < 3; i++)
    for (unsigned line = 0; line < 2; line++) {
      sim_cut(sim_, i, line, false);
      sim_unplug(sim_, i, line, false);
    }
  for (unsigned i = 0; i < count; i++) {
    streams[i].room = 1 << 20;
    streams[i].nobody = false;
    vn_link_resume(streams[i].in);
  }
  sim_run(sim_, sim_now(sim_) + 20000000);
  for (unsigned i = 0; i < count; i++) {
    const stream *s = &streams[i];
    CHECK(s->settled == s->sent, "seed %lu: stream %u: %u of %u settled", (unsigned long)seed, i, s->settled, s->sent);
    CHECK(s->arrived >= s->delivered, "seed %lu: stream %u: %u delivered, %u arrived", (unsigned long)seed, i, s->delivered, s->arrived);
    CHECK(s->arrived <= s->sent, "stream %u", i);
  }
  for (unsigned i = 0; i < count; i++) finish(&streams[i]);
  sim_run(sim_, sim_now(sim_) + 8000000);
  for (unsigned i = 0; i < count; i++) CHECK(streams[i].out_gone && streams[i].in_gone, "seed %lu: stream %u is not gone", (unsigned long)seed, i);
  sim_free(sim_);
}

/** A peer that falls silent is told within three seconds; a board that begins anew is told as such. */
static void silence_and_reboot(void) {
  sim *sim_ = sim_make(&(sim_options){.boards = 2, .seed = 5, .heap_bytes = 1 << 20, .message_bytes = 65536});
  stream s = make_stream(sim_, 0, 0, 1);
  sim_configure(sim_, 0);
  sim_configure(sim_, 1);
  open_out(&s);
  open_in(&s);
  sim_run(sim_, sim_now(sim_) + 50000);
  CHECK(vn_link_state_of(s.out) == VN_LINK_OPEN, "not open");
  for (unsigned line = 0; line < 2; line++) sim_cut(sim_, 1, line, true);
  send(&s, 100);
  sim_run(sim_, sim_now(sim_) + 3000000);
  CHECK(s.failed == 1 && s.send_error.code == VN_UNREACHABLE && strstr(s.send_error.message, "\"b1\""), "%s",
        s.send_error.message);
  for (unsigned line = 0; line < 2; line++) sim_cut(sim_, 1, line, false);
  sim_run(sim_, sim_now(sim_) + 1000000);
  CHECK(vn_link_state_of(s.out) == VN_LINK_OPEN, "did not come back");
  s.broken = false;
  s.in_gone = false;
  sim_reboot(sim_, 1);
  sim_configure(sim_, 1);
  s.next_seen = 0;
  open_in(&s);
  sim_run(sim_, sim_now(sim_) + 2000000);
  CHECK(s.broken && s.last_error.code == VN_PEER_REBOOTED, "%s", s.last_error.message);
  CHECK(send(&s, 100), "refused");
  sim_run(sim_, sim_now(sim_) + 100000);
  CHECK(s.delivered == 1, "not delivered after the reboot");
  finish(&s);
  sim_run(sim_, sim_now(sim_) + 1000000);
  CHECK(s.out_gone && s.in_gone, "not gone");
  sim_free(sim_);
}

/** A heap that is too small: messages are refused or delivered, and nothing is left behind. */
static void little_memory(uint64_t seed) {
  sim *sim_ = sim_make(
      &(sim_options){.boards = 2, .seed = seed, .bit_errors = 1e-5, .heap_bytes = 48 << 10, .message_bytes = 65536});
  stream s = make_stream(sim_, 0, 0, 1);
  sim_configure(sim_, 0);
  sim_configure(sim_, 1);
  open_out(&s);
  open_in(&s);
  unsigned refused = 0;
  for (unsigned i = 0; i < 400; i++) {
    refused += !send(&s, 9000);
    sim_run(sim_, sim_now(sim_) + sim_chance(sim_, 4000));
  }
  sim_run(sim_, sim_now(sim_) + 30000000);
  CHECK(refused > 0, "there was room for all");
  CHECK(s.settled == s.sent && s.delivered == s.arrived && s.failed == 0, "%u sent, %u settled, %u failed: %s", s.sent, s.settled, s.failed, s.send_error.message);
  finish(&s);
  sim_run(sim_, sim_now(sim_) + 1000000);
  sim_free(sim_);
}

int main(int count, char **arguments) {
  const uint64_t seeds = count > 1 ? strtoull(arguments[1], NULL, 10) : 6;
  all_pairs(1, 8, 0, 20, 3000);
  all_pairs(2, 4, 0, 3, 200000);
  silence_and_reboot();
  for (uint64_t seed = 1; seed <= seeds; seed++) {
    all_pairs(seed, 3, 1e-5, 60, 2000);
    all_pairs(seed, 3, 1e-4, 40, 1000);
    all_pairs(seed, 2, 1e-3, 30, 400);
    storms(seed);
    little_memory(seed);
  }
  puts("ok");
  return 0;
}
