#include "layer.h"

static vn_frame head(const vn_link_end *end, vn_frame_type type) {
  return (vn_frame){
      .type = type,
      .to = end->peer->address,
      .from = end->links->address,
      .hops = VN_INITIAL_HOPS,
      .channel = end->channel,
  };
}

static vn_frame tagged(const vn_link_end *end, vn_frame_type type, uint16_t seq) {
  vn_frame frame = head(end, type);
  frame.tag = end->handshake.tag;
  frame.seq = seq;
  return frame;
}

static void send(vn_link_end *end, const vn_frame *frame) {
  vn_layer_control(end->links, end->peer, frame);
}

static uint16_t credit_of(const vn_link_end *end) {
  return vn_receiver_credit(&end->receiver, &end->listener);
}

void vn_send_open(vn_link_end *end) {
  vn_frame frame = head(end, VN_FRAME_OPEN);
  frame.as.open.incarnation = end->handshake.incarnation;
  frame.as.open.credit = credit_of(end);
  send(end, &frame);
}

void vn_send_accept(vn_link_end *end, uint16_t peer_incarnation, uint16_t credit) {
  vn_frame frame = head(end, VN_FRAME_ACCEPT);
  frame.as.accept.incarnation = end->handshake.incarnation;
  frame.as.accept.echo = peer_incarnation;
  frame.as.accept.credit = credit;
  send(end, &frame);
}

void vn_send_keepalive(vn_link_end *end) {
  const vn_frame frame = tagged(end, VN_FRAME_KEEPALIVE, 0);
  send(end, &frame);
}

void vn_send_reset(vn_link_end *end, uint8_t reason, uint16_t tag, uint16_t seq) {
  vn_frame frame = head(end, VN_FRAME_RESET);
  frame.tag = tag;
  frame.seq = seq;
  frame.as.reset.reason = reason;
  send(end, &frame);
}

void vn_send_refusal(vn_link_end *end) {
  const vn_hold hold = end->receiver.hold;
  if (hold != VN_HOLD_NOBODY && hold != VN_HOLD_TOO_LARGE) return;
  const uint8_t reason = hold == VN_HOLD_TOO_LARGE ? VN_RESET_TOO_LARGE : VN_RESET_REFUSED;
  vn_send_reset(end, reason, end->handshake.tag, (uint16_t)end->receiver.next);
}

void vn_send_fin_ack(vn_link_end *end) {
  const vn_frame frame = tagged(end, VN_FRAME_ACK, (uint16_t)(end->receiver.next + 1));
  send(end, &frame);
}

vn_frame vn_ack_of(vn_link_end *end) {
  vn_frame frame = tagged(end, VN_FRAME_ACK, (uint16_t)end->receiver.next);
  frame.as.ack.bitmap = vn_receiver_bitmap(&end->receiver);
  frame.as.ack.credit = credit_of(end);
  return frame;
}

/* FIN tells what of the peer's was delivered: its acknowledgements may have been lost. */
vn_frame vn_data_of(vn_link_end *end, int64_t seq) {
  const vn_part *part = &vn_sender_frame(&end->sender, seq)->part;
  vn_frame frame = tagged(end, VN_FRAME_DATA, (uint16_t)seq);
  frame.as.data.flags = part->flags;
  if (!part->message) {
    frame.as.data.reason = part->reason;
    frame.as.data.next = (uint16_t)end->receiver.next;
    return frame;
  }
  const vn_message *message = part->message->message;
  frame.as.data.message_length = part->from == 0 ? message->length : 0;
  frame.as.data.part = message->bytes + part->from;
  frame.as.data.part_length = (uint8_t)(part->to - part->from);
  return frame;
}
