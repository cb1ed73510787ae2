/**
 * Boards joined by a switch, in one thread, under a simulated clock and a seed: lines of 5 Mb/s, two a board, with noise,
 * cuts and restarts. What was sent is compared with what arrived.
 */
#ifndef LINKS_SIMULATION_H
#define LINKS_SIMULATION_H

#include <stdbool.h>
#include <stdint.h>

#include "links/links.h"

enum { SIM_BOARDS_MAX = 16, SIM_LINES = 2 };

typedef struct sim sim;

typedef struct sim_options {
  unsigned boards;
  uint64_t seed;
  double bit_errors;      /* probability for each bit on each line */
  size_t heap_bytes;      /* of each board */
  uint32_t message_bytes; /* longest message */
} sim_options;

sim *sim_make(const sim_options *options);
/** Fails the test when a heap is not sound or not empty afterwards. */
void sim_free(sim *sim);

uint64_t sim_now(const sim *sim);
uint32_t sim_chance(sim *sim, uint32_t below);
vn_links *sim_links(sim *sim, unsigned board);
vn_heap *sim_heap(sim *sim, unsigned board);
void sim_cut(sim *sim, unsigned board, unsigned line, bool cut);
void sim_unplug(sim *sim, unsigned board, unsigned line, bool unplugged);
/** The board begins anew: all its connections are gone without a word. */
void sim_reboot(sim *sim, unsigned board);
/** Tells the board its address (index + 1) and its ways to all others, two each. */
void sim_configure(sim *sim, unsigned board);
/** Until `until_us` of the clock. */
void sim_run(sim *sim, uint64_t until_us);

#endif
