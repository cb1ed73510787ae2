/* Timers: a pairing heap (Fredman, Sedgewick, Sleator, Tarjan 1986). `previous` is the elder sibling, of an eldest child the parent. */
#include "loop.h"

void vn_loop_init(vn_loop *loop) {
  *loop = (vn_loop){0};
}

void vn_timer_init(vn_timer *timer, void (*ring)(void *), void *owner) {
  *timer = (vn_timer){.at = VN_NEVER, .ring = ring, .owner = owner};
}

static vn_timer *meld(vn_timer *a, vn_timer *b) {
  if (!a) return b;
  if (!b) return a;
  if (b->at < a->at) {
    vn_timer *swap = a;
    a = b;
    b = swap;
  }
  b->previous = a;
  b->sibling = a->child;
  if (b->sibling) b->sibling->previous = b;
  a->child = b;
  return a;
}

/** Melds siblings two by two from the eldest on, then all from the youngest back. */
static vn_timer *meld_siblings(vn_timer *first) {
  vn_timer *pairs = NULL;
  while (first) {
    vn_timer *second = first->sibling, *rest = second ? second->sibling : NULL;
    first->sibling = first->previous = NULL;
    if (second) second->sibling = second->previous = NULL;
    vn_timer *pair = meld(first, second);
    pair->sibling = pairs;
    pairs = pair;
    first = rest;
  }
  vn_timer *whole = NULL;
  while (pairs) {
    vn_timer *next = pairs->sibling;
    pairs->sibling = NULL;
    whole = meld(whole, pairs);
    pairs = next;
  }
  return whole;
}

static void detach(vn_timer *timer) {
  if (timer->previous->child == timer) timer->previous->child = timer->sibling;
  else timer->previous->sibling = timer->sibling;
  if (timer->sibling) timer->sibling->previous = timer->previous;
  timer->sibling = timer->previous = NULL;
}

void vn_timer_clear(vn_loop *loop, vn_timer *timer) {
  if (timer->at == VN_NEVER) return;
  vn_timer *children = meld_siblings(timer->child);
  timer->child = NULL;
  if (timer == loop->earliest) loop->earliest = children;
  else {
    detach(timer);
    loop->earliest = meld(loop->earliest, children);
  }
  timer->at = VN_NEVER;
}

void vn_timer_set(vn_loop *loop, vn_timer *timer, uint64_t at) {
  if (timer->at == at) return;
  vn_timer_clear(loop, timer);
  if (at == VN_NEVER) return;
  timer->at = at;
  loop->earliest = meld(loop->earliest, timer);
}

void vn_task_init(vn_task *task, void (*run)(void *), void *owner) {
  *task = (vn_task){.run = run, .owner = owner};
}

void vn_loop_soon(vn_loop *loop, vn_task *task) {
  if (task->queued) return;
  task->queued = true;
  task->next = NULL;
  if (loop->last) loop->last->next = task;
  else loop->first = task;
  loop->last = task;
}

void vn_task_cancel(vn_loop *loop, vn_task *task) {
  if (!task->queued) return;
  vn_task *before = NULL;
  for (vn_task *at = loop->first; at != task; at = at->next) before = at;
  if (before) before->next = task->next;
  else loop->first = task->next;
  if (loop->last == task) loop->last = before;
  task->queued = false;
}

static void run_tasks(vn_loop *loop) {
  while (loop->first) {
    vn_task *task = loop->first;
    loop->first = task->next;
    if (!loop->first) loop->last = NULL;
    task->queued = false;
    task->run(task->owner);
  }
}

void vn_loop_run(vn_loop *loop, uint64_t now) {
  while (loop->earliest && loop->earliest->at <= now) {
    vn_timer *due = loop->earliest;
    vn_timer_clear(loop, due);
    due->ring(due->owner);
    run_tasks(loop);
  }
  run_tasks(loop);
}

uint64_t vn_loop_next(const vn_loop *loop) {
  return loop->earliest ? loop->earliest->at : VN_NEVER;
}
