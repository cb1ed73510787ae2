/* Two ends of a wire that agree on a speed: firmware/src/esp32/line_speed.c, which includes nothing of the ESP-IDF. */
#include <string.h>

#include "../../../firmware/src/esp32/line_speed.c"
#include "check.h"

enum { STEP_US = 1000 };

/** Bytes arrive whole when both ends have the same speed, else as nothing but zeros and garbage. */
typedef struct bench {
  line_speed ends[2];
  unsigned speeds[2]; /* what the lines are set to */
  unsigned broken_above; /* Mb/s: faster bytes are lost */
  uint64_t now;
  uint32_t random;
  unsigned loss; /* percent of the messages */
} bench;

static void carry(bench *b, int from, const uint8_t *bytes, size_t count) {
  line_speed *to = &b->ends[!from];
  const bool is_heard = b->speeds[from] == b->speeds[!from] && b->speeds[from] <= b->broken_above;
  b->random = b->random * 1664525u + 1013904223u;
  if ((b->random >> 16) % 100 < b->loss) return;
  static const uint8_t garbage[] = {0x80, 0xfe, 0x00, 0x1c};
  const uint8_t *heard = is_heard ? bytes : garbage;
  const size_t length = is_heard ? count : sizeof garbage;
  if (to->state == LINE_UP) line_speed_count(to, (uint32_t)length, is_heard ? 0 : (uint32_t)length);
  if (to->state != LINE_UP || to->speed == 1) line_speed_take(to, heard, length, b->now);
}

static void follow(bench *b, int end) {
  line_speed *line = &b->ends[end];
  uint8_t out[LINE_OUT_BYTES];
  const size_t count = line->out_length;
  memcpy(out, line->out, count);
  line->out_length = 0;
  if (count > 0) carry(b, end, out, count);
  b->speeds[end] = line->speed;
}

static void run(bench *b, uint64_t us) {
  for (const uint64_t end = b->now + us; b->now < end; b->now += STEP_US)
    for (int i = 0; i < 2; i++) {
      line_speed_tick(&b->ends[i], b->now);
      follow(b, i);
    }
}

static void begin(bench *b, int end, unsigned fastest) {
  line_speed_begin(&b->ends[end], fastest, b->now);
  b->speeds[end] = 1;
}

static bench made(unsigned first, unsigned second) {
  bench b = {.broken_above = 5, .now = 1000000, .random = 1};
  begin(&b, 0, first);
  begin(&b, 1, second);
  return b;
}

static void are_up_at(const bench *b, unsigned speed) {
  for (int i = 0; i < 2; i++)
    CHECK(b->ends[i].state == LINE_UP && b->ends[i].speed == speed, "end %d: state %d, %u Mb/s", i, (int)b->ends[i].state,
          b->ends[i].speed);
}

TEST(the_slower_end_decides) {
  static const unsigned rows[][3] = {{5, 5, 5}, {5, 3, 3}, {2, 5, 2}, {1, 5, 1}, {1, 1, 1}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    bench b = made(rows[i][0], rows[i][1]);
    run(&b, 500000);
    are_up_at(&b, rows[i][2]);
  }
}

TEST(a_line_that_is_too_bad_for_a_speed_gets_a_slower_one) {
  for (unsigned works = 1; works <= 3; works++) {
    bench b = made(5, 5);
    b.broken_above = works;
    run(&b, 5000000);
    are_up_at(&b, works);
  }
}

TEST(lost_messages_are_said_again) {
  for (uint32_t seed = 1; seed <= 200; seed++) {
    bench b = made(5, 5);
    b.random = seed;
    b.loss = 30;
    run(&b, 20000000);
    CHECK(b.ends[0].state == LINE_UP && b.ends[1].state == LINE_UP && b.ends[0].speed == b.ends[1].speed, "seed %u", seed);
  }
}

TEST(an_end_that_begins_anew_is_found_again) {
  static const unsigned speeds[] = {5, 1};
  for (size_t i = 0; i < 2; i++) {
    bench b = made(speeds[i], 5);
    run(&b, 500000);
    are_up_at(&b, speeds[i]);
    begin(&b, 1, 5);
    run(&b, 5000000);
    are_up_at(&b, speeds[i]);
  }
}

TEST(some_framing_errors_cost_one_step) {
  bench b = made(5, 5);
  run(&b, 500000);
  line_speed_count(&b.ends[0], 3000, 20);
  b.broken_above = 3;
  run(&b, 5000000);
  are_up_at(&b, 3);
}

TEST(few_framing_errors_cost_nothing) {
  bench b = made(5, 5);
  run(&b, 500000);
  line_speed_count(&b.ends[0], 100000, 20);
  run(&b, 5000000);
  are_up_at(&b, 5);
}

TEST(an_end_that_knows_nothing_of_speeds_is_spoken_to_at_the_first) {
  static const uint8_t frame[] = {7, 3, 1, 2, 9, 9, 9, 9, 9, 9, 9, 9, 0};
  line_speed line;
  line_speed_begin(&line, 5, 1);
  line_speed_take(&line, frame, sizeof frame, 2);
  CHECK(line.state == LINE_UP && line.speed == 1);
}

TEST(noise_is_no_message) {
  line_speed line;
  uint32_t random = 7;
  line_speed_begin(&line, 5, 1);
  for (int i = 0; i < 1000000; i++) {
    random = random * 1664525u + 1013904223u;
    const uint8_t byte = (random >> 16) % 5 == 0 ? 0 : (uint8_t)(random >> 24);
    line_speed_take(&line, &byte, 1, 2);
    CHECK(line.state != LINE_TRYING);
    if (line.state == LINE_UP) line_speed_begin(&line, 5, 1); /* eight bytes without a zero are a frame */
  }
}
