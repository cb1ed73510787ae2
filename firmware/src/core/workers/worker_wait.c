/* Clock, locking and waiting of a worker's thread. */
#include "worker.h"

static const vn_host *host_of(const vn_worker *worker) {
  return worker->workers->options.host;
}

uint64_t vn_worker_now(const vn_worker *worker) {
  return host_of(worker)->now_us(host_of(worker)->context);
}

uint64_t vn_worker_cpu(const vn_worker *worker) {
  return worker->thread ? host_of(worker)->thread_cpu_us(host_of(worker)->context, worker->thread) : UINT64_MAX;
}

void vn_worker_turn(vn_worker *worker, vn_doing doing) {
  vn_activity_turn(&worker->activity, doing, vn_worker_now(worker), vn_worker_cpu(worker));
}

static void settle(vn_worker *worker) {
  worker->workers->options.settle(worker->workers->options.board);
}

void vn_worker_lock(vn_worker *worker) {
  host_of(worker)->lock(host_of(worker)->context);
  /* What the last native has handed to the program, or what an error of Lua has left here. */
  if (worker->in_hand) vn_message_drop(worker->workers->options.heap, worker->in_hand);
  if (worker->part_in_hand) vn_heap_give(worker->workers->options.heap, worker->part_in_hand);
  worker->in_hand = NULL;
  worker->part_in_hand = NULL;
}

void vn_worker_unlock(vn_worker *worker) {
  settle(worker);
  host_of(worker)->unlock(host_of(worker)->context);
}

void vn_worker_notify(void *context) {
  vn_worker *worker = context;
  worker->noticed = true;
  if (worker->state == VN_WAITING) host_of(worker)->signal_notify(host_of(worker)->context, worker->signal);
}

bool vn_worker_is_condemned(const vn_worker *worker) {
  return worker->vm && vn_vm_is_condemned(worker->vm);
}

bool vn_worker_wait(vn_worker *worker, vn_doing doing, uint64_t deadline) {
  if (worker->state == VN_RUNNING) {
    worker->state = VN_WAITING;
    vn_output_flush(worker);
    vn_worker_turn(worker, doing);
  }
  settle(worker);
  if (vn_worker_is_condemned(worker)) return false;
  if (!worker->noticed && vn_worker_now(worker) < deadline)
    host_of(worker)->signal_wait(host_of(worker)->context, worker->signal, deadline);
  const bool noticed = worker->noticed;
  worker->noticed = false;
  return noticed || vn_worker_now(worker) < deadline;
}

void vn_worker_go_on(vn_worker *worker) {
  worker->noticed = false;
  if (worker->state != VN_WAITING) return;
  worker->state = VN_RUNNING;
  vn_worker_turn(worker, VN_COMPUTING);
}

uint64_t vn_deadline(const vn_worker *worker, double timeout_ms) {
  if (!(timeout_ms >= 0)) return VN_NEVER;
  if (timeout_ms > 1e15) return VN_NEVER;
  return vn_worker_now(worker) + (uint64_t)(timeout_ms * 1000);
}
