#include "links_simulation.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { US_PER_BYTE = 2, WIRE_BUFFER = 1024, LATENCY_US = 15 };

typedef struct happening {
  uint64_t at, order;
  enum { TO_SWITCH, TO_BOARD, DRAINED } kind;
  unsigned board, line;
  size_t count;
  uint8_t bytes[256];
} happening;

typedef struct sim_line {
  uint64_t free_at;   /* board -> switch */
  uint64_t out_free;  /* switch -> board */
  size_t backlog;
  bool cut, unplugged;
  uint8_t run[512];
  size_t run_length;
} sim_line;

typedef struct sim_board {
  sim *sim;
  unsigned index;
  void *memory;
  vn_heap *heap;
  vn_loop loop;
  vn_host host;
  vn_links *links;
  sim_line lines[SIM_LINES];
} sim_board;

struct sim {
  sim_options options;
  uint64_t now, order, random;
  sim_board boards[SIM_BOARDS_MAX];
  happening **queue; /* binary heap */
  size_t count, room;
};

static uint64_t next_random(sim *s) {
  s->random ^= s->random << 13;
  s->random ^= s->random >> 7;
  s->random ^= s->random << 17;
  return s->random;
}

uint32_t sim_chance(sim *s, uint32_t below) {
  return (uint32_t)((next_random(s) >> 16) % below);
}

static bool earlier(const happening *a, const happening *b) {
  return a->at != b->at ? a->at < b->at : a->order < b->order;
}

static void push(sim *s, happening h) {
  if (s->count == s->room) {
    s->room = s->room ? s->room * 2 : 256;
    s->queue = realloc(s->queue, s->room * sizeof *s->queue);
  }
  happening *made = malloc(sizeof *made);
  *made = h;
  made->order = s->order++;
  size_t at = s->count++;
  for (; at > 0 && earlier(made, s->queue[(at - 1) / 2]); at = (at - 1) / 2) s->queue[at] = s->queue[(at - 1) / 2];
  s->queue[at] = made;
}

static happening pop(sim *s) {
  const happening first = *s->queue[0];
  free(s->queue[0]);
  happening *last = s->queue[--s->count];
  size_t at = 0;
  for (size_t child = 1; child < s->count; child = 2 * at + 1) {
    if (child + 1 < s->count && earlier(s->queue[child + 1], s->queue[child])) child++;
    if (!earlier(s->queue[child], last)) break;
    s->queue[at] = s->queue[child];
    at = child;
  }
  if (s->count > 0) s->queue[at] = last;
  return first;
}

/* --- the boards' host --- */

static uint64_t now_us(void *context) {
  return ((sim_board *)context)->sim->now;
}

static void random_bytes(void *context, void *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) ((uint8_t *)bytes)[i] = (uint8_t)(next_random(((sim_board *)context)->sim) >> 24);
}

static void add_noise(sim *s, happening *h) {
  if (s->options.bit_errors <= 0) return;
  for (size_t bit = 0; bit < h->count * 8; bit++)
    if ((double)(next_random(s) >> 11) / 9007199254740992.0 < s->options.bit_errors) h->bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
}

static uint64_t later(uint64_t a, uint64_t b) {
  return a > b ? a : b;
}

static size_t wire_write(void *context, unsigned link, const uint8_t *bytes, size_t count) {
  sim_board *board = context;
  sim *s = board->sim;
  sim_line *line = &board->lines[link];
  size_t taken = WIRE_BUFFER - line->backlog;
  if (taken > count) taken = count;
  for (size_t at = 0; at < taken; at += 256) {
    happening h = {.kind = TO_SWITCH, .board = board->index, .line = link, .count = taken - at < 256 ? taken - at : 256};
    memcpy(h.bytes, bytes + at, h.count);
    line->free_at = later(line->free_at, s->now) + h.count * US_PER_BYTE;
    line->backlog += h.count;
    h.at = line->free_at;
    push(s, h);
  }
  return taken;
}

static size_t wire_backlog(void *context, unsigned link) {
  return ((sim_board *)context)->lines[link].backlog;
}

static bool wire_up(void *context, unsigned link) {
  return !((sim_board *)context)->lines[link].unplugged;
}

/* --- the switch: label n leads to board n - 1, over the line of the same number --- */

static void switch_frame(sim *s, unsigned line, const uint8_t *run, size_t count) {
  const unsigned to = run[0] - 1u;
  if (to >= s->options.boards) return;
  sim_line *out = &s->boards[to].lines[line];
  happening h = {.kind = TO_BOARD, .board = to, .line = line, .count = count};
  memcpy(h.bytes, run, count);
  out->out_free = later(out->out_free, s->now + LATENCY_US) + count * US_PER_BYTE;
  h.at = out->out_free;
  push(s, h);
}

static void to_switch(sim *s, happening *h) {
  sim_line *line = &s->boards[h->board].lines[h->line];
  line->backlog -= h->count;
  if (!line->cut && !line->unplugged) {
    add_noise(s, h);
    for (size_t i = 0; i < h->count; i++) {
      if (line->run_length < sizeof line->run) line->run[line->run_length++] = h->bytes[i];
      if (h->bytes[i] != 0) continue;
      if (line->run_length > 1 && line->run_length <= 255) switch_frame(s, h->line, line->run, line->run_length);
      line->run_length = 0;
    }
  }
  push(s, (happening){.at = s->now, .kind = DRAINED, .board = h->board, .line = h->line});
}

static void to_board(sim *s, happening *h) {
  sim_board *board = &s->boards[h->board];
  const sim_line *line = &board->lines[h->line];
  if (line->cut || line->unplugged) return;
  add_noise(s, h);
  size_t at = 0; /* in any pieces */
  while (at < h->count) {
    size_t piece = 1 + sim_chance(s, 255);
    if (piece > h->count - at) piece = h->count - at;
    vn_links_bytes(board->links, h->line, h->bytes + at, piece);
    at += piece;
  }
}

static void happen(sim *s, happening h) {
  sim_board *board = &s->boards[h.board];
  if (h.kind == TO_SWITCH) to_switch(s, &h);
  else if (h.kind == TO_BOARD) to_board(s, &h);
  else vn_links_drained(board->links, h.line);
}

/* --- its face --- */

static void no_peer_news(void *context, const char *peer, bool back, const char *message) {
  (void)context, (void)peer, (void)back, (void)message;
}

static void no_link_news(void *context, unsigned link, bool up, const char *message) {
  (void)context, (void)link, (void)up, (void)message;
}

static void start(sim_board *board) {
  const sim_options *options = &board->sim->options;
  board->heap = vn_heap_init(board->memory, options->heap_bytes);
  assert(board->heap);
  vn_loop_init(&board->loop);
  const vn_link_events events = {.on_peer = no_peer_news, .on_link = no_link_news};
  board->links =
      vn_links_make(board->heap, &board->loop, &board->host, SIM_LINES, options->message_bytes, events);
  assert(board->links);
}

sim *sim_make(const sim_options *options) {
  sim *s = calloc(1, sizeof *s);
  s->options = *options;
  s->random = options->seed * 2654435761u + 88172645463325252u;
  s->now = 1000000;
  for (unsigned i = 0; i < options->boards; i++) {
    sim_board *board = &s->boards[i];
    board->sim = s;
    board->index = i;
    board->memory = aligned_alloc(16, options->heap_bytes);
    board->host = (vn_host){.context = board,
                            .now_us = now_us,
                            .random = random_bytes,
                            .wire_write = wire_write,
                            .wire_backlog = wire_backlog,
                            .wire_up = wire_up};
    start(board);
  }
  return s;
}

void sim_free(sim *s) {
  for (unsigned i = 0; i < s->options.boards; i++) {
    sim_board *board = &s->boards[i];
    vn_links_free(board->links);
    vn_loop_run(&board->loop, s->now);
    if (!vn_heap_is_sound(board->heap) || vn_heap_used(board->heap) != 0) {
      fprintf(stderr, "board %u: %zu bytes were not given back\n", i, vn_heap_used(board->heap));
      abort();
    }
    free(board->memory);
  }
  while (s->count > 0) pop(s);
  free(s->queue);
  free(s);
}

uint64_t sim_now(const sim *s) {
  return s->now;
}

vn_links *sim_links(sim *s, unsigned board) {
  return s->boards[board].links;
}

vn_heap *sim_heap(sim *s, unsigned board) {
  return s->boards[board].heap;
}

void sim_cut(sim *s, unsigned board, unsigned line, bool cut) {
  s->boards[board].lines[line].cut = cut;
}

void sim_unplug(sim *s, unsigned board, unsigned line, bool unplugged) {
  s->boards[board].lines[line].unplugged = unplugged;
  vn_links_changed(s->boards[board].links, line);
}

void sim_reboot(sim *s, unsigned board) {
  vn_links_free(s->boards[board].links);
  start(&s->boards[board]);
}

void sim_configure(sim *s, unsigned index) {
  vn_peer_request peers[SIM_BOARDS_MAX] = {0};
  vn_network_request request = {.address = (uint8_t)(index + 1), .peers = peers};
  for (unsigned other = 0; other < s->options.boards; other++) {
    if (other == index) continue;
    vn_peer_request *peer = &peers[request.peer_count++];
    peer->address = (uint8_t)(other + 1);
    snprintf(peer->name, sizeof peer->name, "b%u", other);
    peer->path_count = SIM_LINES;
    for (unsigned line = 0; line < SIM_LINES; line++) peer->paths[line] = (vn_path_request){(uint8_t)line, (uint8_t)(other + 1)};
  }
  vn_error error;
  if (!vn_links_configure(s->boards[index].links, &request, &error)) {
    fprintf(stderr, "configure: %s\n", error.message);
    abort();
  }
}

static uint64_t next_at(const sim *s) {
  uint64_t at = s->count > 0 ? s->queue[0]->at : VN_NEVER;
  for (unsigned i = 0; i < s->options.boards; i++) {
    const uint64_t timer = vn_loop_next(&s->boards[i].loop);
    if (timer < at) at = timer;
  }
  return at;
}

void sim_run(sim *s, uint64_t until) {
  for (;;) {
    const uint64_t at = next_at(s);
    if (at > until) break;
    if (at > s->now) s->now = at;
    while (s->count > 0 && s->queue[0]->at <= s->now) happen(s, pop(s));
    for (unsigned i = 0; i < s->options.boards; i++) vn_loop_run(&s->boards[i].loop, s->now);
  }
  s->now = until;
}
