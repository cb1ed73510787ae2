#include <stdio.h>

#include "counters_internal.h"

static size_t append(char *to, size_t length, size_t room, unsigned told, const char *label, const char *what,
                     const vn_counter *counter) {
  const char *comma = told ? ", " : "";
  const int added = counter ? snprintf(to + length, room - length, "%s%s%s%s \"%s\"", comma, label, what, counter->kind, counter->name)
                            : snprintf(to + length, room - length, "%s%s%s", comma, label, what);
  return length + (size_t)added < room ? length + (size_t)added : room - 1;
}

static void reasons(const vn_run_group *group, char *to, size_t room) {
  size_t length = 0;
  unsigned told = 0;
  const unsigned all = group->ended_count + group->blocked_count;
  for (unsigned i = 0; i < group->ended_count && told < VN_REASONS_TOLD; i++)
    length = append(to, length, room, told++, group->ended[i], " has ended", NULL);
  for (const vn_counter_user *one = group->members; one && told < VN_REASONS_TOLD; one = one->group_next)
    if (one->is_blocked) length = append(to, length, room, told++, one->label, " waits for ", one->waits_for);
  if (all == 0) snprintf(to, room, "no other worker of this run is on this board");
  else if (all > told) snprintf(to + length, room - length, ", …");
}

bool vn_group_is_vain(const vn_run_group *group, vn_code *code, char *why, size_t room) {
  if (group->blocked_count + 1 < group->member_count) return false;
  *code = group->ended_count > 0 ? VN_CLOSED : VN_DEADLOCK;
  reasons(group, why, room);
  return true;
}

void vn_group_fail(vn_counter_user *user, vn_code code, const char *why) {
  vn_counter_wait *wait = user->wait;
  vn_refuse(&wait->error, code, "%s \"%s\": nobody is left who could end this wait: %s", user->waits_for->kind,
            user->waits_for->name, why);
  vn_counter_wait_end(user);
  wait->is_over = wait->has_failed = true;
  wait->over(wait->context);
}

static void forget(vn_counters *counters, vn_run_group *group) {
  vn_run_group **place = &counters->groups;
  while (*place != group) place = &(*place)->next;
  *place = group->next;
  vn_heap_give(counters->heap, group);
}

void vn_group_leave(vn_counters *counters, vn_counter_user *user) {
  vn_run_group *group = user->group;
  vn_counter_user **place = &group->members;
  while (*place != user) place = &(*place)->group_next;
  *place = user->group_next;
  group->member_count--;
  if (group->ended_count < VN_REASONS_TOLD)
    snprintf(group->ended[group->ended_count++], VN_LABEL_BYTES, "%s", user->label);
  if (group->member_count == 0) {
    forget(counters, group);
    return;
  }
  if (group->blocked_count < group->member_count) return;
  char why[VN_ERROR_MESSAGE_BYTES];
  reasons(group, why, sizeof why);
  for (vn_counter_user *one = group->members; one; one = one->group_next)
    if (one->is_blocked) vn_group_fail(one, VN_CLOSED, why);
}
