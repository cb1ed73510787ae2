/* A worker from its making to its end. */
#include <stdio.h>
#include <string.h>

#include "shell_text.h"
#include "worker.h"

enum { WATCH_US = 10000 };

static const vn_host *host_of(const vn_worker *worker) {
  return worker->workers->options.host;
}

/* --- stopping it --- */

/** In the worker's thread, between two of its instructions. */
static void interrupt(void *argument) {
  vn_vm *vm = *(vn_vm *volatile *)argument;
  if (vm) vn_vm_interrupt(vm);
}

static void watch_again(vn_worker *worker) {
  vn_timer_set(worker->workers->options.loop, &worker->watchdog, vn_worker_now(worker) + WATCH_US);
}

static void check_cpu(vn_worker *worker) {
  const uint64_t used = vn_activity_computing(&worker->activity, vn_worker_now(worker), vn_worker_cpu(worker));
  if (used < worker->cpu_budget_us) return;
  vn_error error;
  vn_refuse(&error, VN_OUT_OF_TIME, "used %llu ms of CPU time, the budget is %llu ms", (unsigned long long)(used + 500) / 1000,
            (unsigned long long)worker->cpu_budget_us / 1000);
  vn_worker_condemn(worker, VN_EXIT_FAILED, &error);
}

static void on_watch(void *owner) {
  vn_worker *worker = owner;
  if (!worker->thread) return;
  if (vn_worker_is_condemned(worker))
    host_of(worker)->thread_interrupt(host_of(worker)->context, worker->thread, interrupt, &worker->interrupted);
  else
    check_cpu(worker);
  watch_again(worker);
}

static void end(vn_worker *worker);

void vn_worker_condemn(vn_worker *worker, vn_exit_status status, const vn_error *why) {
  if (worker->state == VN_ENDED || worker->exit != VN_EXIT_NONE) return;
  worker->exit = status;
  worker->exit_error = *why;
  if (!worker->thread) {
    vn_vm_free(worker->vm);
    worker->vm = NULL;
    end(worker);
    return;
  }
  if (worker->vm) vn_vm_condemn(worker->vm, why);
  vn_worker_notify(worker);
  vn_timer_set(worker->workers->options.loop, &worker->watchdog, 0);
}

/* --- its end --- */

void vn_worker_let_go(vn_worker *worker) {
  const vn_workers_options *options = &worker->workers->options;
  vn_timer_clear(options->loop, &worker->watchdog);
  vn_timer_clear(options->loop, &worker->output_timer);
  vn_events_cancel_wish(&worker->room);
  if (worker->in_hand) vn_message_drop(options->heap, worker->in_hand);
  vn_heap_give(options->heap, worker->part_in_hand);
  worker->in_hand = NULL;
  worker->part_in_hand = NULL;
  vn_input_close(worker);
  vn_tickets_free(worker);
  if (worker->inbox) vn_ports_release(options->ports, worker->inbox);
  vn_inbox_free(worker->inbox);
  worker->inbox = NULL;
  if (worker->counters) vn_counters_leave(worker->counters);
  worker->counters = NULL;
}

void vn_worker_free(vn_worker *worker) {
  vn_heap *heap = worker->workers->options.heap;
  vn_worker_let_go(worker);
  vn_writer_free(&worker->output);
  if (worker->vm) vn_vm_free(worker->vm);
  if (worker->signal) host_of(worker)->signal_free(host_of(worker)->context, worker->signal);
  if (worker->traceback) host_of(worker)->resize(host_of(worker)->context, worker->traceback, 0);
  vn_trace_free(worker->trace);
  vn_heap_give(heap, worker->world);
  vn_heap_give(heap, worker);
}

/** Those that ended longest ago are forgotten. */
static void forget_old(vn_workers *workers) {
  unsigned ended = 0;
  for (const vn_worker *one = workers->first; one; one = one->next) ended += one->state == VN_ENDED && !one->thread;
  for (vn_worker **place = &workers->first; *place && ended > VN_ENDED_KEPT;) {
    vn_worker *one = *place;
    if (one->state != VN_ENDED || one->thread) {
      place = &one->next;
      continue;
    }
    *place = one->next;
    workers->ended_us += vn_activity_computing(&one->activity, 0, UINT64_MAX);
    vn_worker_free(one);
    ended--;
  }
}

/** Its VM is gone. */
static void end(vn_worker *worker) {
  vn_output_flush(worker);
  vn_worker_let_go(worker);
  vn_worker_turn(worker, VN_NOTHING);
  worker->state = VN_ENDED;
  worker->thread = NULL;
  vn_worker_tell(worker);
  forget_old(worker->workers);
}

/* --- its thread --- */

static void note_end(vn_worker *worker, vn_vm_end *how) {
  if (worker->exit == VN_EXIT_NONE) {
    worker->exit = how->ok ? VN_EXIT_OK : VN_EXIT_FAILED;
    worker->exit_error = how->error;
  }
  if (worker->exit == VN_EXIT_FAILED) worker->traceback = how->traceback;
  else if (how->traceback) host_of(worker)->resize(host_of(worker)->context, how->traceback, 0);
}

static void run(void *argument) {
  vn_worker *worker = argument;
  vn_workers *workers = worker->workers;
  const vn_host *host = host_of(worker);
  vn_vm *vm = worker->vm;
  vn_vm_end how = {.ok = true};
  vn_vm_run(vm, &how);
  vn_worker_lock(worker);
  /* What it has written may still wait for room. */
  vn_output_wait(worker);
  note_end(worker, &how);
  worker->memory = vn_vm_memory_of(vm);
  worker->memory.used = 0;
  *(vn_vm *volatile *)&worker->interrupted = NULL;
  worker->vm = NULL;
  host->unlock(host->context);
  vn_vm_free(vm);
  host->lock(host->context);
  end(worker);
  if (--workers->threads == 0 && workers->is_stopping) host->signal_notify(host->context, workers->all_gone);
  workers->options.settle(workers->options.board);
  host->unlock(host->context);
}

bool vn_worker_start(vn_worker *worker, vn_error *error) {
  static const char *const STATES[] = {"ready", "running", "waiting", "ended"};
  if (worker->state != VN_READY)
    return vn_refuse(error, VN_CONFLICT, "worker %u is %s, not ready", (unsigned)worker->id, STATES[worker->state]);
  const vn_workers_options *options = &worker->workers->options;
  char name[16];
  snprintf(name, sizeof name, "worker %u", (unsigned)(worker->id % 100000000));
  worker->state = VN_RUNNING;
  worker->interrupted = worker->vm;
  worker->thread = host_of(worker)->thread_start(host_of(worker)->context, name, options->stack_bytes, run, worker);
  if (!worker->thread) {
    worker->state = VN_READY;
    return vn_refuse(error, VN_OUT_OF_MEMORY, "worker %u: there is no thread left for it", (unsigned)worker->id);
  }
  worker->workers->threads++;
  vn_worker_turn(worker, VN_COMPUTING);
  if (worker->cpu_budget_us != UINT64_MAX) watch_again(worker);
  return true;
}

/* --- its making --- */

static void print(void *context, const char *bytes, size_t count) {
  vn_worker *worker = context;
  vn_worker_lock(worker);
  vn_output_write(worker, false, (vn_span){bytes, count});
  vn_output_write(worker, false, VN_SPAN("\n"));
  vn_output_wait(worker);
  vn_worker_unlock(worker);
}

static double number_or(vn_json request, const char *field, double otherwise) {
  const vn_json value = vn_json_member(request, field);
  return value.type == VN_JSON_NUMBER ? vn_json_number(value) : otherwise;
}

/** `rank 2 (b0/5)`, and `b0/5` when it runs alone. */
static void label(const vn_worker *worker, vn_json world, char to[VN_LABEL_BYTES]) {
  const char *node = worker->workers->options.node;
  if (world.type == VN_JSON_NONE) snprintf(to, VN_LABEL_BYTES, "%s/%u", node, (unsigned)worker->id);
  else
    snprintf(to, VN_LABEL_BYTES, "rank %.0f (%s/%u)", vn_json_number(vn_json_member(world, "rank")), node,
             (unsigned)worker->id);
}

static bool join_counters(vn_worker *worker, vn_json world) {
  char text[VN_LABEL_BYTES], run_name[VN_NAME_BYTES];
  label(worker, world, text);
  vn_span of = {run_name, 0};
  if (world.type != VN_JSON_NONE) of.length = vn_json_string(vn_json_member(world, "run"), run_name, sizeof run_name);
  worker->counters = vn_counters_join(worker->workers->counters, text, of);
  return worker->counters != NULL;
}

static bool make_vm(vn_worker *worker, uint32_t memory_bytes, vn_json request, vn_error *error) {
  const vn_vm_options options = {.host = host_of(worker),
                                 .memory_bytes = memory_bytes,
                                 .natives = vn_worker_natives,
                                 .context = worker,
                                 .print = print};
  worker->vm = vn_vm_make(&options, error);
  if (!worker->vm) return false;
  if (vn_set_world_fields(worker, request)) return true;
  return vn_refuse(error, VN_OUT_OF_MEMORY, "worker \"%s\": its memory budget of %lu bytes is too small", worker->name,
                   (unsigned long)memory_bytes);
}

static bool load(vn_worker *worker, vn_json request, vn_error *error) {
  const vn_json program = vn_json_member(request, "program");
  if (program.type == VN_JSON_NONE) return vn_vm_load(worker->vm, vn_span_of(VN_SHELL_TEXT), "(shell)", error);
  vn_json_string(program, worker->program, 64);
  vn_message *text = vn_programs_get(worker->workers->options.programs, (vn_span){worker->program, 64}, error);
  if (!text) return false;
  const bool loaded = vn_vm_load(worker->vm, (vn_span){(const char *)text->bytes, text->length}, "program", error);
  vn_message_drop(worker->workers->options.heap, text);
  return loaded;
}

static bool no_memory(const vn_worker *worker, vn_error *error) {
  return vn_refuse(error, VN_OUT_OF_MEMORY, "worker \"%s\": this node has no memory left for it", worker->name);
}

static bool fill(vn_worker *worker, vn_json request, uint32_t memory_bytes, vn_error *error) {
  const vn_workers_options *options = &worker->workers->options;
  const vn_json world = vn_json_member(request, "world");
  const double cpu_ms = number_or(request, "cpuMs", 0);
  worker->cpu_budget_us = cpu_ms > 0 ? (uint64_t)cpu_ms * 1000 : UINT64_MAX;
  worker->memory.budget = memory_bytes;
  worker->is_detached = vn_json_string_is(vn_json_member(request, "lifetime"), "detached");
  worker->signal = host_of(worker)->signal_make(host_of(worker)->context);
  worker->inbox = vn_inbox_make(options->heap, worker->id, VN_INBOX_PORT_BYTES, vn_worker_notify, worker);
  if (!worker->signal || !worker->inbox || !join_counters(worker, world) || !vn_worker_set_world(worker, world))
    return no_memory(worker, error);
  const double records = number_or(request, "traceRecords", 0);
  if (records > 0) {
    worker->trace = vn_trace_make(options->heap, (uint32_t)records, options->started_us);
    if (!worker->trace) return no_memory(worker, error);
    worker->activity.trace = worker->trace;
  }
  return make_vm(worker, memory_bytes, request, error) && load(worker, request, error);
}

vn_worker *vn_worker_make(vn_workers *workers, vn_json request, vn_span session, vn_error *error) {
  vn_worker *worker = vn_heap_take_zeroed(workers->options.heap, sizeof *worker);
  if (!worker) {
    vn_refuse(error, VN_OUT_OF_MEMORY, "a worker: this node has no memory left for it");
    return NULL;
  }
  worker->workers = workers;
  worker->id = workers->last_id + 1;
  worker->created_us = vn_worker_now(worker);
  vn_json_string(vn_json_member(request, "name"), worker->name, VN_NAME_BYTES - 1);
  worker->session_length = session.length < sizeof worker->session ? session.length : 0;
  memcpy(worker->session, session.bytes, worker->session_length);
  vn_timer_init(&worker->watchdog, on_watch, worker);
  vn_output_init(worker);
  const uint32_t memory_bytes = (uint32_t)number_or(request, "memoryBytes", workers->options.limits->worker_memory_bytes);
  if (fill(worker, request, memory_bytes, error)) return worker;
  vn_worker_free(worker);
  return NULL;
}
