/**
 * The workers of a node: created, started, fed, killed, remembered for a while. lua-runtime/src/root/worker-table.ts and
 * lua-runtime/src/workers are the same in TypeScript; here each worker is a thread. All calls under the board's lock.
 */
#ifndef VN_WORKERS_H
#define VN_WORKERS_H

#include "../nmp/json_reader.h"
#include "../nmp/json_writer.h"
#include "../nmp/nmp.h"
#include "../ports/ports.h"
#include "../root/events.h"
#include "../root/programs.h"

typedef struct vn_workers vn_workers;

typedef struct vn_workers_options {
  vn_heap *heap;
  vn_loop *loop;
  const vn_host *host;
  const char *node;
  const vn_limits *limits;
  vn_events *events;
  vn_programs *programs;
  vn_ports *ports;
  uint64_t started_us; /* the node's start */
  size_t stack_bytes;
  /** Does what is due and what is to be done soon. A worker's thread calls it before it waits and before it lets go of the lock. */
  void (*settle)(void *board);
  void *board;
} vn_workers_options;

vn_workers *vn_workers_make(const vn_workers_options *options);
/** Kills all and waits for their threads (letting go of the lock meanwhile); then gives everything back. */
void vn_workers_stop(vn_workers *workers);

/** Body of `POST /nmp/workers`, parsed and checked by nmp/validate: the JSON value is known to be as the README says. */
bool vn_workers_create(vn_workers *workers, vn_json request, vn_span session, uint32_t *id, vn_error *error);
bool vn_workers_start(vn_workers *workers, uint32_t id, vn_error *error);
/** One that has ended stays as it is. `why` NULL: "worker N was killed". */
bool vn_workers_kill(vn_workers *workers, uint32_t id, const char *why, vn_error *error);
/** Answers the exchange with 204 when the text was taken, or with the refusal. */
void vn_workers_input(vn_workers *workers, uint32_t id, vn_json request, vn_exchange *exchange);
bool vn_workers_trace(vn_workers *workers, uint32_t id, uint64_t names, uint64_t records, size_t max_bytes,
                      vn_json_writer *to, vn_error *error);
void vn_workers_end_session(vn_workers *workers, vn_span session);

/** One WorkerStatus; false and no-such-worker. */
bool vn_workers_status(vn_workers *workers, uint32_t id, vn_json_writer *to, vn_error *error);
/** The list of all. */
void vn_workers_list(vn_workers *workers, vn_json_writer *to);
uint64_t vn_workers_cpu_ms(vn_workers *workers);
uint64_t vn_workers_memory_used(vn_workers *workers);

#endif
