#include "message_queue.h"

#include "loss_estimate.h"

enum { FIRST_HEAD_BYTES = 4, FIN_HEAD_BYTES = 3 }; /* behind the flags */

void vn_queue_init(vn_message_queue *queue, vn_heap *heap) {
  *queue = (vn_message_queue){.heap = heap, .fin_seq = -1};
}

static void append(vn_out_message **list, vn_out_message *message) {
  while (*list) list = &(*list)->next;
  *list = message;
  message->next = NULL;
}

static bool take_out(vn_out_message **list, const vn_out_message *message) {
  for (; *list; list = &(*list)->next)
    if (*list == message) {
      *list = message->next;
      return true;
    }
  return false;
}

void vn_out_message_drop(vn_heap *heap, vn_out_message *message) {
  if (!message || --message->references > 0) return;
  vn_message_drop(heap, message->message);
  vn_heap_give(heap, message);
}

/** It is in no list any more. */
static void settle(vn_heap *heap, vn_out_message *message, const vn_error *error) {
  message->settle(message->context, error);
  vn_out_message_drop(heap, message);
}

bool vn_queue_add(vn_message_queue *queue, vn_message *message, vn_settle *settle_with, void *context) {
  vn_out_message *out = vn_heap_take(queue->heap, sizeof *out);
  if (!out) return false;
  *out = (vn_out_message){
      .message = vn_message_keep(message), .last_seq = -1, .references = 1, .settle = settle_with, .context = context};
  append(&queue->waiting, out);
  return true;
}

void vn_queue_finish(vn_message_queue *queue, uint8_t reason) {
  if (queue->has_fin) return;
  queue->has_fin = true;
  queue->fin_reason = reason;
}

bool vn_queue_has_uncut(const vn_message_queue *queue) {
  return queue->waiting || (queue->has_fin && queue->fin_seq < 0);
}

bool vn_queue_has_messages(const vn_message_queue *queue) {
  return queue->waiting || queue->framed;
}

static vn_part cut_fin(vn_message_queue *queue, int64_t seq) {
  queue->fin_seq = seq;
  return (vn_part){.flags = VN_FLAG_FIN, .reason = queue->fin_reason};
}

vn_part vn_queue_cut(vn_message_queue *queue, int64_t seq, size_t fragment_bytes) {
  vn_out_message *message = queue->waiting;
  if (!message) return cut_fin(queue, seq);
  const uint32_t from = message->framed, length = message->message->length;
  const size_t most = fragment_bytes - (from == 0 ? FIRST_HEAD_BYTES : 0);
  const uint32_t to = length - from <= most ? length : from + (uint32_t)most;
  message->framed = to;
  message->references++;
  if (to == length) {
    message->last_seq = seq;
    queue->waiting = message->next;
    append(&queue->framed, message);
  }
  const uint8_t flags = (uint8_t)((from == 0 ? VN_FLAG_FIRST : 0) | (to == length ? VN_FLAG_LAST : 0));
  return (vn_part){.message = message, .from = from, .to = to, .flags = flags};
}

size_t vn_part_wire_bytes(const vn_part *part) {
  const size_t head = part->flags & VN_FLAG_FIN ? FIN_HEAD_BYTES : part->flags & VN_FLAG_FIRST ? FIRST_HEAD_BYTES : 0;
  return VN_DATA_OVERHEAD_BYTES + head + (part->to - part->from);
}

void vn_queue_refuse(vn_message_queue *queue, vn_out_message *message, const vn_error *error) {
  /* A refusal is told more than once. */
  if (take_out(&queue->waiting, message) || take_out(&queue->framed, message)) settle(queue->heap, message, error);
}

bool vn_queue_acknowledge(vn_message_queue *queue, int64_t up_to) {
  while (queue->framed && queue->framed->last_seq < up_to) {
    vn_out_message *message = queue->framed;
    queue->framed = message->next;
    settle(queue->heap, message, NULL);
  }
  return queue->fin_seq >= 0 && queue->fin_seq < up_to;
}

static void fail_all(vn_heap *heap, vn_out_message **list, const vn_error *error) {
  while (*list) {
    vn_out_message *message = *list;
    *list = message->next;
    settle(heap, message, error);
  }
}

void vn_queue_fail(vn_message_queue *queue, const vn_error *error) {
  fail_all(queue->heap, &queue->framed, error);
  fail_all(queue->heap, &queue->waiting, error);
}
