/** How often a byte sent over a path takes its frame down, and which size of fragments carries most then. */
#ifndef VN_LOSS_ESTIMATE_H
#define VN_LOSS_ESTIMATE_H

#include <stdbool.h>
#include <stddef.h>

#include "../frames/frames.h"

/** What a DATA frame costs on the wire beside its part of the message: the flags come on top of an empty frame. */
enum { VN_DATA_OVERHEAD_BYTES = VN_MIN_WIRE_BYTES + 1 };

typedef struct vn_loss_estimate {
  float bytes, losses;
} vn_loss_estimate;

void vn_loss_arrived(vn_loss_estimate *loss, size_t wire_bytes);
void vn_loss_lost(vn_loss_estimate *loss, size_t wire_bytes);
/** True: losses are no chance. */
bool vn_loss_is_bad(const vn_loss_estimate *loss);
/** Bytes of a fragment behind the flags, 24..237. */
size_t vn_loss_fragment_bytes(const vn_loss_estimate *loss);

#endif
