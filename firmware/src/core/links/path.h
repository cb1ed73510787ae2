/** A way to other boards: one of the own links, and the label that the switch routes by. */
#ifndef VN_PATH_H
#define VN_PATH_H

#include "line.h"
#include "moment.h"

typedef struct vn_path {
  struct vn_path *next;
  vn_line *line;
  uint8_t label;
  vn_moment used_at;    /* data was last sent over it */
  vn_moment arrived_at; /* something sent over it was last known to have arrived */
  int32_t probe_id;     /* of the probe that is under way; -1: none */
  unsigned misses, losses_in_row;
  bool marked; /* while a list is made */
} vn_path;

/** True: no frame is sent here while there is another way. */
bool vn_path_is_down(const vn_path *path);
void vn_path_works(vn_path *path, vn_moment now);
/** A data frame was lost. True: that has set the path aside; a probe should find out at once. */
bool vn_path_loses(vn_path *path);

#endif
