/**
 * The sending half of a conduit: cuts messages into frames, keeps up to 32 of them under way, repeats the lost ones
 * (and only those), and tells each message when all of it has been acknowledged.
 *
 *     waiting --take--> flying --ack--> arrived --all before it too--> forgotten
 *                        |  ^
 *            evidence or |  | take, over another link if there is one
 *             time-out   v  |
 *                        lost
 */
#ifndef VN_SENDER_WINDOW_H
#define VN_SENDER_WINDOW_H

#include "loss_estimate.h"
#include "message_queue.h"
#include "path.h"
#include "round_trip.h"

typedef enum vn_out_state { VN_OUT_NONE, VN_OUT_FLYING, VN_OUT_LOST, VN_OUT_ARRIVED } vn_out_state;

/** A DATA frame until all frames before it, and it, are acknowledged. */
typedef struct vn_out_frame {
  vn_part part;
  vn_out_state state;
  bool any_link; /* repeat it over any link, also the one that lost it */
  unsigned transmissions;
  /* of the latest transmission */
  vn_path *path;
  vn_loss_estimate *loss;
  vn_moment sent_at;
  uint64_t order; /* counts all transmissions of the conduit */
} vn_out_frame;

typedef struct vn_sender {
  vn_message_queue messages;
  vn_out_frame *frames; /* VN_MAX_WINDOW_FRAMES places, made with the first message; frame n stands at n modulo that */
  vn_round_trip trip;
  int64_t base, next;
  uint32_t credit;
  uint64_t order;
  unsigned lost;
  bool asking; /* credit is used up: one frame may go to ask for more */
  unsigned asks;
  vn_moment timed_from;
} vn_sender;

/** What a line asks a conduit for. */
typedef struct vn_offer {
  vn_path *path;
  vn_loss_estimate *loss; /* of that path to this peer */
  bool has_other;         /* the peer can be reached over another link too, so a frame lost on this one goes there */
  vn_moment now;
} vn_offer;

/** Paths that have lost so much in a row that they should be probed. */
typedef void vn_suspect(void *context, vn_path *path);
typedef struct vn_suspects {
  vn_suspect *tell;
  void *context;
} vn_suspects;

void vn_sender_init(vn_sender *sender, vn_heap *heap, uint32_t credit);
/** All that it holds; its messages have failed before. */
void vn_sender_free(vn_sender *sender);
/** False: no memory. */
bool vn_sender_queue(vn_sender *sender, vn_message *message, vn_settle *settle, void *context);
/** No message comes any more: FIN goes after the last. False: no memory. */
bool vn_sender_finish(vn_sender *sender, uint8_t reason);
/** What the far end's port has room for at the start, frames, and how long its answer took: data takes longer. */
void vn_sender_grant(vn_sender *sender, uint32_t credit, vn_moment took);
bool vn_sender_has_work(const vn_sender *sender);
/** When `vn_sender_on_timeout` is due; VN_NOT_YET: nothing is awaited. */
vn_moment vn_sender_deadline(const vn_sender *sender);
/** The next frame for this line; -1: none. */
int64_t vn_sender_take(vn_sender *sender, const vn_offer *offer);
vn_out_frame *vn_sender_frame(const vn_sender *sender, int64_t seq);
/** True: all is acknowledged, FIN too. */
bool vn_sender_on_ack(vn_sender *sender, uint16_t seq, uint32_t bitmap, uint32_t credit, vn_moment now,
                      vn_suspects suspects);
/** The far end has refused the message that ends with, or whose first part is, frame `seq`. */
void vn_sender_on_refused(vn_sender *sender, uint16_t seq, const vn_error *error);
/** `heard_at`: when the peer was last heard. True: it should be asked whether it lives. */
bool vn_sender_on_timeout(vn_sender *sender, vn_moment now, vn_moment heard_at, vn_suspects suspects);
/**
 * The ways to the peer are others now: `now_over` answers the loss of a path on the way to it, NULL when the path is
 * none any more. Frames that were sent over such a one are lost only at a time-out.
 */
void vn_sender_repath(vn_sender *sender, vn_loss_estimate *(*now_over)(void *peer, const vn_path *path), void *peer);
/** Every message that is not acknowledged fails. */
void vn_sender_fail(vn_sender *sender, const vn_error *error);

#endif
