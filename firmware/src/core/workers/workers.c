#include "workers.h"

#include "../nmp/validate.h"
#include "worker.h"

vn_workers *vn_workers_make(const vn_workers_options *options) {
  vn_workers *workers = vn_heap_take_zeroed(options->heap, sizeof *workers);
  if (!workers) return NULL;
  workers->options = *options;
  workers->counters = vn_counters_make(options->heap);
  workers->all_gone = options->host->signal_make(options->host->context);
  if (workers->counters && workers->all_gone) return workers;
  vn_counters_free(workers->counters);
  vn_heap_give(options->heap, workers);
  return NULL;
}

static vn_worker *find(const vn_workers *workers, uint32_t id, vn_error *error) {
  for (vn_worker *one = workers->first; one; one = one->next)
    if (one->id == id) return one;
  vn_refuse(error, VN_NO_SUCH_WORKER, "no worker %u on node %s", (unsigned)id, workers->options.node);
  return NULL;
}

static unsigned count_alive(const vn_workers *workers) {
  unsigned count = 0;
  for (const vn_worker *one = workers->first; one; one = one->next) count += one->state != VN_ENDED;
  return count;
}

static uint64_t number_or(vn_json request, const char *field, uint64_t otherwise) {
  const vn_json value = vn_json_member(request, field);
  return value.type == VN_JSON_NUMBER ? (uint64_t)vn_json_number(value) : otherwise;
}

static bool check_room(const vn_workers *workers, vn_json request, vn_error *error) {
  const vn_limits *limits = workers->options.limits;
  const uint64_t memory = number_or(request, "memoryBytes", limits->worker_memory_bytes);
  if (count_alive(workers) >= limits->workers)
    return vn_refuse(error, VN_LIMIT_REACHED, "all %lu workers of this node are in use", (unsigned long)limits->workers);
  if (memory <= limits->worker_memory_bytes) return true;
  return vn_refuse(error, VN_OUT_OF_MEMORY, "memory budget of %llu bytes: this node gives at most %lu",
                   (unsigned long long)memory, (unsigned long)limits->worker_memory_bytes);
}

/** Traces of workers that have ended make place, the oldest first, if that does. */
static bool make_room_for_trace(vn_workers *workers, uint64_t records, vn_error *error) {
  uint64_t alive = 0, ended = 0;
  for (const vn_worker *one = workers->first; one; one = one->next)
    *(one->state == VN_ENDED ? &ended : &alive) += vn_trace_capacity(one->trace);
  const uint64_t limit = workers->options.limits->trace_records, most = limit > alive ? limit - alive : 0;
  if (records > most)
    return vn_refuse(error, VN_LIMIT_REACHED, "a trace of %llu records: node %s has room for %llu of %llu",
                     (unsigned long long)records, workers->options.node, (unsigned long long)most,
                     (unsigned long long)limit);
  for (vn_worker *one = workers->first; one && records > most - ended; one = one->next) {
    if (one->state != VN_ENDED) continue;
    ended -= vn_trace_capacity(one->trace);
    vn_trace_free(one->trace);
    one->trace = one->activity.trace = NULL;
  }
  return true;
}

/** Attaches it to its ports and makes its connections. */
static bool wire(vn_worker *worker, vn_json request, vn_error *error) {
  vn_ports *ports = worker->workers->options.ports;
  vn_json_items names = vn_json_each(vn_json_member(request, "ports"));
  for (vn_json name; vn_json_next(&names, &name);) {
    char text[VN_NAME_BYTES];
    const vn_span port = {text, vn_json_string(name, text, sizeof text)};
    if (!vn_ports_attach(ports, port, worker->inbox, error)) return false;
  }
  vn_json_items connections = vn_json_each(vn_json_member(request, "connections"));
  for (vn_json one; vn_json_next(&connections, &one);) {
    char text[VN_NAME_BYTES];
    vn_connection_request read;
    const vn_span id = {text, vn_json_string(vn_json_member(one, "id"), text, sizeof text)};
    if (!vn_read_connection_request(one, "", &read, error) || !vn_ports_connect(ports, id, &read, worker->inbox, error))
      return false;
  }
  return true;
}

bool vn_workers_create(vn_workers *workers, vn_json request, vn_span session, uint32_t *id, vn_error *error) {
  const uint64_t records = number_or(request, "traceRecords", 0);
  if (!check_room(workers, request, error) || (records > 0 && !make_room_for_trace(workers, records, error))) return false;
  vn_worker *worker = vn_worker_make(workers, request, session, error);
  if (!worker) return false;
  if (!wire(worker, request, error)) {
    vn_worker_free(worker);
    return false;
  }
  workers->last_id = *id = worker->id;
  vn_worker **place = &workers->first;
  while (*place) place = &(*place)->next;
  *place = worker;
  vn_worker_tell(worker);
  if (vn_json_member(request, "start").type == VN_JSON_FALSE || vn_worker_start(worker, error)) return true;
  vn_worker_condemn(worker, VN_EXIT_FAILED, error);
  return false;
}

bool vn_workers_start(vn_workers *workers, uint32_t id, vn_error *error) {
  vn_worker *worker = find(workers, id, error);
  return worker && vn_worker_start(worker, error);
}

bool vn_workers_kill(vn_workers *workers, uint32_t id, const char *why, vn_error *error) {
  vn_worker *worker = find(workers, id, error);
  if (!worker) return false;
  vn_error reason;
  if (why) vn_refuse(&reason, VN_KILLED, "%s", why);
  else vn_refuse(&reason, VN_KILLED, "worker %u was killed", (unsigned)id);
  vn_worker_condemn(worker, VN_EXIT_KILLED, &reason);
  return true;
}

void vn_workers_input(vn_workers *workers, uint32_t id, vn_json request, vn_exchange *exchange) {
  vn_error error;
  vn_worker *worker = find(workers, id, &error);
  if (worker) vn_input_offer(worker, request, exchange);
  else exchange->answer(exchange, vn_response_error(workers->options.heap, &error));
}

bool vn_workers_trace(vn_workers *workers, uint32_t id, uint64_t names, uint64_t records, size_t max_bytes,
                      vn_json_writer *to, vn_error *error) {
  const vn_worker *worker = find(workers, id, error);
  if (!worker) return false;
  if (!worker->trace)
    return vn_refuse(error, VN_NOT_FOUND,
                     "worker %u has no trace: it was made without traceRecords, or newer traces took its place", (unsigned)id);
  vn_trace_page(worker->trace, names, records, max_bytes, to);
  return true;
}

/** One that lives and is of the session (NULL: of any); detached ones are of none. */
static vn_worker *next_to_end(const vn_workers *workers, const vn_span *session) {
  for (vn_worker *one = workers->first; one; one = one->next) {
    const vn_span own = {one->session, one->session_length};
    if (one->state == VN_ENDED || one->exit != VN_EXIT_NONE) continue;
    if (!session || (!one->is_detached && vn_span_equal(own, *session))) return one;
  }
  return NULL;
}

static void condemn_all(vn_workers *workers, const vn_span *session, const char *why) {
  vn_error reason;
  vn_refuse(&reason, VN_KILLED, "%s", why);
  for (vn_worker *one; (one = next_to_end(workers, session));) vn_worker_condemn(one, VN_EXIT_KILLED, &reason);
}

void vn_workers_end_session(vn_workers *workers, vn_span session) {
  condemn_all(workers, &session, "its session has ended");
}

void vn_workers_stop(vn_workers *workers) {
  if (!workers) return;
  const vn_host *host = workers->options.host;
  workers->is_stopping = true;
  condemn_all(workers, NULL, "the node is going down");
  while (workers->threads > 0) {
    workers->options.settle(workers->options.board);
    host->signal_wait(host->context, workers->all_gone, host->now_us(host->context) + 5000);
  }
  while (workers->first) {
    vn_worker *worker = workers->first;
    workers->first = worker->next;
    vn_worker_free(worker);
  }
  host->signal_free(host->context, workers->all_gone);
  vn_counters_free(workers->counters);
  vn_heap_give(workers->options.heap, workers);
}

bool vn_workers_status(vn_workers *workers, uint32_t id, vn_json_writer *to, vn_error *error) {
  const vn_worker *worker = find(workers, id, error);
  if (worker) vn_worker_write_status(worker, to);
  return worker != NULL;
}

void vn_workers_list(vn_workers *workers, vn_json_writer *to) {
  vn_json_array(to);
  for (const vn_worker *one = workers->first; one; one = one->next) vn_worker_write_status(one, to);
  vn_json_array_end(to);
}

uint64_t vn_workers_cpu_ms(vn_workers *workers) {
  uint64_t us = workers->ended_us;
  for (const vn_worker *one = workers->first; one; one = one->next)
    us += vn_activity_computing(&one->activity, vn_worker_now(one), vn_worker_cpu(one));
  return (us + 500) / 1000;
}

uint64_t vn_workers_memory_used(vn_workers *workers) {
  uint64_t used = 0;
  for (const vn_worker *one = workers->first; one; one = one->next)
    used += one->vm ? vn_vm_memory_of(one->vm).used : one->memory.used;
  return used;
}
