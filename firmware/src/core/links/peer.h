/** Another board, as this one knows it: its ways, its connections, and when it was last heard. */
#ifndef VN_PEER_H
#define VN_PEER_H

#include "loss_estimate.h"
#include "path.h"

struct vn_link_end;

/** A way to this peer, and what is lost on the whole of it. */
typedef struct vn_peer_path {
  vn_path *path;
  vn_loss_estimate loss;
} vn_peer_path;

typedef struct vn_peer {
  struct vn_peer *next;
  char name[VN_NAME_BYTES];
  uint8_t address;
  vn_peer_path *paths;
  unsigned path_count;
  struct vn_link_end *connections; /* in turn of their keepalives */
  vn_moment heard_at;              /* a frame that it made last came in */
  vn_moment spoken_at;             /* a frame was last made for it */
  vn_moment used_at;               /* data for it was last sent */
  bool is_lost;
  bool is_stranded; /* not in the network any more, and waits for its return */
  bool is_named;    /* while a network is taken over */
  unsigned last_quickest;
  uint8_t turns[VN_LINKS_MAX]; /* of its paths over each line */
} vn_peer;

void vn_peer_init(vn_peer *peer, const char *name, uint8_t address);
/** The way over this line; NULL: none, or another line has a better one. */
vn_peer_path *vn_peer_path_over(vn_peer *peer, const vn_line *line);
/** A path whose line would have a frame out first; lines that are equal take turns. NULL: none. */
vn_peer_path *vn_peer_quickest(vn_peer *peer);
/** True: there is a way that does not use this line. */
bool vn_peer_has_other_than(const vn_peer *peer, const vn_line *line);

#endif
