#include <stdio.h>
#include <string.h>

#include "counters_internal.h"

static vn_holding **find(vn_counter *counter, const vn_counter_user *user) {
  vn_holding **place = &counter->holdings;
  while (*place && (*place)->user != user) place = &(*place)->next;
  return place;
}

uint32_t vn_counter_held_by(const vn_counter *counter, const vn_counter_user *user) {
  const vn_holding *holding = *find((vn_counter *)counter, user);
  return holding ? holding->units : 0;
}

vn_holding *vn_counter_holding(vn_counter *counter, vn_counter_user *user) {
  vn_holding **place = find(counter, user);
  if (!*place && (*place = vn_heap_take_zeroed(user->counters->heap, sizeof **place))) (*place)->user = user;
  return *place;
}

void vn_counter_state(const vn_counter *counter, char *to, size_t room) {
  size_t length = 0, count = 0;
  to[0] = '\0';
  for (const vn_holding *one = counter->holdings; one; one = one->next) {
    if (one->units == 0) continue;
    const int added = snprintf(to + length, room - length, "%s%s", count ? ", " : "", one->user->label);
    length = length + (size_t)added < room ? length + (size_t)added : room - 1;
    count++;
  }
  if (count == 0) snprintf(to, room, "its value is %lu", (unsigned long)counter->value);
  else snprintf(to + length, room - length, " %s it", count == 1 ? "holds" : "hold");
}

/** Whoever holds has a place in the list already. */
static void take(vn_counter *counter, vn_counter_user *user, vn_take_kind kind, uint32_t units, vn_taken_units *taken) {
  if (kind != VN_SEE) counter->value -= units;
  *taken = (vn_taken_units){.left = counter->value};
  if (kind != VN_HOLD) return;
  (*find(counter, user))->units += units;
  if (!counter->was_abandoned) return;
  taken->was_abandoned = true;
  memcpy(taken->abandoned_by, counter->abandoned_by, VN_LABEL_BYTES);
  counter->was_abandoned = false;
}

bool vn_counter_take(vn_counter *counter, vn_counter_user *user, vn_take_kind kind, uint32_t units, vn_taken_units *taken) {
  if (counter->first_waiting || counter->value < units) return false;
  take(counter, user, kind, units, taken);
  return true;
}

/** The first that waits has what it waited for. */
static void serve_first(vn_counter *counter) {
  vn_counter_user *user = counter->first_waiting;
  vn_counter_wait *wait = user->wait;
  counter->first_waiting = user->waiting_next;
  user->wait = NULL;
  user->waits_for = NULL;
  if (user->is_blocked) user->group->blocked_count--;
  user->is_blocked = false;
  take(counter, user, user->wait_kind, user->wait_units, &wait->taken);
  wait->is_over = true;
  wait->over(wait->context);
}

void vn_counter_serve(vn_counter *counter) {
  while (counter->first_waiting && counter->value >= counter->first_waiting->wait_units) serve_first(counter);
}

uint32_t vn_counter_add(vn_counter *counter, uint32_t units) {
  counter->value += units;
  const uint32_t value = counter->value;
  vn_counter_serve(counter);
  return value;
}

void vn_counter_tidy(vn_counter *counter, vn_counter_user *user) {
  vn_holding **place = find(counter, user), *holding = *place;
  if (!holding || holding->units > 0) return;
  *place = holding->next;
  vn_heap_give(user->counters->heap, holding);
}

void vn_counter_give_back(vn_counter *counter, vn_counter_user *user, uint32_t units) {
  (*find(counter, user))->units -= units;
  vn_counter_tidy(counter, user);
}
