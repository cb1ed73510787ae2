/**
 * How two ends of a wire agree on a speed before the first frame of a link: firmware/README.md, "The speed of a wire".
 * Includes nothing of the ESP-IDF.
 *
 *   offering --offer, accept--> trying --heard--> up
 *      ^                          | 100 ms        |  some framing errors: one step slower
 *      +--------------------------+---------------+  many, or an offer: the other end began anew
 */
#ifndef LINE_SPEED_H
#define LINE_SPEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum line_speed_state { LINE_OFFERING, LINE_TRYING, LINE_UP } line_speed_state;

enum {
  LINE_MESSAGE_BYTES = 7,
  LINE_OUT_BYTES = 4 * LINE_MESSAGE_BYTES,
};

typedef struct line_speed {
  line_speed_state state;
  unsigned fastest;  /* Mb/s, of this end's line */
  unsigned most;     /* what it offers now */
  unsigned speed;    /* what the line is to be set to, once `out` has gone */
  unsigned trials;   /* that failed at this speed */
  uint64_t since, spoke_at;
  uint8_t run[8];    /* what came since the last zero, as far as it matters */
  size_t run_length;
  uint8_t out[LINE_OUT_BYTES]; /* to be sent at the speed that the line has */
  size_t out_length;
  uint64_t counted_from;
  uint32_t bytes, errors; /* of this second */
} line_speed;

/** `fastest`: 1, 2, 3 or 5 Mb/s. */
void line_speed_begin(line_speed *line, unsigned fastest, uint64_t now_us);
/** Bytes that came while the line is not up; in the first speed, those that came while it is, too. */
void line_speed_take(line_speed *line, const uint8_t *bytes, size_t count, uint64_t now_us);
/** Bytes and framing errors that came while it is up. */
void line_speed_count(line_speed *line, uint32_t bytes, uint32_t errors);
/** At least every 5 ms while the line is not up, and every 100 ms while it is. */
void line_speed_tick(line_speed *line, uint64_t now_us);

#endif
