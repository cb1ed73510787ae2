#include "activity.h"

static uint64_t smaller(uint64_t a, uint64_t b) {
  return a < b ? a : b;
}

/** Of a stretch in which the program could run, what it did run; without a clock for that, all of it. */
static uint64_t ran(const vn_activity *activity, uint64_t now, uint64_t cpu) {
  const uint64_t wall = now - activity->since;
  if (cpu == UINT64_MAX || activity->cpu_since == UINT64_MAX || cpu < activity->cpu_since) return wall;
  return smaller(wall, cpu - activity->cpu_since);
}

static void add(uint64_t spent[VN_DOING_COUNT], const vn_activity *activity, uint64_t now, uint64_t cpu) {
  if (activity->doing == VN_NOTHING) return;
  const uint64_t wall = now - activity->since;
  if (activity->doing != VN_COMPUTING) {
    spent[activity->doing] += wall;
    return;
  }
  const uint64_t computed = ran(activity, now, cpu);
  spent[VN_COMPUTING] += computed;
  spent[VN_QUEUED] += wall - computed;
}

void vn_activity_turn(vn_activity *activity, vn_doing doing, uint64_t now, uint64_t cpu) {
  add(activity->spent, activity, now, cpu);
  if (activity->trace)
    vn_trace_turn(activity->trace, activity->doing, activity->since, doing, now,
                  activity->doing == VN_COMPUTING ? ran(activity, now, cpu) : 0);
  activity->doing = doing;
  activity->since = now;
  activity->cpu_since = cpu;
}

uint64_t vn_activity_computing(const vn_activity *activity, uint64_t now, uint64_t cpu) {
  const uint64_t now_running = activity->doing == VN_COMPUTING ? ran(activity, now, cpu) : 0;
  return activity->spent[VN_COMPUTING] + now_running;
}

void vn_activity_write(const vn_activity *activity, uint64_t now, uint64_t cpu, vn_json_writer *to) {
  static const char *const NAMES[VN_DOING_COUNT] = {
      [VN_COMPUTING] = "computing", [VN_QUEUED] = "queued",     [VN_RECEIVING] = "receiving", [VN_SENDING] = "sending",
      [VN_LOCKING] = "locking",     [VN_SLEEPING] = "sleeping", [VN_INPUT] = "input",         [VN_OUTPUT] = "output",
  };
  uint64_t spent[VN_DOING_COUNT];
  for (int i = 0; i < VN_DOING_COUNT; i++) spent[i] = activity->spent[i];
  add(spent, activity, now, cpu);
  vn_json_object(to);
  for (int i = VN_COMPUTING; i < VN_DOING_COUNT; i++) vn_json_field_whole(to, NAMES[i], spent[i]);
  vn_json_field_whole(to, "messagesOut", activity->messages_out);
  vn_json_field_whole(to, "bytesOut", activity->bytes_out);
  vn_json_field_whole(to, "messagesIn", activity->messages_in);
  vn_json_field_whole(to, "bytesIn", activity->bytes_in);
  vn_json_object_end(to);
}
