#include "receiver_window.h"

#include <string.h>

/** What became of a frame that was its turn. */
typedef enum dealt { DEALT, HELD, NO_MEMORY } dealt;

/** A frame's payload, wherever it lies. */
typedef struct part {
  uint8_t flags, length;
  uint32_t message_length;
  uint16_t next;
  const uint8_t *bytes;
} part;

void vn_receiver_init(vn_receiver *receiver, vn_heap *heap, uint32_t message_bytes) {
  *receiver = (vn_receiver){.heap = heap, .message_bytes = message_bytes};
}

static vn_kept_frame **place(vn_receiver *receiver, int64_t seq) {
  return &receiver->kept[seq % VN_MAX_WINDOW_FRAMES];
}

static void drop_message(vn_receiver *receiver) {
  vn_message_drop(receiver->heap, receiver->message);
  receiver->message = NULL;
}

void vn_receiver_free(vn_receiver *receiver) {
  for (unsigned i = 0; i < VN_MAX_WINDOW_FRAMES; i++) vn_heap_give(receiver->heap, receiver->kept[i]);
  memset(receiver->kept, 0, sizeof receiver->kept);
  drop_message(receiver);
}

uint32_t vn_receiver_bitmap(const vn_receiver *receiver) {
  uint32_t bits = 0;
  for (int64_t k = 0; k < VN_MAX_WINDOW_FRAMES - 1; k++)
    if (receiver->kept[(receiver->next + 1 + k) % VN_MAX_WINDOW_FRAMES]) bits |= (uint32_t)1 << k;
  return bits;
}

uint16_t vn_receiver_credit(const vn_receiver *receiver, const vn_link_listener *listener) {
  if (receiver->hold != VN_HOLD_NONE) return 0;
  if (receiver->message) return VN_MAX_WINDOW_FRAMES;
  const int64_t room = listener->room(listener->context);
  if (room >= (int64_t)VN_MAX_WINDOW_FRAMES * VN_MAX_FRAGMENT_BYTES) return VN_MAX_WINDOW_FRAMES;
  const int64_t frames = room <= 0 ? 1 : (room + VN_MAX_FRAGMENT_BYTES - 1) / VN_MAX_FRAGMENT_BYTES;
  return (uint16_t)frames;
}

static dealt hold(vn_receiver *receiver, vn_hold why) {
  receiver->hold = why;
  return HELD;
}

static dealt finish(vn_receiver *receiver, uint16_t next, const vn_sink *sink) {
  receiver->completed = true;
  if (receiver->finished) return DEALT;
  receiver->finished = true;
  sink->on_finished(sink->context, next);
  return DEALT;
}

static dealt begin(vn_receiver *receiver, const part *first, const vn_sink *sink) {
  if (first->message_length > receiver->message_bytes) return hold(receiver, VN_HOLD_TOO_LARGE);
  if (first->message_length > sink->listener->room(sink->listener->context)) return hold(receiver, VN_HOLD_FULL);
  drop_message(receiver);
  receiver->message = vn_message_make(receiver->heap, first->message_length);
  receiver->filled = 0;
  return receiver->message ? DEALT : NO_MEMORY;
}

static dealt complete(vn_receiver *receiver, const vn_sink *sink) {
  switch (sink->listener->on_message(sink->listener->context, receiver->message)) {
    case VN_FULL: return hold(receiver, VN_HOLD_FULL);
    case VN_NOBODY: return hold(receiver, VN_HOLD_NOBODY);
    case VN_TAKEN: break;
  }
  drop_message(receiver);
  receiver->completed = true;
  return DEALT;
}

static dealt put(vn_receiver *receiver, const part *next, const vn_sink *sink) {
  const uint32_t length = receiver->message->length;
  const bool is_last = next->flags & VN_FLAG_LAST;
  /* Parts that do not add up to what the first announced: no message of ours. */
  if (next->length > length - receiver->filled || (is_last && receiver->filled + next->length < length))
    return hold(receiver, VN_HOLD_TOO_LARGE);
  if (next->length > 0) memcpy(receiver->message->bytes + receiver->filled, next->bytes, next->length);
  if (is_last) return complete(receiver, sink);
  receiver->filled += next->length;
  return DEALT;
}

static dealt deal(vn_receiver *receiver, const part *next, const vn_sink *sink) {
  if (next->flags & VN_FLAG_FIN) return finish(receiver, next->next, sink);
  if (next->flags & VN_FLAG_FIRST) {
    const dealt begun = begin(receiver, next, sink);
    if (begun != DEALT) return begun;
  }
  /* Without a message: the rest of one whose beginning was refused. */
  return receiver->message ? put(receiver, next, sink) : DEALT;
}

/** Deals with frames in order as far as they are here. */
static void run(vn_receiver *receiver, const vn_sink *sink) {
  while (receiver->hold == VN_HOLD_NONE) {
    vn_kept_frame *frame = *place(receiver, receiver->next);
    if (!frame) return;
    const part next = {frame->flags, frame->length, frame->message_length, frame->next, frame->part};
    const dealt outcome = deal(receiver, &next, sink);
    if (outcome == HELD) return;
    *place(receiver, receiver->next) = NULL;
    vn_heap_give(receiver->heap, frame);
    if (outcome == NO_MEMORY) return; /* as if it had been lost: it is repeated */
    receiver->next++;
  }
}

static bool keep(vn_receiver *receiver, int64_t seq, const vn_frame *frame) {
  const uint8_t length = frame->as.data.part_length;
  vn_kept_frame *kept = vn_heap_take(receiver->heap, sizeof *kept + length);
  if (!kept) return false;
  kept->flags = frame->as.data.flags;
  kept->length = length;
  kept->message_length = frame->as.data.message_length;
  kept->next = frame->as.data.next;
  if (length > 0) memcpy(kept->part, frame->as.data.part, length);
  *place(receiver, seq) = kept;
  return true;
}

/** The next frame, dealt with where it lies; only if it is held must it be kept. */
static vn_frame_effect take_next(vn_receiver *receiver, const vn_frame *frame, const vn_sink *sink) {
  const part next = {frame->as.data.flags, frame->as.data.part_length, frame->as.data.message_length,
                     frame->as.data.next, frame->as.data.part};
  receiver->completed = false;
  const dealt outcome = deal(receiver, &next, sink);
  if (outcome == NO_MEMORY) return VN_PASSED_OVER;
  if (outcome == HELD) return keep(receiver, receiver->next, frame) ? VN_IN_ORDER : VN_PASSED_OVER;
  receiver->next++;
  run(receiver, sink);
  return receiver->completed ? VN_COMPLETED : VN_IN_ORDER;
}

vn_frame_effect vn_receiver_on_data(vn_receiver *receiver, const vn_frame *frame, const vn_sink *sink) {
  const int64_t seq = vn_widen(frame->seq, receiver->next);
  if (seq < receiver->next || seq >= receiver->next + VN_MAX_WINDOW_FRAMES || *place(receiver, seq)) return VN_REPEATED;
  if (seq == receiver->next && receiver->hold == VN_HOLD_NONE) return take_next(receiver, frame, sink);
  if (!keep(receiver, seq, frame)) return VN_PASSED_OVER;
  return seq > receiver->next ? VN_GAP : VN_IN_ORDER;
}

bool vn_receiver_resume(vn_receiver *receiver, const vn_sink *sink) {
  if (receiver->hold != VN_HOLD_FULL) return false;
  const int64_t before = receiver->next;
  receiver->hold = VN_HOLD_NONE;
  run(receiver, sink);
  return receiver->next > before || receiver->hold == VN_HOLD_NONE;
}

bool vn_receiver_skip(vn_receiver *receiver, uint16_t low, const vn_sink *sink) {
  const bool is_refused = receiver->hold == VN_HOLD_NOBODY || receiver->hold == VN_HOLD_TOO_LARGE;
  if (!is_refused || vn_widen(low, receiver->next) != receiver->next) return false;
  receiver->hold = VN_HOLD_NONE;
  drop_message(receiver);
  vn_heap_give(receiver->heap, *place(receiver, receiver->next));
  *place(receiver, receiver->next) = NULL;
  receiver->next++;
  run(receiver, sink);
  return true;
}
