/* Who this board is, who its peers are, and the paths to them. */
#include <string.h>

#include "layer.h"
#include "link_errors.h"

static vn_peer *by_name(vn_links *links, const char *name) {
  for (vn_peer *peer = links->peers; peer; peer = peer->next)
    if (strcmp(peer->name, name) == 0) return peer;
  return NULL;
}

vn_peer *vn_peers_named(vn_links *links, const char *name) {
  vn_peer *peer = by_name(links, name);
  return peer && !peer->is_stranded ? peer : NULL;
}

vn_peer *vn_peers_at(const vn_links *links, uint8_t address) {
  return address == 255 ? NULL : links->by_address[address];
}

vn_peer *vn_peers_beyond(vn_links *links, const vn_path *path) {
  for (vn_peer *peer = links->peers; peer; peer = peer->next)
    for (unsigned i = 0; i < peer->path_count; i++)
      if (peer->paths[i].path == path) return peer;
  return NULL;
}

static bool out_of_range(vn_error *error, const char *what, unsigned value, const char *name) {
  return vn_refuse(error, VN_BAD_REQUEST, "%s %u to node \"%s\": out of range, or taken", what, value, name);
}

static bool check(const vn_links *links, const vn_network_request *request, vn_error *error) {
  bool taken[256] = {false};
  if (request->address < 1 || request->address > 254)
    return vn_refuse(error, VN_BAD_REQUEST, "address %u: out of range, or taken", request->address);
  taken[request->address] = true;
  for (unsigned i = 0; i < request->peer_count; i++) {
    const vn_peer_request *peer = &request->peers[i];
    if (peer->address < 1 || peer->address > 254 || taken[peer->address])
      return vn_refuse(error, VN_BAD_REQUEST, "address %u of node \"%s\": out of range, or taken", peer->address,
                       peer->name);
    taken[peer->address] = true;
    for (unsigned p = 0; p < peer->path_count; p++) {
      if (peer->paths[p].link >= links->line_count) return out_of_range(error, "link", peer->paths[p].link, peer->name);
      if (peer->paths[p].label < 1) return out_of_range(error, "label", peer->paths[p].label, peer->name);
    }
  }
  return true;
}

static vn_path *find_path(vn_path *list, const vn_line *line, uint8_t label) {
  while (list && (list->line != line || list->label != label)) list = list->next;
  return list;
}

/** What a new network needs beside what is there: made before anything is changed, so that it is taken whole or not. */
typedef struct additions {
  vn_path *paths;
  vn_peer *peers;
  vn_peer_path **ways; /* for each peer of the request; NULL: it has none */
} additions;

static void give_back(vn_links *links, additions *more, unsigned count) {
  for (vn_path *path = more->paths, *next; path; path = next) {
    next = path->next;
    vn_heap_give(links->heap, path);
  }
  for (vn_peer *peer = more->peers, *next; peer; peer = next) {
    next = peer->next;
    vn_heap_give(links->heap, peer);
  }
  for (unsigned i = 0; more->ways && i < count; i++) vn_heap_give(links->heap, more->ways[i]);
  vn_heap_give(links->heap, more->ways);
}

static vn_path *path_for(vn_links *links, additions *more, const vn_path_request *wanted) {
  vn_line *line = &links->lines[wanted->link];
  vn_path *path = find_path(links->paths, line, wanted->label);
  if (!path) path = find_path(more->paths, line, wanted->label);
  if (path) return path;
  path = vn_heap_take(links->heap, sizeof *path);
  if (!path) return NULL;
  *path = (vn_path){.next = more->paths,
                    .line = line,
                    .label = wanted->label,
                    .used_at = VN_LONG_AGO,
                    .arrived_at = VN_LONG_AGO,
                    .probe_id = -1};
  more->paths = path;
  return path;
}

static bool add_ways(vn_links *links, additions *more, const vn_peer_request *peer, vn_peer_path **ways) {
  if (peer->path_count == 0) return true;
  *ways = vn_heap_take_zeroed(links->heap, peer->path_count * sizeof **ways);
  if (!*ways) return false;
  for (unsigned i = 0; i < peer->path_count; i++)
    if (!((*ways)[i].path = path_for(links, more, &peer->paths[i]))) return false;
  return true;
}

static bool add_peer(vn_links *links, additions *more, const vn_peer_request *request) {
  if (by_name(links, request->name)) return true;
  for (const vn_peer *peer = more->peers; peer; peer = peer->next)
    if (strcmp(peer->name, request->name) == 0) return true;
  vn_peer *peer = vn_heap_take(links->heap, sizeof *peer);
  if (!peer) return false;
  vn_peer_init(peer, request->name, request->address);
  peer->next = more->peers;
  more->peers = peer;
  return true;
}

static bool prepare(vn_links *links, additions *more, const vn_network_request *request) {
  if (request->peer_count == 0) return true;
  more->ways = vn_heap_take_zeroed(links->heap, request->peer_count * sizeof *more->ways);
  if (!more->ways) return false;
  for (unsigned i = 0; i < request->peer_count; i++)
    if (!add_peer(links, more, &request->peers[i]) || !add_ways(links, more, &request->peers[i], &more->ways[i]))
      return false;
  return true;
}

static vn_peer_path *way_by(vn_peer *peer, const vn_path *path) {
  for (unsigned i = 0; i < peer->path_count; i++)
    if (peer->paths[i].path == path) return &peer->paths[i];
  return NULL;
}

static vn_loss_estimate *loss_by(void *peer, const vn_path *path) {
  vn_peer_path *way = way_by(peer, path);
  return way ? &way->loss : NULL;
}

/** What is known of ways that stay is kept. */
static void set_ways(vn_links *links, vn_peer *peer, vn_peer_path *ways, unsigned count) {
  for (unsigned i = 0; i < count; i++) {
    const vn_peer_path *known = way_by(peer, ways[i].path);
    if (known) ways[i].loss = known->loss;
  }
  vn_heap_give(links->heap, peer->paths);
  peer->paths = ways;
  peer->path_count = count;
  for (vn_link_end *end = peer->connections; end; end = end->peer_next)
    if (end->sender.frames) vn_sender_repath(&end->sender, loss_by, peer);
}

static void set_peer(vn_links *links, const vn_peer_request *request, vn_peer_path *ways, bool is_moved) {
  vn_peer *peer = by_name(links, request->name);
  const bool is_other = is_moved || peer->address != request->address;
  peer->address = request->address;
  peer->is_named = true;
  set_ways(links, peer, ways, request->path_count);
  links->by_address[peer->address] = peer;
  /* The tags hang on who has the lower address. */
  for (vn_link_end *end = peer->connections, *next; is_other && end; end = next) {
    next = end->peer_next;
    vn_end_moved(end);
  }
  for (vn_link_end *end = peer->connections; peer->is_stranded && end; end = end->peer_next) vn_end_retry(end);
  peer->is_stranded = false;
}

/** No way leads to it any more. What its connections are for may come back with it. */
static void strand(vn_links *links, vn_peer *peer) {
  set_ways(links, peer, NULL, 0);
  if (peer->is_stranded) return;
  peer->is_stranded = true;
  vn_error error;
  vn_link_not_in_network(&error, peer->name);
  for (vn_link_end *end = peer->connections, *next; end; end = next) {
    next = end->peer_next;
    vn_end_break(end, &error);
  }
}

/** Peers that have left and have no connections, and paths that lead nowhere. */
static void tidy(vn_links *links) {
  for (vn_peer **place = &links->peers; *place;) {
    vn_peer *peer = *place;
    if (!peer->is_stranded || peer->connections) {
      place = &peer->next;
      continue;
    }
    *place = peer->next;
    vn_heap_give(links->heap, peer);
  }
  for (vn_path **place = &links->paths; *place;) {
    vn_path *path = *place;
    if (vn_peers_beyond(links, path)) {
      place = &path->next;
      continue;
    }
    *place = path->next;
    vn_heap_give(links->heap, path);
  }
}

static void take_over(vn_links *links, additions *more) {
  while (more->paths) {
    vn_path *path = more->paths;
    more->paths = path->next;
    path->next = links->paths;
    links->paths = path;
  }
  while (more->peers) {
    vn_peer *peer = more->peers;
    more->peers = peer->next;
    peer->next = links->peers;
    links->peers = peer;
  }
}

static void commit(vn_links *links, const vn_network_request *request, additions *more) {
  const bool is_moved = links->address != 0 && links->address != request->address;
  take_over(links, more);
  links->address = request->address;
  memset(links->by_address, 0, sizeof links->by_address);
  for (vn_peer *peer = links->peers; peer; peer = peer->next) peer->is_named = false;
  for (unsigned i = 0; i < request->peer_count; i++)
    set_peer(links, &request->peers[i], more->ways[i], is_moved);
  vn_heap_give(links->heap, more->ways);
  for (vn_peer *peer = links->peers; peer; peer = peer->next)
    if (!peer->is_named) strand(links, peer);
  tidy(links);
}

bool vn_peers_configure(vn_links *links, const vn_network_request *request, vn_error *error) {
  if (!check(links, request, error)) return false;
  additions more = {0};
  if (!prepare(links, &more, request)) {
    give_back(links, &more, request->peer_count);
    return vn_refuse(error, VN_OUT_OF_MEMORY, "a network of %u peers: this node has no memory left for it",
                     request->peer_count);
  }
  commit(links, request, &more);
  return true;
}

void vn_peers_free(vn_links *links) {
  for (vn_peer *peer = links->peers, *next; peer; peer = next) {
    next = peer->next;
    vn_heap_give(links->heap, peer->paths);
    vn_heap_give(links->heap, peer);
  }
  for (vn_path *path = links->paths, *next; path; path = next) {
    next = path->next;
    vn_heap_give(links->heap, path);
  }
  links->peers = NULL;
  links->paths = NULL;
}
