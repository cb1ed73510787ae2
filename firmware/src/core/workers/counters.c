#include "counters.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "counters_internal.h"

vn_counters *vn_counters_make(vn_heap *heap) {
  vn_counters *counters = vn_heap_take_zeroed(heap, sizeof *counters);
  if (counters) counters->heap = heap;
  return counters;
}

void vn_counters_free(vn_counters *counters) {
  if (counters) vn_heap_give(counters->heap, counters);
}

/* --- joining and leaving --- */

static vn_run_group *group_of(vn_counters *counters, const char own[VN_COUNTER_NAME_BYTES]) {
  for (vn_run_group *group = counters->groups; group; group = group->next)
    if (strcmp(group->own, own) == 0) return group;
  vn_run_group *group = vn_heap_take_zeroed(counters->heap, sizeof *group);
  if (!group) return NULL;
  memcpy(group->own, own, sizeof group->own);
  group->next = counters->groups;
  counters->groups = group;
  return group;
}

vn_counter_user *vn_counters_join(vn_counters *counters, const char *label, vn_span run) {
  char own[VN_COUNTER_NAME_BYTES] = {0};
  if (run.length > 0) snprintf(own, sizeof own, "run %.*s", (int)run.length, run.bytes);
  else snprintf(own, sizeof own, "alone %u", ++counters->loners);
  vn_counter_user *user = vn_heap_take_zeroed(counters->heap, sizeof *user);
  vn_run_group *group = user ? group_of(counters, own) : NULL;
  if (!group) {
    vn_heap_give(counters->heap, user);
    return NULL;
  }
  user->counters = counters;
  user->group = group;
  snprintf(user->label, sizeof user->label, "%s", label);
  vn_counter_user **place = &group->members;
  while (*place) place = &(*place)->group_next;
  *place = user;
  group->member_count++;
  return user;
}

static void close_one(vn_counter_user *user, vn_opened *opened) {
  vn_counters *counters = user->counters;
  vn_counter *counter = opened->counter;
  vn_opened **place = &user->opened;
  while (*place != opened) place = &(*place)->next;
  *place = opened->next;
  user->opened_count--;
  vn_heap_give(counters->heap, opened);
  if (--counter->openings > 0) return;
  vn_counter **at = &counters->first;
  while (*at != counter) at = &(*at)->next;
  *at = counter->next;
  counters->count--;
  vn_heap_give(counters->heap, counter);
}

/** What it held goes to the next, who is told. */
static void abandon(vn_counter_user *user, vn_counter *counter) {
  const uint32_t units = vn_counter_held_by(counter, user);
  if (units == 0) return;
  counter->was_abandoned = true;
  memcpy(counter->abandoned_by, user->label, VN_LABEL_BYTES);
  vn_counter_give_back(counter, user, units);
  vn_counter_add(counter, units);
}

void vn_counters_leave(vn_counter_user *user) {
  vn_counters *counters = user->counters;
  vn_counter_wait_end(user);
  for (vn_opened *one = user->opened; one; one = one->next) abandon(user, one->counter);
  while (user->opened) close_one(user, user->opened);
  vn_group_leave(counters, user);
  vn_heap_give(counters->heap, user);
}

/* --- opening and closing --- */

static bool is_units(double value) {
  return value >= 1 && value <= 2147483647.0 && floor(value) == value;
}

static bool check_name(vn_span text, vn_error *error) {
  if (text.length >= 1 && text.length < VN_COUNTER_NAME_BYTES && !memchr(text.bytes, 0, text.length)) return true;
  return vn_refuse(error, VN_BAD_REQUEST, "\"%.*s\" is no name of 1..%d characters", (int)vn_utf8_prefix(text, 100),
                   text.bytes, VN_COUNTER_NAME_BYTES - 1);
}

static bool check_numbers(vn_span name, double initial, double most, vn_error *error) {
  if (!is_units(most))
    return vn_refuse(error, VN_BAD_REQUEST, "counter \"%.*s\": %.14g is no whole number 1..2^31-1", (int)name.length,
                     name.bytes, most);
  if (initial == 0 || (is_units(initial) && initial <= most)) return true;
  return vn_refuse(error, VN_BAD_REQUEST, "counter \"%.*s\": %.14g is not within 0..%.14g", (int)name.length, name.bytes,
                   initial, most);
}

static vn_counter *find(vn_counters *counters, const char *key) {
  vn_counter *counter = counters->first;
  while (counter && strcmp(counter->key, key) != 0) counter = counter->next;
  return counter;
}

static vn_counter *make(vn_counters *counters, const char key[VN_KEY_BYTES], vn_span name, vn_span kind, double initial, double most,
                        vn_error *error) {
  vn_counter *counter = NULL;
  if (counters->count >= VN_COUNTERS_MAX)
    vn_refuse(error, VN_LIMIT_REACHED, "all %d counters of this board are in use", VN_COUNTERS_MAX);
  else if (!(counter = vn_heap_take_zeroed(counters->heap, sizeof *counter)))
    vn_refuse(error, VN_OUT_OF_MEMORY, "counter \"%.*s\": this node has no memory left for it", (int)name.length, name.bytes);
  if (!counter) return NULL;
  memcpy(counter->key, key, sizeof counter->key);
  memcpy(counter->name, name.bytes, name.length);
  memcpy(counter->kind, kind.bytes, kind.length);
  counter->initial = counter->value = (uint32_t)initial;
  counter->most = (uint32_t)most;
  counter->next = counters->first;
  counters->first = counter;
  counters->count++;
  return counter;
}

static bool is_same_form(const vn_counter *counter, vn_span kind, double initial, double most) {
  return vn_span_is(kind, counter->kind) && counter->initial == initial && counter->most == most;
}

static vn_counter *find_or_make(vn_counter_user *user, vn_span name, vn_span kind, bool of_run, double initial,
                                double most, vn_error *error) {
  char key[VN_KEY_BYTES] = {0};
  snprintf(key, sizeof key, "%s %.*s", of_run ? user->group->own : "board", (int)name.length, name.bytes);
  vn_counter *counter = find(user->counters, key);
  if (!counter) return make(user->counters, key, name, kind, initial, most, error);
  if (is_same_form(counter, kind, initial, most)) return counter;
  vn_refuse(error, VN_CONFLICT, "\"%s\" is open as %s (%lu of %lu), not as %.*s (%.14g of %.14g)", counter->name,
            counter->kind, (unsigned long)counter->initial, (unsigned long)counter->most, (int)kind.length, kind.bytes,
            initial, most);
  return NULL;
}

uint32_t vn_counter_open(vn_counter_user *user, vn_span name, vn_span kind, bool of_run, double initial, double most,
                         vn_error *error) {
  if (user->opened_count >= VN_COUNTERS_MAX) {
    vn_refuse(error, VN_LIMIT_REACHED, "a worker opens at most %d counters", VN_COUNTERS_MAX);
    return 0;
  }
  if (!check_name(name, error) || !check_name(kind, error) || !check_numbers(name, initial, most, error)) return 0;
  vn_opened *opened = vn_heap_take(user->counters->heap, sizeof *opened);
  if (!opened) vn_refuse(error, VN_OUT_OF_MEMORY, "counter \"%.*s\": this node has no memory left for it", (int)name.length, name.bytes);
  vn_counter *counter = opened ? find_or_make(user, name, kind, of_run, initial, most, error) : NULL;
  if (!counter) {
    vn_heap_give(user->counters->heap, opened);
    return 0;
  }
  counter->openings++;
  *opened = (vn_opened){.next = user->opened, .number = ++user->last, .counter = counter, .of_run = of_run};
  user->opened = opened;
  user->opened_count++;
  return opened->number;
}

/** NULL and not-found. */
static vn_opened *get(const vn_counter_user *user, double number, vn_error *error) {
  for (vn_opened *one = user->opened; one; one = one->next)
    if (one->number == number) return one;
  vn_refuse(error, VN_NOT_FOUND, "no counter %.14g is open", number);
  return NULL;
}

static bool conflict(const vn_counter *counter, const vn_counter_user *user, const char *more, vn_error *error) {
  const uint32_t held = vn_counter_held_by(counter, user);
  char holds[48] = "does not hold it";
  if (held > 0 && counter->most == 1) snprintf(holds, sizeof holds, "holds it");
  else if (held > 0) snprintf(holds, sizeof holds, "holds %lu of %lu", (unsigned long)held, (unsigned long)counter->most);
  return vn_refuse(error, VN_CONFLICT, "%s \"%s\": this worker %s%s", counter->kind, counter->name, holds, more);
}

bool vn_counter_close(vn_counter_user *user, double number, vn_error *error) {
  vn_opened *opened = get(user, number, error);
  if (!opened) return false;
  unsigned times = 0;
  for (const vn_opened *one = user->opened; one; one = one->next) times += one->counter == opened->counter;
  if (times == 1 && vn_counter_held_by(opened->counter, user) > 0)
    return conflict(opened->counter, user, ": release it first", error);
  close_one(user, opened);
  return true;
}

/* --- taking and giving --- */

static bool check_units(const vn_counter *counter, double units, vn_error *error) {
  if (is_units(units) && units <= counter->most) return true;
  return vn_refuse(error, VN_BAD_REQUEST, "%s \"%s\": %.14g is no whole number 1..%lu", counter->kind, counter->name,
                   units, (unsigned long)counter->most);
}

vn_take_outcome vn_counter_take_now(vn_counter_user *user, double number, vn_take_kind kind, double units,
                                    vn_taken_units *taken, vn_error *error) {
  const vn_opened *opened = get(user, number, error);
  if (!opened || !check_units(opened->counter, units, error)) return VN_TAKE_REFUSED;
  vn_counter *counter = opened->counter;
  if (kind == VN_HOLD && vn_counter_held_by(counter, user) + units > counter->most) {
    conflict(counter, user, " and would wait for itself", error);
    return VN_TAKE_REFUSED;
  }
  if (kind == VN_HOLD && !vn_counter_holding(counter, user)) {
    vn_refuse(error, VN_OUT_OF_MEMORY, "%s \"%s\": this node has no memory left to hold it", counter->kind, counter->name);
    return VN_TAKE_REFUSED;
  }
  return vn_counter_take(counter, user, kind, (uint32_t)units, taken) ? VN_TAKE_DONE : VN_TAKE_WAIT;
}

bool vn_counter_may_wait(vn_counter_user *user, double number, vn_error *error) {
  const vn_opened *opened = get(user, number, error);
  if (!opened) return false;
  vn_code code;
  char why[VN_ERROR_MESSAGE_BYTES];
  if (!opened->of_run || !vn_group_is_vain(user->group, &code, why, sizeof why)) return true;
  return vn_refuse(error, code, "%s \"%s\": nobody is left who could end this wait: %s", opened->counter->kind,
                   opened->counter->name, why);
}

bool vn_counter_wait_begin(vn_counter_user *user, double number, vn_take_kind kind, double units, bool endless,
                           vn_counter_wait *wait) {
  const vn_opened *opened = get(user, number, NULL);
  if (!opened) return false;
  wait->is_over = wait->has_failed = false;
  user->wait = wait;
  user->waits_for = opened->counter;
  user->wait_kind = kind;
  user->wait_units = (uint32_t)units;
  user->waiting_next = NULL;
  user->is_blocked = endless && opened->of_run;
  if (user->is_blocked) user->group->blocked_count++;
  vn_counter_user **place = &opened->counter->first_waiting;
  while (*place) place = &(*place)->waiting_next;
  *place = user;
  return true;
}

void vn_counter_wait_end(vn_counter_user *user) {
  if (!user->wait) return;
  vn_counter *counter = user->waits_for;
  vn_counter_user **place = &counter->first_waiting;
  while (*place != user) place = &(*place)->waiting_next;
  *place = user->waiting_next;
  user->wait = NULL;
  user->waits_for = NULL;
  if (user->is_blocked) user->group->blocked_count--;
  user->is_blocked = false;
  vn_counter_tidy(counter, user);
  vn_counter_serve(counter);
}

int64_t vn_counter_give(vn_counter_user *user, double number, bool held, double units, vn_error *error) {
  const vn_opened *opened = get(user, number, error);
  if (!opened || !check_units(opened->counter, units, error)) return -1;
  vn_counter *counter = opened->counter;
  if (!held) {
    if (counter->value + units <= counter->most) return vn_counter_add(counter, (uint32_t)units);
    vn_refuse(error, VN_LIMIT_REACHED, "%s \"%s\" has %lu of at most %lu: no room", counter->kind, counter->name,
              (unsigned long)counter->value, (unsigned long)counter->most);
    return -1;
  }
  if (vn_counter_held_by(counter, user) < units) {
    char state[VN_ERROR_MESSAGE_BYTES] = "; ";
    vn_counter_state(counter, state + 2, sizeof state - 2);
    conflict(counter, user, state, error);
    return -1;
  }
  vn_counter_give_back(counter, user, (uint32_t)units);
  return vn_counter_add(counter, (uint32_t)units);
}

void vn_counter_late(vn_counter_user *user, double number, vn_error *error) {
  const vn_opened *opened = get(user, number, error);
  if (!opened) return;
  char state[VN_ERROR_MESSAGE_BYTES];
  vn_counter_state(opened->counter, state, sizeof state);
  vn_refuse(error, VN_TIMEOUT, "%s \"%s\": %s", opened->counter->kind, opened->counter->name, state);
}
