#include "worker.h"

vn_ticket *vn_ticket_find(vn_worker *worker, double number) {
  vn_ticket *ticket = worker->tickets;
  while (ticket && ticket->number != number) ticket = ticket->next;
  return ticket;
}

void vn_ticket_free(vn_worker *worker, vn_ticket *ticket) {
  vn_ticket **place = &worker->tickets;
  while (*place != ticket) place = &(*place)->next;
  *place = ticket->next;
  worker->ticket_count--;
  if (ticket->sending) vn_sending_cancel(ticket->sending);
  vn_heap_give(worker->workers->options.heap, ticket);
}

void vn_tickets_free(vn_worker *worker) {
  while (worker->tickets) vn_ticket_free(worker, worker->tickets);
}
