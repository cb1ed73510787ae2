/** A message's bytes, shared by all queues that it waits in. All calls under the board's lock. */
#ifndef VN_MESSAGE_H
#define VN_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

#include "heap.h"

typedef struct vn_message {
  uint32_t references;
  uint32_t length;
  uint8_t bytes[];
} vn_message;

/** One reference, content not set; NULL: no room. */
vn_message *vn_message_make(vn_heap *heap, size_t length);
vn_message *vn_message_keep(vn_message *message);
/** NULL is allowed. */
void vn_message_drop(vn_heap *heap, vn_message *message);

#endif
