/* write, file, input, sleep, now, random32, span, endSpan. */
#include <string.h>

#include "native_arguments.h"

int vn_native_write(lua_State *L) {
  static const char *const STREAMS[] = {"out", "err", NULL};
  vn_worker *worker = vn_worker_of(L);
  const int stream = vn_argument_word(L, 1, STREAMS);
  const vn_span text = vn_argument_text(L, 2);
  vn_worker_lock(worker);
  vn_output_write(worker, stream == 1, text);
  vn_output_wait(worker);
  const bool stops = vn_worker_is_condemned(worker);
  vn_worker_unlock(worker);
  return stops ? vn_vm_stop(L) : 0;
}

int vn_native_file(lua_State *L) {
  vn_worker *worker = vn_worker_of(L);
  const vn_span name = vn_argument_text(L, 1), base64 = vn_argument_text(L, 2);
  const bool last = lua_toboolean(L, 3);
  if (base64.length > VN_FILE_PART_CHARACTERS) {
    vn_error error;
    vn_refuse(&error, VN_TOO_LARGE, "file \"%.*s\": a part of %lu characters, at most %d go at once",
              (int)vn_utf8_prefix(name, 80), name.bytes, (unsigned long)base64.length, VN_FILE_PART_CHARACTERS);
    return vn_answer_failure(L, &error);
  }
  vn_worker_lock(worker);
  vn_output_file(worker, name, base64, last);
  vn_output_wait(worker);
  const bool stops = vn_worker_is_condemned(worker);
  vn_worker_unlock(worker);
  return stops ? vn_vm_stop(L) : vn_answer_true(L);
}

/** A text that the worker has in hand. */
static int answer_input(lua_State *L, const vn_worker *worker) {
  lua_pushlstring(L, worker->part_in_hand->text, worker->part_in_hand->length);
  return 1;
}

int vn_native_input(lua_State *L) {
  vn_worker *worker = vn_worker_of(L);
  const double timeout_ms = vn_argument_timeout(L, 1);
  vn_worker_lock(worker);
  const uint64_t deadline = vn_deadline(worker, timeout_ms);
  while (!(worker->part_in_hand = vn_input_take(worker)) && !worker->input_ended &&
         vn_worker_wait(worker, VN_INPUT, deadline))
    continue;
  vn_worker_go_on(worker);
  const bool stops = vn_worker_is_condemned(worker), ended = worker->input_ended;
  vn_worker_unlock(worker);
  if (stops) return vn_vm_stop(L);
  if (worker->part_in_hand) return answer_input(L, worker);
  if (ended) return 0;
  vn_error error;
  vn_refuse(&error, VN_TIMEOUT, "no input within %.14g ms", timeout_ms);
  return vn_answer_failure(L, &error);
}

int vn_native_sleep(lua_State *L) {
  vn_worker *worker = vn_worker_of(L);
  const double ms = luaL_checknumber(L, 1);
  vn_worker_lock(worker);
  const uint64_t deadline = vn_deadline(worker, ms > 0 ? ms : 0);
  do continue;
  while (vn_worker_wait(worker, VN_SLEEPING, deadline));
  vn_worker_go_on(worker);
  const bool stops = vn_worker_is_condemned(worker);
  vn_worker_unlock(worker);
  return stops ? vn_vm_stop(L) : 0;
}

int vn_native_now(lua_State *L) {
  lua_pushnumber(L, (lua_Number)vn_worker_now(vn_worker_of(L)) / 1000);
  return 1;
}

int vn_native_random32(lua_State *L) {
  vn_worker *worker = vn_worker_of(L);
  const vn_host *host = worker->workers->options.host;
  uint32_t chance = 0;
  host->random(host->context, &chance, sizeof chance);
  lua_pushnumber(L, (lua_Number)chance);
  return 1;
}

/** What the program has run of the present stretch. */
static uint64_t ran(const vn_worker *worker, uint64_t now) {
  return vn_activity_computing(&worker->activity, now, vn_worker_cpu(worker)) - worker->activity.spent[VN_COMPUTING];
}

int vn_native_span(lua_State *L) {
  vn_worker *worker = vn_worker_of(L);
  const vn_span name = vn_argument_text(L, 1);
  uint32_t span = 0;
  if (worker->trace) {
    vn_worker_lock(worker);
    const uint64_t now = vn_worker_now(worker);
    span = vn_trace_begin_span(worker->trace, name, now, ran(worker, now));
    vn_worker_unlock(worker);
  }
  lua_pushnumber(L, span);
  return 1;
}

int vn_native_end_span(lua_State *L) {
  vn_worker *worker = vn_worker_of(L);
  const double span = luaL_checknumber(L, 1);
  if (worker->trace && span >= 1 && span <= 4294967295.0) {
    vn_worker_lock(worker);
    const uint64_t now = vn_worker_now(worker);
    vn_trace_end_span(worker->trace, (uint32_t)span, now, ran(worker, now));
    vn_worker_unlock(worker);
  }
  return 0;
}
