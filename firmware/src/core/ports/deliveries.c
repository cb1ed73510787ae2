#include "table.h"

bool vn_deliveries_add(vn_heap *heap, vn_deliveries *list, vn_message *message, const vn_inbox *from, vn_settle *settle,
                       void *context) {
  vn_delivery *delivery = vn_heap_take(heap, sizeof *delivery);
  if (!delivery) return false;
  *delivery = (vn_delivery){.message = vn_message_keep(message), .from = from, .settle = settle, .context = context};
  if (list->last) list->last->next = delivery;
  else list->first = delivery;
  list->last = delivery;
  list->count++;
  return true;
}

vn_delivery *vn_deliveries_take(vn_deliveries *list) {
  vn_delivery *first = list->first;
  if (!first) return NULL;
  list->first = first->next;
  if (!list->first) list->last = NULL;
  list->count--;
  return first;
}

void vn_delivery_end(vn_heap *heap, vn_delivery *delivery, const vn_error *error) {
  delivery->settle(delivery->context, error);
  vn_message_drop(heap, delivery->message);
  vn_heap_give(heap, delivery);
}

void vn_deliveries_fail(vn_heap *heap, vn_deliveries *list, const vn_error *error) {
  for (vn_delivery *delivery; (delivery = vn_deliveries_take(list));) vn_delivery_end(heap, delivery, error);
}
