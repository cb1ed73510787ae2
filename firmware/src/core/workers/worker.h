/** A worker from inside: what the files of this room share. */
#ifndef VN_WORKER_H
#define VN_WORKER_H

#include "../vm/vm.h"
#include "activity.h"
#include "counters.h"
#include "workers.h"

enum {
  VN_INPUT_ROOM = 65536,   /* bytes of standard input that wait to be read */
  VN_INPUTS_WAITING = 16,  /* texts that wait for that room */
  VN_TICKETS = 4096,       /* posted messages that were not waited for */
  VN_OUTPUT_BYTES = 8192,  /* longest text of one event */
  VN_FILE_PART_CHARACTERS = 49152,
  VN_ENDED_KEPT = 16,
  VN_INBOX_PORT_BYTES = 65536,
};

typedef enum vn_worker_state { VN_READY, VN_RUNNING, VN_WAITING, VN_ENDED } vn_worker_state;
typedef enum vn_exit_status { VN_EXIT_NONE, VN_EXIT_OK, VN_EXIT_FAILED, VN_EXIT_KILLED } vn_exit_status;

typedef struct vn_worker vn_worker;

/** Text that was written to a worker's standard input. */
typedef struct vn_input_part {
  struct vn_input_part *next, **place; /* place: only of one that waits */
  vn_exchange *exchange;               /* of one that waits for room; NULL: it is taken */
  vn_worker *worker;
  bool ends;
  size_t length;
  char text[];
} vn_input_part;

/** What a program has posted. */
typedef struct vn_ticket {
  struct vn_ticket *next;
  vn_worker *worker;
  uint32_t number;
  vn_sending *sending; /* NULL: its outcome is known */
  bool has_failed;
  vn_error error;
  uint32_t bytes;
  bool is_traced;
  vn_traced traced;
} vn_ticket;

/** A send that a program waits for. */
typedef struct vn_outgoing {
  vn_worker *worker;
  bool is_settled, has_failed;
  vn_error error;
  uint32_t bytes;
  bool is_traced;
  vn_traced traced;
} vn_outgoing;

struct vn_worker {
  vn_worker *next;
  vn_workers *workers;
  uint32_t id;
  char name[VN_NAME_BYTES];
  char program[65]; /* its SHA-256; "": a shell */
  bool is_detached;
  char session[VN_NAME_BYTES];
  size_t session_length;
  vn_worker_state state;
  vn_exit_status exit;
  vn_error exit_error;
  char *traceback; /* of host->resize */
  char *world;     /* JSON, of the heap; NULL: none */
  size_t world_length;
  vn_vm_memory memory;
  uint64_t created_us, cpu_budget_us; /* cpu_budget_us UINT64_MAX: none */
  vn_activity activity;
  vn_trace *trace;
  /* its thread */
  vn_vm *vm;          /* NULL: not any more */
  vn_vm *interrupted; /* as `vm`, for what interrupts the thread; the thread takes it away before it frees the VM */
  void *thread;       /* NULL: none */
  void *signal;       /* it waits here */
  bool noticed;       /* since it last waited */
  vn_timer watchdog;  /* a kill that is under way, or a CPU budget */
  /* what its natives work with */
  vn_inbox *inbox;
  vn_counter_user *counters;
  vn_message *in_hand; /* taken, and on its way to the program */
  vn_ticket *tickets;
  unsigned ticket_count;
  uint32_t last_ticket;
  vn_input_part *input, *input_waiting, *part_in_hand;
  size_t input_bytes;
  bool input_ended, input_closed;
  vn_writer output; /* what was written and is not an event yet */
  bool output_is_err;
  vn_timer output_timer;
  vn_room_wish room;
};

struct vn_workers {
  vn_workers_options options;
  vn_counters *counters;
  vn_worker *first;
  uint32_t last_id;
  uint64_t ended_us; /* CPU time of those that were forgotten */
  unsigned threads;
  void *all_gone; /* `vn_workers_stop` waits here */
  bool is_stopping;
};

/* clock */
uint64_t vn_worker_now(const vn_worker *worker);
/** CPU time of its thread; UINT64_MAX: no such clock. */
uint64_t vn_worker_cpu(const vn_worker *worker);
/** From now on it is at this. */
void vn_worker_turn(vn_worker *worker, vn_doing doing);

/* life */
vn_worker *vn_worker_make(vn_workers *workers, vn_json request, vn_span session, vn_error *error);
/** One that never ran, or whose thread has ended. */
void vn_worker_free(vn_worker *worker);
bool vn_worker_start(vn_worker *worker, vn_error *error);
/** It ends with this error as soon as it can be stopped; the first reason counts. */
void vn_worker_condemn(vn_worker *worker, vn_exit_status status, const vn_error *why);
void vn_worker_write_status(const vn_worker *worker, vn_json_writer *to);
void vn_worker_tell(vn_worker *worker);
bool vn_worker_set_world(vn_worker *worker, vn_json world);
/** All that it holds of the board goes back. */
void vn_worker_let_go(vn_worker *worker);

/* waiting, in its own thread */
/** Until `deadline` or a notice; the first call of a wait tells what it is at. False: the time is over. */
bool vn_worker_wait(vn_worker *worker, vn_doing doing, uint64_t deadline);
/** It goes on. */
void vn_worker_go_on(vn_worker *worker);
bool vn_worker_is_condemned(const vn_worker *worker);
/** Somebody has something for it. */
void vn_worker_notify(void *worker);

/* locking, in natives */
void vn_worker_lock(vn_worker *worker);
/** Does what is to be done soon, and lets go of the lock. */
void vn_worker_unlock(vn_worker *worker);

/* output */
void vn_output_init(vn_worker *worker);
void vn_output_write(vn_worker *worker, bool is_err, vn_span text);
void vn_output_file(vn_worker *worker, vn_span name, vn_span base64, bool last);
void vn_output_flush(vn_worker *worker);
/** Waits until the event log has room again. */
void vn_output_wait(vn_worker *worker);

/* input */
void vn_input_offer(vn_worker *worker, vn_json request, vn_exchange *exchange);
/** A part, taken out (the caller's); NULL: there is none. */
vn_input_part *vn_input_take(vn_worker *worker);
void vn_input_close(vn_worker *worker);

/* tickets */
vn_ticket *vn_ticket_find(vn_worker *worker, double number);
void vn_ticket_free(vn_worker *worker, vn_ticket *ticket);
void vn_tickets_free(vn_worker *worker);

/* natives */
extern const vn_native_entry vn_worker_natives[];
bool vn_set_world_fields(vn_worker *worker, vn_json request);
uint64_t vn_deadline(const vn_worker *worker, double timeout_ms);

vn_native vn_native_write, vn_native_file, vn_native_input, vn_native_attach, vn_native_detach, vn_native_send,
    vn_native_post, vn_native_wait, vn_native_receive, vn_native_counter_open, vn_native_counter_take,
    vn_native_counter_give, vn_native_counter_close, vn_native_sleep, vn_native_now, vn_native_random32, vn_native_span,
    vn_native_end_span;

#endif
