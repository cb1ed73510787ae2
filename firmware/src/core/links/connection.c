#include "layer.h"
#include "link_errors.h"

static void touch(vn_link_end *end);
static void leave(vn_link_end *end);

static void on_send_timer(void *owner) {
  vn_link_end *end = owner;
  vn_layer_begin(end->links);
  const vn_moment now = vn_layer_now(end->links);
  if (vn_sender_on_timeout(&end->sender, now, end->peer->heard_at, vn_layer_suspects(end->links)))
    vn_opening_send_now(end);
  touch(end);
  vn_layer_end(end->links);
}

static void on_ack_timer(void *owner) {
  vn_link_end *end = owner;
  vn_layer_begin(end->links);
  vn_layer_acknowledge(end);
  vn_layer_end(end->links);
}

static void on_finished(void *context, uint16_t next);

static vn_sink sink_of(vn_link_end *end) {
  return (vn_sink){.listener = &end->listener, .context = end, .on_finished = on_finished};
}

void vn_end_init(vn_link_end *end, vn_links *links, vn_peer *peer, uint16_t channel, vn_link_listener listener) {
  *end = (vn_link_end){.links = links, .peer = peer, .channel = channel, .listener = listener};
  end->since = vn_layer_now(links);
  end->waits_since = VN_NOT_YET;
  end->handshake =
      (vn_handshake){.incarnation = vn_layer_incarnation(links), .is_lower = links->address < peer->address};
  vn_timer_init(&end->send_timer, on_send_timer, end);
  vn_timer_init(&end->ack_timer, on_ack_timer, end);
  vn_sender_init(&end->sender, links->heap, VN_MAX_WINDOW_FRAMES);
  vn_receiver_init(&end->receiver, links->heap, links->message_bytes);
  vn_acks_init(&end->acks);
  vn_opening_init(end);
  vn_opening_begin(end, false);
}

void vn_end_free(vn_link_end *end) {
  vn_sender_free(&end->sender);
  vn_receiver_free(&end->receiver);
}

vn_link_state vn_end_state(const vn_link_end *end) {
  if (end->is_gone) return VN_LINK_GONE;
  if (end->is_closed) return VN_LINK_CLOSED;
  return vn_handshake_is_done(&end->handshake) ? VN_LINK_OPEN : VN_LINK_OPENING;
}

bool vn_end_has_work(const vn_link_end *end) {
  return vn_end_state(end) == VN_LINK_OPEN && vn_sender_has_work(&end->sender);
}

static void touch(vn_link_end *end) {
  if (vn_end_state(end) != VN_LINK_OPEN) return;
  vn_layer_set(end->links, &end->send_timer, vn_sender_deadline(&end->sender));
  if (vn_sender_has_work(&end->sender)) vn_layer_wake(end);
}

static void clear_timers(vn_link_end *end) {
  vn_timer_clear(end->links->loop, &end->send_timer);
  vn_timer_clear(end->links->loop, &end->ack_timer);
}

static void leave(vn_link_end *end) {
  if (end->is_gone) return;
  end->is_gone = true;
  clear_timers(end);
  vn_opening_end(end);
  vn_error error;
  vn_link_closed(&error, end->peer->name);
  vn_sender_fail(&end->sender, &error);
  vn_layer_gone(end);
}

void vn_end_abandon(vn_link_end *end, const vn_error *error) {
  vn_sender_fail(&end->sender, error);
  leave(end);
}

/** The state of both conduits is forgotten; what waits fails. */
static void reset(vn_link_end *end, const vn_error *error) {
  const bool was_closed = end->is_closed;
  vn_sender old = end->sender;
  end->is_closed = false;
  end->since = vn_layer_now(end->links);
  clear_timers(end);
  vn_sender_init(&end->sender, end->links->heap, VN_MAX_WINDOW_FRAMES);
  vn_receiver_free(&end->receiver);
  vn_receiver_init(&end->receiver, end->links->heap, end->links->message_bytes);
  vn_acks_init(&end->acks);
  vn_sender_fail(&old, error);
  vn_sender_free(&old);
  if (end->is_finishing) leave(end);
  else if (!was_closed) end->listener.on_broken(end->listener.context, error);
}

static void restart(vn_link_end *end, const vn_error *error) {
  vn_handshake_restart(&end->handshake, vn_layer_incarnation(end->links));
  reset(end, error);
  if (!end->is_gone) vn_opening_begin(end, end->is_broken);
}

/** The far end has proven to be this incarnation. */
static void meet(vn_link_end *end, uint16_t incarnation, uint16_t credit) {
  if (end->handshake.peer == incarnation) return;
  if (vn_handshake_is_done(&end->handshake)) {
    vn_error error;
    vn_link_rebooted(&error, end->peer->name);
    reset(end, &error);
    if (end->is_gone) return;
  }
  vn_handshake_complete(&end->handshake, incarnation);
  end->is_broken = end->is_denied = false;
  end->waits_since = VN_NOT_YET;
  vn_opening_end(end);
  vn_sender_grant(&end->sender, credit, vn_layer_now(end->links) - end->opening.sent_at);
  touch(end);
}

static void on_open(vn_link_end *end, uint16_t incarnation) {
  const bool is_known = end->handshake.peer == incarnation;
  if (!is_known) end->handshake.candidate = incarnation;
  vn_send_accept(end, incarnation,
                 is_known ? vn_receiver_credit(&end->receiver, &end->listener) : VN_MAX_WINDOW_FRAMES);
  if (!is_known) vn_opening_answer(end);
}

static bool is_current(vn_link_end *end, const vn_frame *frame) {
  const bool is_reset = frame->type == VN_FRAME_RESET;
  if (is_reset && frame->as.reset.reason == VN_RESET_NO_CHANNEL) end->is_denied = true;
  const uint16_t proven = vn_handshake_proven_by(&end->handshake, frame->tag);
  if (proven != 0) meet(end, proven, VN_MAX_WINDOW_FRAMES);
  if (end->is_gone) return false;
  if (vn_handshake_is_done(&end->handshake) && frame->tag == end->handshake.tag) return true;
  if (!is_reset) vn_send_reset(end, VN_RESET_STALE, frame->tag, frame->seq);
  return false;
}

static void on_data(vn_link_end *end, const vn_frame *frame) {
  const vn_sink sink = sink_of(end);
  const vn_frame_effect effect = vn_receiver_on_data(&end->receiver, frame, &sink);
  if (end->is_gone || effect == VN_PASSED_OVER) return;
  const vn_moment delay = vn_acks_after(&end->acks, effect);
  vn_send_refusal(end);
  if (delay == 0) vn_layer_acknowledge(end);
  else if (!vn_layer_is_set(&end->ack_timer))
    vn_layer_set(end->links, &end->ack_timer, vn_layer_now(end->links) + delay);
}

static void take_ack(vn_link_end *end, uint16_t seq, uint32_t bitmap, uint16_t credit) {
  const vn_moment now = vn_layer_now(end->links);
  if (vn_sender_on_ack(&end->sender, seq, bitmap, credit, now, vn_layer_suspects(end->links))) leave(end);
}

static void on_refused(vn_link_end *end, const vn_frame *frame) {
  vn_error error;
  if (frame->as.reset.reason == VN_RESET_REFUSED) vn_link_no_receiver(&error, end->peer->name);
  else vn_link_refused_as_too_large(&error, end->peer->name);
  vn_sender_on_refused(&end->sender, frame->seq, &error);
  vn_send_reset(end, VN_RESET_SKIP, frame->tag, frame->seq);
  touch(end);
}

static void on_skip(vn_link_end *end, uint16_t seq) {
  const vn_sink sink = sink_of(end);
  if (vn_receiver_skip(&end->receiver, seq, &sink) && !end->is_gone) vn_layer_acknowledge(end);
  if (!end->is_gone) vn_send_refusal(end);
}

static void on_stale(vn_link_end *end) {
  if (end->is_closed) return;
  vn_error error;
  vn_link_rebooted(&error, end->peer->name);
  restart(end, &error);
  vn_liveness_check_all(end->peer);
}

static void on_reset(vn_link_end *end, const vn_frame *frame) {
  switch (frame->as.reset.reason) {
    case VN_RESET_REFUSED:
    case VN_RESET_TOO_LARGE: on_refused(end, frame); break;
    case VN_RESET_SKIP: on_skip(end, frame->seq); break;
    default: on_stale(end);
  }
}

void vn_end_on_frame(vn_link_end *end, const vn_frame *frame) {
  if (frame->type == VN_FRAME_OPEN) on_open(end, frame->as.open.incarnation);
  else if (frame->type == VN_FRAME_ACCEPT) {
    if (frame->as.accept.echo == end->handshake.incarnation)
      meet(end, frame->as.accept.incarnation, frame->as.accept.credit);
  } else if (is_current(end, frame)) {
    if (frame->type == VN_FRAME_DATA) on_data(end, frame);
    else if (frame->type == VN_FRAME_RESET) on_reset(end, frame);
    else if (frame->type == VN_FRAME_ACK) {
      take_ack(end, frame->seq, frame->as.ack.bitmap, frame->as.ack.credit);
      touch(end);
    }
  }
}

static void on_finished(void *context, uint16_t next) {
  vn_link_end *end = context;
  end->is_closed = true;
  take_ack(end, next, 0, 0);
  if (end->is_gone) {
    vn_send_fin_ack(end);
    return;
  }
  vn_opening_end(end);
  vn_timer_clear(end->links->loop, &end->send_timer);
  vn_error error;
  vn_link_closed(&error, end->peer->name);
  vn_sender_fail(&end->sender, &error);
  end->listener.on_closed(end->listener.context);
  if (!end->is_finishing) return;
  /* Both ends are done. The acknowledgement of the far end's FIN still goes. */
  vn_send_fin_ack(end);
  leave(end);
}

bool vn_end_take(vn_link_end *end, const vn_offer *offer, vn_frame *frame, bool *is_repeat) {
  if (vn_end_state(end) != VN_LINK_OPEN) return false;
  const int64_t seq = vn_sender_take(&end->sender, offer);
  if (seq < 0) return false;
  vn_layer_set(end->links, &end->send_timer, vn_sender_deadline(&end->sender));
  *frame = vn_data_of(end, seq);
  *is_repeat = vn_sender_frame(&end->sender, seq)->transmissions > 1;
  return true;
}

bool vn_end_take_ack(vn_link_end *end, vn_frame *frame) {
  vn_timer_clear(end->links->loop, &end->ack_timer);
  if (!vn_handshake_is_done(&end->handshake) || end->is_gone) return false;
  const vn_moment again = vn_acks_sent(&end->acks);
  if (again != VN_NOT_YET) vn_layer_set(end->links, &end->ack_timer, vn_layer_now(end->links) + again);
  *frame = vn_ack_of(end);
  return true;
}

void vn_end_retry(vn_link_end *end) {
  if (vn_end_state(end) == VN_LINK_OPENING) vn_opening_hurry(end);
}

void vn_end_moved(vn_link_end *end) {
  end->handshake.is_lower = end->links->address < end->peer->address;
  if (!vn_handshake_is_done(&end->handshake)) return;
  vn_error error;
  vn_link_rebooted(&error, end->peer->name);
  restart(end, &error);
}

void vn_end_break(vn_link_end *end, const vn_error *error) {
  end->is_broken = true;
  end->broken = *error;
  restart(end, error);
}

void vn_end_fail_waiting(vn_link_end *end, const vn_error *error) {
  end->waits_since = VN_NOT_YET;
  if (end->is_finishing) vn_end_abandon(end, error);
  else vn_sender_fail(&end->sender, error);
}

static void note_waiting(vn_link_end *end) {
  if (vn_end_state(end) == VN_LINK_OPENING)
    end->waits_since = vn_earlier(end->waits_since, vn_layer_now(end->links));
}

bool vn_link_send(vn_link_end *end, vn_message *message, vn_settle *settle, void *context, vn_error *error) {
  if (end->is_broken) return vn_refuse(error, end->broken.code, "%s", end->broken.message);
  if (end->is_closed || end->is_gone || end->is_finishing) {
    if (error) vn_link_closed(error, end->peer->name);
    return false;
  }
  if (!vn_sender_queue(&end->sender, message, settle, context))
    return vn_refuse(error, VN_OUT_OF_MEMORY, "a message of %lu bytes to node \"%s\": this node has no memory left for it",
                     (unsigned long)message->length, end->peer->name);
  vn_layer_begin(end->links);
  note_waiting(end);
  touch(end);
  vn_layer_end(end->links);
  return true;
}

void vn_link_finish(vn_link_end *end, int reason) {
  if (end->is_finishing || end->is_gone) return;
  vn_layer_begin(end->links);
  end->is_finishing = true;
  end->fin_reason = (uint8_t)reason;
  if (end->is_closed || end->is_broken || !vn_sender_finish(&end->sender, end->fin_reason)) leave(end);
  else {
    note_waiting(end);
    touch(end);
  }
  vn_layer_end(end->links);
}

void vn_link_resume(vn_link_end *end) {
  if (end->is_gone) return;
  vn_layer_begin(end->links);
  const vn_sink sink = sink_of(end);
  if (vn_receiver_resume(&end->receiver, &sink) && !end->is_gone) {
    vn_acks_released(&end->acks);
    vn_layer_acknowledge(end);
  }
  vn_layer_end(end->links);
}

vn_link_state vn_link_state_of(const vn_link_end *end) {
  return vn_end_state(end);
}
