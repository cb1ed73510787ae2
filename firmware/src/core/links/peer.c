#include "peer.h"

#include <string.h>

void vn_peer_init(vn_peer *peer, const char *name, uint8_t address) {
  *peer = (vn_peer){.address = address, .heard_at = VN_LONG_AGO, .spoken_at = VN_LONG_AGO, .used_at = VN_LONG_AGO};
  strncpy(peer->name, name, VN_NAME_BYTES - 1);
  for (unsigned link = 0; link < VN_LINKS_MAX; link++) peer->turns[link] = (uint8_t)link;
}

/** True: some path is not down. */
static bool has_good(const vn_peer *peer) {
  for (unsigned i = 0; i < peer->path_count; i++)
    if (!vn_path_is_down(peer->paths[i].path)) return true;
  return false;
}

/** Paths that are not down; if all are, all whose line is plugged in. */
static bool works(const vn_path *path, bool good) {
  return good ? !vn_path_is_down(path) : vn_line_up(path->line);
}

vn_peer_path *vn_peer_path_over(vn_peer *peer, const vn_line *line) {
  const bool good = has_good(peer);
  unsigned count = 0;
  for (unsigned i = 0; i < peer->path_count; i++)
    count += peer->paths[i].path->line == line && works(peer->paths[i].path, good);
  if (count == 0) return NULL;
  /* Even links take even places and odd links odd ones: two boards' two links then pair off. */
  uint8_t *turn = &peer->turns[line->link];
  unsigned wanted = *turn % count;
  *turn = (uint8_t)((*turn + 2) % (2 * count));
  for (unsigned i = 0;; i++) {
    const vn_path *path = peer->paths[i].path;
    if (path->line != line || !works(path, good)) continue;
    if (wanted-- == 0) return &peer->paths[i];
  }
}

vn_peer_path *vn_peer_quickest(vn_peer *peer) {
  const bool good = has_good(peer);
  const vn_line *best = NULL;
  peer->last_quickest++;
  for (unsigned i = 0; i < peer->path_count; i++) {
    const vn_path *path = peer->paths[(i + peer->last_quickest) % peer->path_count].path;
    if (works(path, good) && (!best || vn_line_load(path->line) < vn_line_load(best))) best = path->line;
  }
  return best ? vn_peer_path_over(peer, best) : NULL;
}

bool vn_peer_has_other_than(const vn_peer *peer, const vn_line *line) {
  const bool good = has_good(peer);
  for (unsigned i = 0; i < peer->path_count; i++)
    if (peer->paths[i].path->line != line && works(peer->paths[i].path, good)) return true;
  return false;
}
