/** The link layer from inside: what its files share. */
#ifndef VN_LAYER_H
#define VN_LAYER_H

#include "ack_policy.h"
#include "handshake.h"
#include "links.h"
#include "peer.h"
#include "receiver_window.h"
#include "sender_window.h"

/** When OPEN is sent, and sent again. */
typedef struct vn_opening {
  vn_timer timer;
  unsigned tries;
  vn_moment sent_at;
  bool is_slow;
} vn_opening;

/**
 * One end of a connection: a conduit each way between two ports on two nodes.
 *
 *     opening --ACCEPT with own incarnation, or a frame with the new tag--> open
 *        ^                                                                   | |
 *        +--silence, RESET stale or no-such-channel: senders get an error----+ | FIN from the far end
 *                                                                              v
 *     gone <--finish(): FIN acknowledged, or nobody there to take it--      closed
 */
struct vn_link_end {
  vn_links *links;
  vn_peer *peer;
  vn_link_end *peer_next;   /* of the peer's connections */
  vn_link_end *bucket_next; /* of the channels' table */
  uint16_t channel;
  vn_link_listener listener;
  vn_handshake handshake;
  vn_opening opening;
  vn_timer send_timer, ack_timer;
  vn_sender sender;
  vn_receiver receiver;
  vn_ack_policy acks;
  vn_moment since;       /* it waits to be heard: it was made, or broke */
  vn_moment waits_since; /* a message waits for the far end to be there; VN_NOT_YET: none */
  bool is_denied;        /* the peer has said that it has no such connection */
  bool is_finishing, is_closed, is_gone;
  bool is_broken;        /* the far end was given up, with `broken`; it is looked for slowly */
  uint8_t fin_reason;
  vn_error broken;
  /* Places in the layer's lists. */
  vn_link_end *ready_next, *ack_next, *gone_next;
  bool is_ready, is_ack_due;
};

typedef struct vn_end_list {
  vn_link_end *first, *last;
  unsigned count;
} vn_end_list;

enum { VN_CHANNEL_BUCKETS = 64 };

struct vn_links {
  vn_heap *heap;
  vn_loop *loop;
  const vn_host *host;
  vn_link_events events;
  uint32_t message_bytes;
  unsigned line_count;
  vn_line *lines;
  uint8_t address; /* own; 0: not told yet */
  vn_path *paths;
  vn_peer *peers; /* all with a name, also those that have left the network and have connections */
  vn_peer *by_address[255];
  vn_link_end *buckets[VN_CHANNEL_BUCKETS];
  vn_end_list ready; /* may have data to send, in turn */
  vn_link_end *acks, *gone;
  vn_timer liveness, prober;
  uint16_t last_probe;
  unsigned depth, first_line;
  bool is_stopped;
};

vn_moment vn_layer_now(const vn_links *links);
void vn_layer_set(vn_links *links, vn_timer *timer, vn_moment at);
bool vn_layer_is_set(const vn_timer *timer);

/* What one event brings is answered together: acknowledgements once, and the lines filled once. */
void vn_layer_begin(vn_links *links);
void vn_layer_end(vn_links *links);

/* layer: what a connection needs of it */
uint16_t vn_layer_incarnation(vn_links *links);
void vn_layer_control(vn_links *links, vn_peer *peer, const vn_frame *frame);
void vn_layer_wake(vn_link_end *end);
void vn_layer_acknowledge(vn_link_end *end);
void vn_layer_gone(vn_link_end *end);
vn_suspects vn_layer_suspects(vn_links *links);

/* opening */
void vn_opening_init(vn_link_end *end);
void vn_opening_begin(vn_link_end *end, bool slow);
void vn_opening_hurry(vn_link_end *end);
void vn_opening_end(vn_link_end *end);
/** Outside the tries, to ask or to answer. */
void vn_opening_send_now(vn_link_end *end);
/** In answer to an OPEN, unless one is on its way. */
void vn_opening_answer(vn_link_end *end);

/* connection_frames: filled in and, but for data and acknowledgements, sent */
void vn_send_open(vn_link_end *end);
void vn_send_accept(vn_link_end *end, uint16_t peer_incarnation, uint16_t credit);
void vn_send_keepalive(vn_link_end *end);
void vn_send_reset(vn_link_end *end, uint8_t reason, uint16_t tag, uint16_t seq);
/** Tells the sender of a refused message, which stops the conduit until the sender knows. */
void vn_send_refusal(vn_link_end *end);
/** The acknowledgement of FIN, the frame that is just dealt with: the last of all. */
void vn_send_fin_ack(vn_link_end *end);
vn_frame vn_ack_of(vn_link_end *end);
vn_frame vn_data_of(vn_link_end *end, int64_t seq);

/* connection */
void vn_end_init(vn_link_end *end, vn_links *links, vn_peer *peer, uint16_t channel, vn_link_listener listener);
vn_link_state vn_end_state(const vn_link_end *end);
bool vn_end_has_work(const vn_link_end *end);
void vn_end_on_frame(vn_link_end *end, const vn_frame *frame);
/** The next data frame for a line; false: none. */
bool vn_end_take(vn_link_end *end, const vn_offer *offer, vn_frame *frame, bool *is_repeat);
/** The acknowledgement that is due. */
bool vn_end_take_ack(vn_link_end *end, vn_frame *frame);
/** The peer has been heard again. */
void vn_end_retry(vn_link_end *end);
/** This node's or the peer's address is another now. */
void vn_end_moved(vn_link_end *end);
/** The far end is given up: what waits, and what is sent from now on, fails. It is still looked for. */
void vn_end_break(vn_link_end *end, const vn_error *error);
/** The messages that wait fail; the handshake goes on. */
void vn_end_fail_waiting(vn_link_end *end, const vn_error *error);
/** Ends at once, without a word to the far end. */
void vn_end_abandon(vn_link_end *end, const vn_error *error);
/** All that it holds; it is in no list any more. */
void vn_end_free(vn_link_end *end);

/* peer_table */
bool vn_peers_configure(vn_links *links, const vn_network_request *request, vn_error *error);
vn_peer *vn_peers_named(vn_links *links, const char *name);
vn_peer *vn_peers_at(const vn_links *links, uint8_t address);
/** Some peer that the path leads to. */
vn_peer *vn_peers_beyond(vn_links *links, const vn_path *path);
void vn_peers_free(vn_links *links);

/* liveness: keeps open connections alive, and finds out about peers that are gone */
void vn_liveness_look(void *links);
/** There is a connection to look after. */
void vn_liveness_watch(vn_links *links);
void vn_liveness_heard(vn_links *links, vn_peer *peer);
/** One connection to it turned out to be unknown there: are the others? */
void vn_liveness_check_all(vn_peer *peer);

/* prober: asks the first board on each path in use whether frames get there */
void vn_prober_round(void *links);
void vn_prober_watch(vn_links *links);
void vn_prober_probe(vn_links *links, vn_path *path, uint8_t to);
void vn_prober_on_reply(vn_links *links, uint16_t id);

#endif
