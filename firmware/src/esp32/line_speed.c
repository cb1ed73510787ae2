#include "line_speed.h"

#include <string.h>

#define OFFER_EVERY_US 50000u
#define CHECK_EVERY_US 5000u
#define TRIAL_US 100000u
#define SECOND_US 1000000u

enum {
  FIRST_SPEED = 1,
  ERRORS_LEAST = 8,    /* in a second, and more than one byte in */
  BYTES_AN_ERROR = 500,
  BYTES_AN_ERROR_WRONG_SPEED = 8,
  TRIALS = 3,
  FRAME_LEAST = 8,     /* bytes between two zeros: not one of ours */
};

static const uint8_t SPEEDS[] = {1, 2, 3, 5};

static bool is_speed(unsigned speed) {
  for (size_t i = 0; i < sizeof SPEEDS; i++)
    if (SPEEDS[i] == speed) return true;
  return false;
}

static unsigned slower(unsigned speed) {
  unsigned below = FIRST_SPEED;
  for (size_t i = 0; i < sizeof SPEEDS && SPEEDS[i] < speed; i++) below = SPEEDS[i];
  return below;
}

static void say(line_speed *line, char kind, unsigned speed) {
  if (line->out_length + LINE_MESSAGE_BYTES > sizeof line->out) return;
  const uint8_t digit = (uint8_t)('0' + speed);
  const uint8_t message[LINE_MESSAGE_BYTES] = {0, 'V', 'S', (uint8_t)kind, digit, (uint8_t)~digit, 0};
  memcpy(line->out + line->out_length, message, sizeof message);
  line->out_length += sizeof message;
}

static void turn(line_speed *line, line_speed_state state, unsigned speed, uint64_t now) {
  line->state = state;
  line->speed = speed;
  line->since = line->counted_from = now;
  line->spoke_at = state == LINE_TRYING ? now - CHECK_EVERY_US : now;
  line->run_length = 0;
  line->bytes = line->errors = 0;
}

/** The other end may have lost what told it so. */
static void go_up(line_speed *line, uint64_t now) {
  for (int i = 0; i < 3; i++) say(line, 'D', line->speed);
  line->trials = 0;
  turn(line, LINE_UP, line->speed, now);
}

static void offer(line_speed *line, uint64_t now) {
  turn(line, LINE_OFFERING, FIRST_SPEED, now);
  line->spoke_at = now - OFFER_EVERY_US;
}

void line_speed_begin(line_speed *line, unsigned fastest, uint64_t now_us) {
  memset(line, 0, sizeof *line);
  line->fastest = line->most = is_speed(fastest) ? fastest : FIRST_SPEED;
  offer(line, now_us);
}

static void on_message(line_speed *line, uint8_t kind, unsigned speed, uint64_t now) {
  if (line->state == LINE_OFFERING && (kind == 'O' || kind == 'A')) {
    const unsigned agreed = speed < line->most ? speed : line->most;
    say(line, 'A', agreed);
    if (kind == 'O') say(line, 'A', agreed);
    turn(line, LINE_TRYING, agreed, now);
  } else if (line->state == LINE_UP && kind == 'O') {
    line->most = line->fastest;
    offer(line, now);
  } else if (line->state == LINE_TRYING && speed == line->speed) {
    if (kind == 'C') say(line, 'D', speed);
    if (kind == 'D') go_up(line, now);
  }
}

/** A zero has come. */
static void on_run(line_speed *line, uint64_t now) {
  const uint8_t *run = line->run;
  const size_t length = line->run_length;
  line->run_length = 0;
  if (length == LINE_MESSAGE_BYTES - 2 && run[0] == 'V' && run[1] == 'S') {
    const unsigned speed = (unsigned)run[3] - '0';
    if (run[3] + run[4] == 255 && is_speed(speed)) on_message(line, run[2], speed, now);
  } else if (length >= FRAME_LEAST && line->state != LINE_UP) {
    go_up(line, now); /* a frame of a link: that end is up, or knows nothing of speeds */
  }
}

void line_speed_take(line_speed *line, const uint8_t *bytes, size_t count, uint64_t now_us) {
  for (size_t i = 0; i < count; i++) {
    const line_speed_state before = line->state;
    if (bytes[i] == 0) on_run(line, now_us);
    else if (line->run_length < sizeof line->run) line->run[line->run_length++] = bytes[i];
    if (line->state != before) return; /* what follows came at the speed before */
  }
}

void line_speed_count(line_speed *line, uint32_t bytes, uint32_t errors) {
  line->bytes += bytes;
  line->errors += errors;
}

static void judge(line_speed *line, uint64_t now) {
  if (now - line->counted_from < SECOND_US) return;
  const bool is_bad = line->errors >= ERRORS_LEAST && line->errors > line->bytes / BYTES_AN_ERROR;
  const bool is_wrong = line->errors > line->bytes / BYTES_AN_ERROR_WRONG_SPEED;
  line->counted_from = now;
  line->bytes = line->errors = 0;
  if (!is_bad || line->speed == FIRST_SPEED) return;
  line->most = is_wrong ? line->fastest : slower(line->speed);
  offer(line, now);
}

void line_speed_tick(line_speed *line, uint64_t now_us) {
  if (line->state == LINE_UP) {
    judge(line, now_us);
  } else if (line->state == LINE_OFFERING) {
    if (now_us - line->spoke_at < OFFER_EVERY_US) return;
    line->spoke_at = now_us;
    say(line, 'O', line->most);
  } else if (now_us - line->since >= TRIAL_US) {
    line->trials = (line->trials + 1) % TRIALS;
    if (line->trials == 0) line->most = slower(line->speed);
    offer(line, now_us);
  } else if (now_us - line->spoke_at >= CHECK_EVERY_US) {
    line->spoke_at = now_us;
    say(line, 'C', line->speed);
  }
}
