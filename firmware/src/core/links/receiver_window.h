/**
 * The receiving half of a conduit: puts frames in order and parts together. A frame counts as received only when what
 * it completes is in the port's queue, so an acknowledged message is a delivered one.
 */
#ifndef VN_RECEIVER_WINDOW_H
#define VN_RECEIVER_WINDOW_H

#include "../frames/frames.h"
#include "ack_policy.h"
#include "links.h"
#include "sequence.h"

/** Why it does not go on at the next frame, though that is here. */
typedef enum vn_hold { VN_HOLD_NONE, VN_HOLD_FULL, VN_HOLD_NOBODY, VN_HOLD_TOO_LARGE } vn_hold;

/** A DATA frame that waits for those before it, or at the head for room. */
typedef struct vn_kept_frame {
  uint8_t flags, length;
  uint32_t message_length;
  uint16_t next;
  uint8_t part[];
} vn_kept_frame;

typedef struct vn_receiver {
  vn_heap *heap;
  uint32_t message_bytes; /* longest message that is taken */
  vn_kept_frame *kept[VN_MAX_WINDOW_FRAMES]; /* frame n at n modulo that */
  int64_t next;                              /* all before it have been dealt with */
  vn_hold hold;
  vn_message *message; /* under construction */
  uint32_t filled;
  bool completed, finished;
} vn_receiver;

/** The port behind a conduit, and its owner. */
typedef struct vn_sink {
  const vn_link_listener *listener;
  void *context;
  /** The far end sends nothing any more, and has dealt with all of ours before seq `next`. */
  void (*on_finished)(void *context, uint16_t next);
} vn_sink;

void vn_receiver_init(vn_receiver *receiver, vn_heap *heap, uint32_t message_bytes);
void vn_receiver_free(vn_receiver *receiver);
/** Bit k: frame next + 1 + k is here. */
uint32_t vn_receiver_bitmap(const vn_receiver *receiver);
/** How many frames from `next` on may be sent. */
uint16_t vn_receiver_credit(const vn_receiver *receiver, const vn_link_listener *listener);
/** VN_PASSED_OVER: there was no memory for it; the sender repeats it. */
vn_frame_effect vn_receiver_on_data(vn_receiver *receiver, const vn_frame *frame, const vn_sink *sink);
/** There may be room now. True: it went on. */
bool vn_receiver_resume(vn_receiver *receiver, const vn_sink *sink);
/** The sender has given up the message refused at frame `seq`. True: that was the one held. */
bool vn_receiver_skip(vn_receiver *receiver, uint16_t seq, const vn_sink *sink);

#endif
