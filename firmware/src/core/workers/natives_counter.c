/* counterOpen, counterTake, counterGive, counterClose. */
#include "native_arguments.h"

int vn_native_counter_open(lua_State *L) {
  static const char *const SCOPES[] = {"run", "board", NULL};
  vn_worker *worker = vn_worker_of(L);
  const vn_span name = vn_argument_text(L, 1), kind = vn_argument_text(L, 2);
  const int scope = vn_argument_word(L, 3, SCOPES);
  const double initial = luaL_checknumber(L, 4), most = luaL_checknumber(L, 5);
  vn_error error;
  vn_worker_lock(worker);
  const uint32_t number = vn_counter_open(worker->counters, name, kind, scope == 0, initial, most, &error);
  vn_worker_unlock(worker);
  if (number == 0) return vn_answer_failure(L, &error);
  lua_pushnumber(L, number);
  return 1;
}

int vn_native_counter_close(lua_State *L) {
  vn_worker *worker = vn_worker_of(L);
  const double number = luaL_checknumber(L, 1);
  vn_error error;
  vn_worker_lock(worker);
  const bool done = vn_counter_close(worker->counters, number, &error);
  vn_worker_unlock(worker);
  return done ? vn_answer_true(L) : vn_answer_failure(L, &error);
}

int vn_native_counter_give(lua_State *L) {
  static const char *const KINDS[] = {"hold", "spend", NULL};
  vn_worker *worker = vn_worker_of(L);
  const double number = luaL_checknumber(L, 1), units = luaL_checknumber(L, 3);
  const int kind = vn_argument_word(L, 2, KINDS);
  vn_error error;
  vn_worker_lock(worker);
  const int64_t value = vn_counter_give(worker->counters, number, kind == 0, units, &error);
  vn_worker_unlock(worker);
  if (value < 0) return vn_answer_failure(L, &error);
  lua_pushnumber(L, (lua_Number)value);
  return 1;
}

/** What a `counterTake` asks for, and what came of it. */
typedef struct taking {
  double number, units, timeout_ms;
  vn_take_kind kind;
  vn_taken_units taken;
  vn_error error;
} taking;

static bool await(vn_worker *worker, taking *t, uint64_t deadline) {
  vn_counter_wait wait = {.over = vn_worker_notify, .context = worker};
  vn_counter_wait_begin(worker->counters, t->number, t->kind, t->units, !(t->timeout_ms >= 0), &wait);
  while (!wait.is_over && vn_worker_wait(worker, VN_LOCKING, deadline)) continue;
  vn_counter_wait_end(worker->counters);
  vn_worker_go_on(worker);
  t->taken = wait.taken;
  t->error = wait.error;
  if (!wait.is_over) vn_counter_late(worker->counters, t->number, &t->error);
  return wait.is_over && !wait.has_failed;
}

/** True: taken. */
static bool take(vn_worker *worker, taking *t) {
  const uint64_t deadline = vn_deadline(worker, t->timeout_ms);
  switch (vn_counter_take_now(worker->counters, t->number, t->kind, t->units, &t->taken, &t->error)) {
    case VN_TAKE_DONE: return true;
    case VN_TAKE_REFUSED: return false;
    case VN_TAKE_WAIT: break;
  }
  if (t->timeout_ms == 0) {
    vn_counter_late(worker->counters, t->number, &t->error);
    return false;
  }
  if (!(t->timeout_ms >= 0) && !vn_counter_may_wait(worker->counters, t->number, &t->error)) return false;
  return await(worker, t, deadline);
}

int vn_native_counter_take(lua_State *L) {
  static const char *const KINDS[] = {"hold", "spend", "see", NULL};
  vn_worker *worker = vn_worker_of(L);
  taking t = {.number = luaL_checknumber(L, 1),
              .kind = (vn_take_kind)vn_argument_word(L, 2, KINDS),
              .units = luaL_checknumber(L, 3),
              .timeout_ms = vn_argument_timeout(L, 4)};
  vn_worker_lock(worker);
  const bool done = take(worker, &t);
  const bool stops = vn_worker_is_condemned(worker);
  vn_worker_unlock(worker);
  if (stops) return vn_vm_stop(L);
  if (!done) return vn_answer_failure(L, &t.error);
  lua_pushnumber(L, t.taken.left);
  if (!t.taken.was_abandoned) return 1;
  lua_pushstring(L, t.taken.abandoned_by);
  return 2;
}
