/** Messages of a conduit in their order, FIN behind them: cut into frames, and told what became of them. */
#ifndef VN_MESSAGE_QUEUE_H
#define VN_MESSAGE_QUEUE_H

#include "links.h"
#include "sequence.h"

/** A message on its way out. Kept by the queue until it is settled, and by each of its frames. */
typedef struct vn_out_message {
  struct vn_out_message *next;
  vn_message *message;
  uint32_t framed;  /* bytes that are in frames already */
  int64_t last_seq; /* number of its last frame; -1: not all of it is in frames */
  unsigned references;
  vn_settle *settle; /* NULL: settled */
  void *context;
} vn_out_message;

/** A part of a message, or FIN. */
typedef struct vn_part {
  vn_out_message *message; /* NULL: FIN; with a reference of the part's */
  uint32_t from, to;
  uint8_t flags, reason;
} vn_part;

typedef struct vn_message_queue {
  vn_heap *heap;
  vn_out_message *waiting, *framed; /* not all in frames yet; all in frames, not all acknowledged */
  bool has_fin;
  uint8_t fin_reason;
  int64_t fin_seq; /* -1: not cut yet */
} vn_message_queue;

void vn_queue_init(vn_message_queue *queue, vn_heap *heap);
/** False: no memory. */
bool vn_queue_add(vn_message_queue *queue, vn_message *message, vn_settle *settle, void *context);
/** FIN goes behind the last message. */
void vn_queue_finish(vn_message_queue *queue, uint8_t reason);
/** True: there is something to cut. */
bool vn_queue_has_uncut(const vn_message_queue *queue);
/** True: messages are not acknowledged yet. */
bool vn_queue_has_messages(const vn_message_queue *queue);
/** The next part, with at most so many bytes behind the flags; only while there is something to cut. */
vn_part vn_queue_cut(vn_message_queue *queue, int64_t seq, size_t fragment_bytes);
/** Bytes of the part's frame on the wire. */
size_t vn_part_wire_bytes(const vn_part *part);
/** A frame does not need its message any more. */
void vn_out_message_drop(vn_heap *heap, vn_out_message *message);
/** The far end has refused it; what is not cut of it is not sent. */
void vn_queue_refuse(vn_message_queue *queue, vn_out_message *message, const vn_error *error);
/** All frames before `up_to` are acknowledged. True: FIN too. */
bool vn_queue_acknowledge(vn_message_queue *queue, int64_t up_to);
/** Every message that is not acknowledged fails. */
void vn_queue_fail(vn_message_queue *queue, const vn_error *error);

#endif
