#include "worker.h"

static const char *state_text(vn_worker_state state) {
  static const char *const TEXTS[] = {"ready", "running", "waiting", "ended"};
  return TEXTS[state];
}

static void write_error(const vn_worker *worker, vn_json_writer *to) {
  vn_json_object(to);
  vn_json_field_text(to, "code", vn_code_text(worker->exit_error.code));
  vn_json_field_text(to, "message", worker->exit_error.message);
  if (worker->traceback) vn_json_field_text(to, "traceback", worker->traceback);
  vn_json_object_end(to);
}

static void write_exit(const vn_worker *worker, vn_json_writer *to) {
  static const char *const TEXTS[] = {"", "ok", "failed", "killed"};
  vn_json_object(to);
  vn_json_field_text(to, "status", TEXTS[worker->exit]);
  if (worker->exit != VN_EXIT_OK) {
    vn_json_key(to, "error");
    write_error(worker, to);
  }
  vn_json_object_end(to);
}

static void write_memory(const vn_worker *worker, vn_json_writer *to) {
  const vn_vm_memory memory = worker->vm ? vn_vm_memory_of(worker->vm) : worker->memory;
  vn_json_object(to);
  vn_json_field_whole(to, "used", memory.used);
  vn_json_field_whole(to, "peak", memory.peak);
  vn_json_field_whole(to, "budget", memory.budget);
  vn_json_object_end(to);
}

static void write_stack(const vn_worker *worker, vn_json_writer *to) {
  const vn_host *host = worker->workers->options.host;
  const size_t left = worker->thread ? host->thread_stack_left(host->context, worker->thread) : SIZE_MAX;
  if (left != SIZE_MAX) vn_json_field_whole(to, "stackFreeBytes", left);
}

void vn_worker_write_status(const vn_worker *worker, vn_json_writer *to) {
  const uint64_t now = vn_worker_now(worker), cpu = vn_worker_cpu(worker);
  vn_json_object(to);
  vn_json_field_whole(to, "id", worker->id);
  vn_json_field_text(to, "name", worker->name);
  if (worker->program[0]) vn_json_field_text(to, "program", worker->program);
  vn_json_field_text(to, "state", state_text(worker->state));
  if (worker->state == VN_ENDED) {
    vn_json_key(to, "exit");
    write_exit(worker, to);
  }
  if (worker->world) {
    vn_json_key(to, "world");
    vn_json_raw(to, (vn_span){worker->world, worker->world_length});
  }
  vn_json_field_text(to, "lifetime", worker->is_detached ? "detached" : "session");
  vn_json_key(to, "memory");
  write_memory(worker, to);
  vn_json_field_whole(to, "cpuMs", (vn_activity_computing(&worker->activity, now, cpu) + 500) / 1000);
  vn_json_field_whole(to, "ageMs", (now - worker->created_us + 500) / 1000);
  write_stack(worker, to);
  vn_json_key(to, "activity");
  vn_activity_write(&worker->activity, now, cpu, to);
  vn_json_object_end(to);
}

void vn_worker_tell(vn_worker *worker) {
  vn_events *events = worker->workers->options.events;
  vn_json_writer *to = vn_events_begin(events, "worker");
  vn_json_key(to, "worker");
  vn_worker_write_status(worker, to);
  vn_events_end(events);
}

/* --- its world, as a status shows it --- */

static void write_list(vn_json list, vn_json_writer *to) {
  vn_json_items items = vn_json_each(list);
  vn_json_array(to);
  for (vn_json item; vn_json_next(&items, &item);) {
    if (item.type == VN_JSON_NUMBER) vn_json_whole(to, (uint64_t)vn_json_number(item));
    else vn_json_raw(to, item.text);
  }
  vn_json_array_end(to);
}

bool vn_worker_set_world(vn_worker *worker, vn_json world) {
  if (world.type == VN_JSON_NONE) return true;
  const vn_json topology = vn_json_member(world, "topology"), neighbours = vn_json_member(world, "neighbours");
  vn_json_writer to;
  vn_json_writer_init(&to, worker->workers->options.heap);
  vn_json_object(&to);
  vn_json_key(&to, "run");
  vn_json_raw(&to, vn_json_member(world, "run").text);
  vn_json_field_whole(&to, "rank", (uint64_t)vn_json_number(vn_json_member(world, "rank")));
  vn_json_key(&to, "nodes");
  write_list(vn_json_member(world, "nodes"), &to);
  if (topology.type != VN_JSON_NONE) {
    vn_json_key(&to, "topology");
    vn_json_raw(&to, topology.text);
  }
  if (neighbours.type != VN_JSON_NONE) {
    vn_json_key(&to, "neighbours");
    write_list(neighbours, &to);
  }
  vn_json_object_end(&to);
  const bool failed = to.out.failed;
  if (failed) vn_writer_free(&to.out);
  worker->world = vn_writer_release(&to.out, &worker->world_length);
  return !failed;
}
