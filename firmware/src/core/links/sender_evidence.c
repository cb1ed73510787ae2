/* What a conduit learns from acknowledgements and from their absence. */
#include "sender_internal.h"

enum { LONGEST_ASK = 500 * VN_MS, PATHS_LOOKED_AT = 8 };

/** What newly acknowledged frames prove: by path, the latest transmission that arrived. */
typedef struct evidence {
  struct {
    const vn_path *path;
    uint64_t order;
  } paths[PATHS_LOOKED_AT];
  unsigned count;
  vn_moment sent_at; /* when the latest of them all was sent */
} evidence;

static void lose(vn_sender *sender, vn_out_frame *frame, vn_suspects suspects) {
  frame->state = VN_OUT_LOST;
  frame->any_link = false;
  sender->lost++;
  if (frame->loss) vn_loss_lost(frame->loss, vn_part_wire_bytes(&frame->part));
  if (frame->path && vn_path_loses(frame->path)) suspects.tell(suspects.context, frame->path);
}

static void note(evidence *known, const vn_out_frame *frame) {
  unsigned i = 0;
  while (i < known->count && known->paths[i].path != frame->path) i++;
  if (i < known->count) {
    if (known->paths[i].order < frame->order) known->paths[i].order = frame->order;
  } else if (i < PATHS_LOOKED_AT) {
    known->paths[i].path = frame->path;
    known->paths[i].order = frame->order;
    known->count++;
  }
  known->sent_at = vn_later(known->sent_at, frame->sent_at);
}

/** A path keeps the order, so what was sent over it before a frame that arrived will not come any more. */
static bool is_overtaken(const evidence *known, const vn_out_frame *frame) {
  for (unsigned i = 0; i < known->count; i++)
    if (known->paths[i].path == frame->path) return frame->order < known->paths[i].order;
  return false;
}

static void lose_by(vn_sender *sender, const evidence *known, vn_suspects suspects) {
  const vn_moment reorder = sender->trip.smooth < 0 ? VN_NOT_YET : sender->trip.smooth;
  for (int64_t seq = sender->base; seq < sender->next; seq++) {
    vn_out_frame *frame = vn_sender_frame(sender, seq);
    if (frame->state != VN_OUT_FLYING || !frame->path) continue;
    if (is_overtaken(known, frame) || frame->sent_at + reorder < known->sent_at) lose(sender, frame, suspects);
  }
}

static bool is_told(int64_t seq, int64_t up_to, uint32_t bitmap) {
  return seq < up_to || (seq > up_to && seq - up_to - 1 < 32 && (bitmap >> (seq - up_to - 1) & 1));
}

/** Takes what a newly arrived frame tells about time and about its path. */
static void learn(vn_sender *sender, vn_out_frame *frame, evidence *known, const vn_out_frame **latest, vn_moment now) {
  const bool is_sure = frame->transmissions == 1 || now - frame->sent_at >= sender->trip.least;
  if (!is_sure || !frame->path) return;
  vn_path_works(frame->path, now);
  if (frame->loss) vn_loss_arrived(frame->loss, vn_part_wire_bytes(&frame->part));
  note(known, frame);
  if (frame->transmissions == 1 && (!*latest || frame->sent_at >= (*latest)->sent_at)) *latest = frame;
}

/** True: something arrived that was not known to have. */
static bool mark_arrived(vn_sender *sender, int64_t up_to, uint32_t bitmap, vn_moment now, vn_suspects suspects) {
  evidence known = {.sent_at = VN_LONG_AGO};
  const vn_out_frame *latest = NULL;
  bool any = false;
  for (int64_t seq = sender->base; seq < sender->next; seq++) {
    vn_out_frame *frame = vn_sender_frame(sender, seq);
    if (frame->state == VN_OUT_ARRIVED || !is_told(seq, up_to, bitmap)) continue;
    if (frame->state == VN_OUT_LOST) sender->lost--;
    frame->state = VN_OUT_ARRIVED;
    any = true;
    learn(sender, frame, &known, &latest, now);
  }
  if (latest) vn_round_trip_sample(&sender->trip, now - latest->sent_at, latest->loss && vn_loss_is_bad(latest->loss));
  if (any) lose_by(sender, &known, suspects);
  return any;
}

bool vn_sender_on_ack(vn_sender *sender, uint16_t seq, uint32_t bitmap, uint32_t credit, vn_moment now,
                      vn_suspects suspects) {
  const int64_t up_to = vn_widen(seq, sender->base);
  if (up_to < sender->base || up_to > sender->next) return false;
  const bool is_progress = up_to > sender->base;
  if (mark_arrived(sender, up_to, bitmap, now, suspects) || is_progress) {
    sender->timed_from = now;
    vn_round_trip_answered(&sender->trip);
  }
  vn_sender_advance(sender, up_to);
  const bool is_finished = vn_queue_acknowledge(&sender->messages, up_to);
  if (credit > 0 && sender->credit == 0) sender->timed_from = now;
  if (credit > 0) sender->asks = 0;
  sender->credit = credit;
  return is_finished;
}

/** Nothing that was sent later can show a loss while nothing new may be sent. */
static vn_moment patience(const vn_sender *sender) {
  const vn_moment timeout = vn_round_trip_timeout(&sender->trip);
  if (vn_sender_wants_credit(sender))
    return sender->asks >= 16 ? LONGEST_ASK : vn_earlier(LONGEST_ASK, timeout << sender->asks);
  const vn_loss_estimate *loss = sender->base < sender->next ? vn_sender_frame(sender, sender->base)->loss : NULL;
  const bool is_quick = loss && vn_loss_is_bad(loss) && sender->credit > 0 && !vn_sender_has_new(sender);
  return is_quick ? vn_round_trip_quick(&sender->trip) : timeout;
}

vn_moment vn_sender_deadline(const vn_sender *sender) {
  const bool is_stuck = sender->base < sender->next || vn_sender_wants_credit(sender);
  return is_stuck ? sender->timed_from + patience(sender) : VN_NOT_YET;
}

/** False: the wait has begun anew meanwhile. */
static bool lose_overdue(vn_sender *sender, vn_moment now, vn_suspects suspects) {
  const vn_moment limit = now - patience(sender);
  vn_moment first = VN_NOT_YET;
  bool any = false, flies = false;
  for (int64_t seq = sender->base; seq < sender->next; seq++) {
    vn_out_frame *frame = vn_sender_frame(sender, seq);
    if (frame->state == VN_OUT_FLYING) {
      flies = true;
      first = vn_earlier(first, frame->sent_at);
      if (frame->sent_at <= limit) {
        lose(sender, frame, suspects);
        any = true;
      }
    }
    frame->any_link = true;
  }
  if (any) return true;
  sender->timed_from = vn_earlier(now, first);
  return !flies;
}

/** There may be room by now, and the news of it lost. */
static bool ask(vn_sender *sender, vn_moment now) {
  sender->asking = true;
  sender->asks++;
  sender->timed_from = now;
  return false;
}

bool vn_sender_on_timeout(vn_sender *sender, vn_moment now, vn_moment heard_at, vn_suspects suspects) {
  if (vn_sender_wants_credit(sender)) return ask(sender, now);
  const bool is_quick = patience(sender) < vn_round_trip_timeout(&sender->trip);
  if (!lose_overdue(sender, now, suspects)) return false;
  if (heard_at >= sender->timed_from) vn_round_trip_heard(&sender->trip);
  else if (!is_quick) vn_round_trip_back_off(&sender->trip);
  vn_round_trip_missed(&sender->trip);
  sender->timed_from = now;
  return !is_quick;
}
