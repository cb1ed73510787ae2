#include "layer.h"
#include "link_errors.h"

#define KEEPALIVE (500 * VN_MS)
/* A peer that is silent for so long is asked whether it lives: a bad line may have eaten its keepalives. */
#define DOUBT (1000 * VN_MS)
#define SILENCE ((vn_moment)VN_PEER_SILENCE_US)
#define LOOK (250 * VN_MS)
#define LOOK_IN_DOUBT (100 * VN_MS)
/* A peer that lives may take so long to make its end of a connection, while nobody sends on it. */
#define ABSENT (10000 * VN_MS)

void vn_liveness_watch(vn_links *links) {
  if (!vn_layer_is_set(&links->liveness)) vn_layer_set(links, &links->liveness, vn_layer_now(links) + LOOK);
}

static void tell(vn_links *links, const vn_peer *peer, bool back) {
  vn_error lost;
  vn_link_unreachable(&lost, peer->name);
  vn_error heard;
  vn_refuse(&heard, VN_OK, "node \"%s\" is heard again", peer->name);
  links->events.on_peer(links->events.context, peer->name, back, back ? heard.message : lost.message);
}

void vn_liveness_heard(vn_links *links, vn_peer *peer) {
  peer->heard_at = vn_layer_now(links);
  if (!peer->is_lost) return;
  peer->is_lost = false;
  tell(links, peer, true);
  for (vn_link_end *end = peer->connections; end; end = end->peer_next) vn_end_retry(end);
  vn_liveness_watch(links);
}

void vn_liveness_check_all(vn_peer *peer) {
  for (vn_link_end *end = peer->connections; end; end = end->peer_next)
    if (vn_end_state(end) == VN_LINK_OPEN) vn_send_keepalive(end);
}

static bool is_watched(const vn_link_end *end) {
  const vn_link_state state = vn_end_state(end);
  return !end->is_broken && (state == VN_LINK_OPEN || state == VN_LINK_OPENING);
}

static bool is_silent(const vn_link_end *end, vn_moment now) {
  return now - vn_later(end->since, end->peer->heard_at) >= SILENCE;
}

static void lose(vn_links *links, vn_link_end *end) {
  vn_peer *peer = end->peer;
  if (!peer->is_lost) {
    peer->is_lost = true;
    tell(links, peer, false);
  }
  vn_error error;
  vn_link_unreachable(&error, peer->name);
  vn_end_break(end, &error);
}

static void check_absent(vn_link_end *end, vn_moment now) {
  if (vn_end_state(end) != VN_LINK_OPENING) return;
  vn_error error;
  if (end->is_denied) vn_link_no_connection(&error, end->peer->name, end->channel);
  else vn_link_unreachable(&error, end->peer->name);
  if (now - end->waits_since >= SILENCE) vn_end_fail_waiting(end, &error);
  if (vn_end_state(end) == VN_LINK_OPENING && now - end->since >= ABSENT) vn_end_break(end, &error);
}

/** The connection goes to the end of its peer's list: keepalives go over each in turn. */
static void rotate(vn_peer *peer, vn_link_end *end) {
  vn_link_end **place = &peer->connections;
  while (*place != end) place = &(*place)->peer_next;
  *place = end->peer_next;
  while (*place) place = &(*place)->peer_next;
  *place = end;
  end->peer_next = NULL;
}

static vn_link_end *first_open(const vn_peer *peer) {
  for (vn_link_end *end = peer->connections; end; end = end->peer_next)
    if (is_watched(end) && vn_end_state(end) == VN_LINK_OPEN) return end;
  return NULL;
}

/** When to look again, from now; VN_NOT_YET: nothing there is watched. */
static vn_moment look_at(vn_links *links, vn_peer *peer) {
  const vn_moment now = vn_layer_now(links);
  bool any = false;
  for (vn_link_end *end = peer->connections, *next; end; end = next) {
    next = end->peer_next; /* ends that leave stay readable until this batch is over */
    if (!is_watched(end)) continue;
    any = true;
    if (is_silent(end, now)) lose(links, end);
    else check_absent(end, now);
  }
  if (!any) return VN_NOT_YET;
  vn_link_end *open = first_open(peer);
  const bool doubts = now - peer->heard_at >= DOUBT;
  if (open && doubts) vn_opening_send_now(open);
  else if (open && now - peer->spoken_at >= KEEPALIVE) {
    vn_send_keepalive(open);
    rotate(peer, open);
  }
  return doubts ? LOOK_IN_DOUBT : LOOK;
}

void vn_liveness_look(void *owner) {
  vn_links *links = owner;
  vn_moment next = VN_NOT_YET;
  vn_layer_begin(links);
  for (vn_peer *peer = links->peers; peer; peer = peer->next) next = vn_earlier(next, look_at(links, peer));
  if (next != VN_NOT_YET) vn_layer_set(links, &links->liveness, vn_layer_now(links) + next);
  vn_layer_end(links);
}
