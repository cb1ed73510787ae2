#include "path.h"

enum {
  MISSES_DOWN = 3, /* probes in a row without an answer that mark a path down */
  LOSSES_ASIDE = 8, /* frames lost in a row that set a path aside until a probe comes back */
};

bool vn_path_is_down(const vn_path *path) {
  return path->misses >= MISSES_DOWN || path->losses_in_row >= LOSSES_ASIDE || !vn_line_up(path->line);
}

void vn_path_works(vn_path *path, vn_moment now) {
  path->arrived_at = now;
  path->misses = path->losses_in_row = 0;
}

bool vn_path_loses(vn_path *path) {
  return ++path->losses_in_row == LOSSES_ASIDE;
}
