#include "layer.h"

#define INTERVAL (250 * VN_MS)
/* A path, or a peer, that carried data so recently is in use. */
#define IN_USE (1000 * VN_MS)

void vn_prober_watch(vn_links *links) {
  if (!vn_layer_is_set(&links->prober)) vn_layer_set(links, &links->prober, vn_layer_now(links) + INTERVAL);
}

void vn_prober_probe(vn_links *links, vn_path *path, uint8_t to) {
  path->probe_id = ++links->last_probe;
  vn_frame frame = {.type = VN_FRAME_PROBE, .to = to, .from = links->address};
  frame.as.probe.id = links->last_probe;
  frame.as.probe.reply_label = path->line->own_label;
  vn_line_control(path->line, &frame, path->label);
}

void vn_prober_on_reply(vn_links *links, uint16_t id) {
  for (vn_path *path = links->paths; path; path = path->next) {
    if (path->probe_id != id) continue;
    path->probe_id = -1;
    vn_path_works(path, vn_layer_now(links));
  }
}

/** Of the peers that the path leads to, the one used last; NULL: none. */
static vn_peer *used_last(vn_links *links, const vn_path *path) {
  vn_peer *last = NULL;
  for (vn_peer *peer = links->peers; peer; peer = peer->next) {
    if (last && last->used_at >= peer->used_at) continue;
    for (unsigned i = 0; i < peer->path_count; i++)
      if (peer->paths[i].path == path) last = peer;
  }
  return last;
}

static void check(vn_links *links, vn_path *path, const vn_peer *peer, vn_moment now) {
  /* Data that arrived says as much as a reply. */
  if (!vn_path_is_down(path) && now - path->arrived_at < INTERVAL) return;
  if (path->probe_id >= 0) path->misses++;
  vn_prober_probe(links, path, peer->address);
}

void vn_prober_round(void *owner) {
  vn_links *links = owner;
  const vn_moment now = vn_layer_now(links);
  bool wanted = false;
  vn_layer_begin(links);
  for (vn_path *path = links->paths; path; path = path->next) {
    const vn_peer *peer = used_last(links, path);
    if (!peer || now - (vn_path_is_down(path) ? peer->used_at : path->used_at) > IN_USE) continue;
    wanted = true;
    check(links, path, peer, now);
  }
  if (wanted) vn_layer_set(links, &links->prober, now + INTERVAL);
  vn_layer_end(links);
}
