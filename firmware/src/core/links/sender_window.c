#include "sender_internal.h"

enum { DATA_TO_HANDSHAKE = 4 }; /* a data frame and its acknowledgement are so much longer than a handshake */

void vn_sender_init(vn_sender *sender, vn_heap *heap, uint32_t credit) {
  *sender = (vn_sender){.credit = credit};
  vn_queue_init(&sender->messages, heap);
  vn_round_trip_init(&sender->trip);
}

vn_out_frame *vn_sender_frame(const vn_sender *sender, int64_t seq) {
  return &sender->frames[seq % VN_MAX_WINDOW_FRAMES];
}

static void forget(vn_sender *sender, int64_t seq) {
  vn_out_frame *frame = vn_sender_frame(sender, seq);
  vn_out_message_drop(sender->messages.heap, frame->part.message);
  *frame = (vn_out_frame){.state = VN_OUT_NONE};
}

void vn_sender_free(vn_sender *sender) {
  if (!sender->frames) return;
  for (; sender->base < sender->next; sender->base++) forget(sender, sender->base);
  vn_heap_give(sender->messages.heap, sender->frames);
  sender->frames = NULL;
}

static bool has_places(vn_sender *sender) {
  if (!sender->frames)
    sender->frames = vn_heap_take_zeroed(sender->messages.heap, VN_MAX_WINDOW_FRAMES * sizeof *sender->frames);
  return sender->frames != NULL;
}

bool vn_sender_queue(vn_sender *sender, vn_message *message, vn_settle *settle, void *context) {
  return has_places(sender) && vn_queue_add(&sender->messages, message, settle, context);
}

bool vn_sender_finish(vn_sender *sender, uint8_t reason) {
  if (!has_places(sender)) return false;
  vn_queue_finish(&sender->messages, reason);
  return true;
}

void vn_sender_grant(vn_sender *sender, uint32_t credit, vn_moment took) {
  sender->credit = credit;
  vn_round_trip_sample(&sender->trip, took * DATA_TO_HANDSHAKE, false);
}

void vn_sender_fail(vn_sender *sender, const vn_error *error) {
  vn_queue_fail(&sender->messages, error);
}

/** Frames before this number may be sent. */
static int64_t limit(const vn_sender *sender) {
  return sender->base + (sender->credit < VN_MAX_WINDOW_FRAMES ? sender->credit : VN_MAX_WINDOW_FRAMES);
}

static bool has_repeat(const vn_sender *sender) {
  if (sender->lost == 0) return sender->asking && sender->base < sender->next;
  return sender->asking || sender->credit > 0;
}

static bool has_new(const vn_sender *sender) {
  if (!vn_queue_has_uncut(&sender->messages)) return false;
  return (sender->asking && sender->base == sender->next) || sender->next < limit(sender);
}

bool vn_sender_has_work(const vn_sender *sender) {
  return has_repeat(sender) || has_new(sender);
}

bool vn_sender_wants_credit(const vn_sender *sender) {
  return sender->credit == 0 && (sender->base < sender->next || vn_queue_has_uncut(&sender->messages));
}

bool vn_sender_has_new(const vn_sender *sender) {
  return has_new(sender);
}

static bool fits(const vn_out_frame *frame, const vn_offer *offer) {
  return frame->any_link || !offer->has_other || !frame->path || frame->path->line != offer->path->line;
}

static int64_t repeat(vn_sender *sender, const vn_offer *offer) {
  if (sender->asking) {
    if (sender->base >= sender->next) return -1;
    if (vn_sender_frame(sender, sender->base)->state == VN_OUT_LOST) sender->lost--;
    return sender->base;
  }
  if (sender->lost == 0) return -1;
  const int64_t end = limit(sender) < sender->next ? limit(sender) : sender->next;
  for (int64_t seq = sender->base; seq < end; seq++) {
    const vn_out_frame *frame = vn_sender_frame(sender, seq);
    if (frame->state != VN_OUT_LOST || !fits(frame, offer)) continue;
    sender->lost--;
    return seq;
  }
  return -1;
}

static int64_t cut(vn_sender *sender, const vn_offer *offer) {
  if (!has_new(sender)) return -1;
  const int64_t seq = sender->next++;
  *vn_sender_frame(sender, seq) =
      (vn_out_frame){.part = vn_queue_cut(&sender->messages, seq, vn_loss_fragment_bytes(offer->loss)), .state = VN_OUT_LOST};
  return seq;
}

static bool anything_flies(const vn_sender *sender) {
  for (int64_t seq = sender->base; seq < sender->next; seq++)
    if (vn_sender_frame(sender, seq)->state == VN_OUT_FLYING) return true;
  return false;
}

int64_t vn_sender_take(vn_sender *sender, const vn_offer *offer) {
  int64_t seq = repeat(sender, offer);
  if (seq < 0) seq = cut(sender, offer);
  if (seq < 0) return -1;
  if (!anything_flies(sender)) sender->timed_from = offer->now;
  sender->asking = false;
  vn_out_frame *frame = vn_sender_frame(sender, seq);
  frame->state = VN_OUT_FLYING;
  frame->transmissions++;
  frame->path = offer->path;
  frame->loss = offer->loss;
  frame->sent_at = offer->now;
  frame->order = sender->order++;
  return seq;
}

void vn_sender_on_refused(vn_sender *sender, uint16_t low, const vn_error *error) {
  const int64_t seq = vn_widen(low, sender->base);
  if (seq < sender->base || seq >= sender->next) return;
  vn_out_message *message = vn_sender_frame(sender, seq)->part.message;
  if (message) vn_queue_refuse(&sender->messages, message, error);
}

void vn_sender_advance(vn_sender *sender, int64_t up_to) {
  for (; sender->base < up_to; sender->base++) forget(sender, sender->base);
}

void vn_sender_repath(vn_sender *sender, vn_loss_estimate *(*now_over)(void *peer, const vn_path *path), void *peer) {
  for (int64_t seq = sender->base; seq < sender->next; seq++) {
    vn_out_frame *frame = vn_sender_frame(sender, seq);
    frame->loss = frame->path ? now_over(peer, frame->path) : NULL;
    if (!frame->loss) frame->path = NULL;
  }
}
