#include "message.h"

vn_message *vn_message_make(vn_heap *heap, size_t length) {
  if (length > UINT32_MAX - sizeof(vn_message)) return NULL;
  vn_message *message = vn_heap_take(heap, sizeof *message + length);
  if (!message) return NULL;
  message->references = 1;
  message->length = (uint32_t)length;
  return message;
}

vn_message *vn_message_keep(vn_message *message) {
  message->references++;
  return message;
}

void vn_message_drop(vn_heap *heap, vn_message *message) {
  if (message && --message->references == 0) vn_heap_give(heap, message);
}
