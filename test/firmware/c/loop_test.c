/* Timers and tasks against a model. */
#include "base/loop.h"

#include <stdint.h>

#include "check.h"

enum { TIMERS = 60 };

typedef struct bench {
  vn_loop loop;
  vn_timer timers[TIMERS];
  uint64_t wanted[TIMERS]; /* VN_NEVER: not set */
  uint64_t now, last;
  unsigned rung;
} bench;

typedef struct bell {
  bench *bench;
  unsigned number;
} bell;

static uint32_t random_below(uint64_t *state, uint32_t below) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)((*state >> 33) % below);
}

static void ring(void *owner) {
  const bell *one = owner;
  bench *b = one->bench;
  const uint64_t due = b->wanted[one->number];
  CHECK(due != VN_NEVER && due <= b->now, "timer %u", one->number);
  CHECK(due >= b->last, "timer %u rang after a later one", one->number);
  CHECK(b->timers[one->number].at == VN_NEVER);
  b->last = due;
  b->wanted[one->number] = VN_NEVER;
  b->rung++;
}

static uint64_t next_wanted(const bench *b) {
  uint64_t next = VN_NEVER;
  for (unsigned i = 0; i < TIMERS; i++)
    if (b->wanted[i] < next) next = b->wanted[i];
  return next;
}

TEST(timers_ring_in_order_and_once) {
  uint64_t seed = 7;
  bench b = {.now = 1000};
  bell bells[TIMERS];
  vn_loop_init(&b.loop);
  for (unsigned i = 0; i < TIMERS; i++) {
    bells[i] = (bell){&b, i};
    b.wanted[i] = VN_NEVER;
    vn_timer_init(&b.timers[i], ring, &bells[i]);
  }
  for (unsigned step = 0; step < 50000; step++) {
    const unsigned i = random_below(&seed, TIMERS);
    switch (random_below(&seed, 4)) {
      case 0:
        vn_timer_clear(&b.loop, &b.timers[i]);
        b.wanted[i] = VN_NEVER;
        break;
      case 1:
        b.now += random_below(&seed, 40);
        b.last = 0;
        vn_loop_run(&b.loop, b.now);
        break;
      default:
        b.wanted[i] = random_below(&seed, 50) ? b.now + random_below(&seed, 300) : VN_NEVER;
        vn_timer_set(&b.loop, &b.timers[i], b.wanted[i]);
    }
    CHECK_EQUAL(vn_loop_next(&b.loop), next_wanted(&b));
  }
  CHECK(b.rung > 5000, "%u", b.rung);
}

typedef struct tasks {
  vn_loop loop;
  vn_task one, two, three;
  vn_timer timer;
  char order[16];
  unsigned count;
} tasks;

static void note(tasks *t, char which) {
  CHECK(t->count < sizeof t->order);
  t->order[t->count++] = which;
}

static void run_one(void *owner) {
  note(owner, '1');
}

static void run_two(void *owner) {
  tasks *t = owner;
  note(t, '2');
  vn_loop_soon(&t->loop, &t->three);
  vn_loop_soon(&t->loop, &t->one);
}

static void run_three(void *owner) {
  note(owner, '3');
}

static void ring_soon(void *owner) {
  tasks *t = owner;
  note(t, 'T');
  vn_loop_soon(&t->loop, &t->one);
  if (t->count < 4) vn_timer_set(&t->loop, &t->timer, 20);
}

static void init_tasks(tasks *t) {
  *t = (tasks){0};
  vn_loop_init(&t->loop);
  vn_task_init(&t->one, run_one, t);
  vn_task_init(&t->two, run_two, t);
  vn_task_init(&t->three, run_three, t);
  vn_timer_init(&t->timer, ring_soon, t);
}

TEST(tasks_run_in_the_order_in_which_they_were_queued) {
  tasks t;
  init_tasks(&t);
  vn_loop_soon(&t.loop, &t.two);
  vn_loop_soon(&t.loop, &t.one);
  vn_loop_soon(&t.loop, &t.two);
  vn_loop_run(&t.loop, 0);
  CHECK_TEXT(t.order, t.count, "213" /* and one was still queued when two asked for it */);
  vn_loop_run(&t.loop, 0);
  CHECK_EQUAL(t.count, 3);
}

TEST(a_task_can_be_cancelled_wherever_it_stands) {
  for (unsigned which = 0; which < 3; which++) {
    tasks t;
    init_tasks(&t);
    vn_task *all[3] = {&t.one, &t.three, &t.two};
    for (unsigned i = 0; i < 3; i++) vn_loop_soon(&t.loop, all[i]);
    vn_task_cancel(&t.loop, all[which]);
    vn_task_cancel(&t.loop, all[which]);
    vn_loop_soon(&t.loop, all[which]);
    vn_loop_run(&t.loop, 0);
    static const char *const ORDERS[] = {"3213", "1231", "13231"};
    CHECK_TEXT(t.order, t.count, ORDERS[which]);
  }
}

TEST(tasks_of_a_timer_run_before_the_next_timer) {
  tasks t;
  init_tasks(&t);
  vn_timer_set(&t.loop, &t.timer, 10);
  vn_loop_run(&t.loop, 9);
  CHECK_EQUAL(t.count, 0);
  vn_loop_run(&t.loop, 100);
  CHECK_TEXT(t.order, t.count, "T1T1T1");
  CHECK_EQUAL(vn_loop_next(&t.loop), VN_NEVER);
}
