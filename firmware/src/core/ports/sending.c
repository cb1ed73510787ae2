/* One message to several places: done when all have it, or with the first error. */
#include "table.h"

struct vn_sending {
  vn_ports *ports;
  vn_inbox *from; /* NULL: the worker has gone */
  vn_sending *next, *previous;
  const vn_port *port;
  unsigned open; /* places that have not told yet */
  bool is_told;  /* `settle` was called, or is not wanted any more */
  bool has_outcome, has_failed;
  vn_error error;
  vn_settle *settle;
  void *context;
  vn_task tell;
};

static void take_out(vn_sending *sending) {
  if (sending->next) sending->next->previous = sending->previous;
  if (sending->previous) sending->previous->next = sending->next;
  else sending->ports->sendings = sending->next;
  if (sending->from) sending->from->sending_count--;
}

/** All places have told, and so was whoever sent: it holds no memory any more. */
static void tidy(vn_sending *sending) {
  if (sending->open > 0 || !sending->is_told) return;
  take_out(sending);
  vn_task_cancel(sending->ports->loop, &sending->tell);
  vn_heap_give(sending->ports->heap, sending);
}

static void tell(void *owner) {
  vn_sending *sending = owner;
  if (!sending->is_told) {
    sending->is_told = true;
    sending->settle(sending->context, sending->has_failed ? &sending->error : NULL);
  }
  tidy(sending);
}

vn_sending *vn_sending_make(vn_ports *ports, vn_inbox *from, vn_port *port, unsigned targets, vn_settle *settle,
                            void *context) {
  vn_sending *sending = vn_heap_take_zeroed(ports->heap, sizeof *sending);
  if (!sending) return NULL;
  sending->ports = ports;
  sending->from = from;
  sending->port = port;
  sending->open = targets;
  sending->settle = settle;
  sending->context = context;
  vn_task_init(&sending->tell, tell, sending);
  sending->next = ports->sendings;
  if (sending->next) sending->next->previous = sending;
  ports->sendings = sending;
  from->sending_count++;
  return sending;
}

/** Whoever sent is told soon: never before the call that sent has returned. */
static void decide(vn_sending *sending, const vn_error *error) {
  if (sending->has_outcome) return;
  sending->has_outcome = true;
  sending->has_failed = error != NULL;
  if (error) sending->error = *error;
  vn_loop_soon(sending->ports->loop, &sending->tell);
}

void vn_sending_settled(void *context, const vn_error *error) {
  vn_sending *sending = context;
  sending->open--;
  if (error || sending->open == 0) decide(sending, error);
  tidy(sending);
}

void vn_sending_cancel(vn_sending *sending) {
  sending->is_told = true;
  tidy(sending);
}

void vn_sendings_cancel(vn_ports *ports, const vn_inbox *from) {
  for (vn_sending *sending = ports->sendings, *next; sending; sending = next) {
    next = sending->next;
    if (sending->from != from) continue;
    sending->from = NULL;
    vn_sending_cancel(sending);
  }
}

void vn_sendings_fail_on(vn_ports *ports, const vn_port *port, const vn_error *error) {
  for (vn_sending *sending = ports->sendings; sending; sending = sending->next)
    if (sending->port == port) decide(sending, error);
}
