/** Remembers which of the last counters were used: each is taken once, in any order within the window. */
#ifndef VN_REPLAY_WINDOW_H
#define VN_REPLAY_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

/** How far behind the highest counter a message may come late. */
#define VN_REPLAY_WINDOW 64

typedef struct vn_replay_window {
  uint64_t used;    /* bit k: counter highest - k was */
  uint64_t highest;
  bool any;
} vn_replay_window;

/** False: used before, or too far behind to know. */
static inline bool vn_replay_take(vn_replay_window *window, uint64_t counter) {
  if (!window->any || counter > window->highest) {
    const uint64_t ahead = window->any ? counter - window->highest : VN_REPLAY_WINDOW;
    window->used = (ahead >= VN_REPLAY_WINDOW ? 0 : window->used << ahead) | 1;
    window->highest = counter;
    window->any = true;
    return true;
  }
  const uint64_t behind = window->highest - counter;
  if (behind >= VN_REPLAY_WINDOW) return false;
  const uint64_t bit = (uint64_t)1 << behind;
  const bool fresh = !(window->used & bit);
  window->used |= bit;
  return fresh;
}

#endif
