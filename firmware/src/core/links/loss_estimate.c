#include "loss_estimate.h"

#include <math.h>

enum {
  SMALLEST_FRAGMENT_BYTES = 24,
  FIRST_FRAGMENT_BYTES = 112, /* for a path of which little is known: gets through a bad line too */
  UNKNOWN_BYTES = 1024,
  MEMORY_BYTES = 32768, /* after so many the past counts half */
  FEW_LOSSES = 4,       /* fewer are chance */
};

static void count(vn_loss_estimate *loss, size_t wire_bytes, float losses) {
  loss->bytes += (float)wire_bytes;
  loss->losses += losses;
  if (loss->bytes < MEMORY_BYTES) return;
  loss->bytes /= 2;
  loss->losses /= 2;
}

void vn_loss_arrived(vn_loss_estimate *loss, size_t wire_bytes) {
  count(loss, wire_bytes, 0);
}

void vn_loss_lost(vn_loss_estimate *loss, size_t wire_bytes) {
  count(loss, wire_bytes, 1);
}

bool vn_loss_is_bad(const vn_loss_estimate *loss) {
  return loss->losses >= FEW_LOSSES;
}

/* With losses at rate e for each byte, a fragment of s bytes and h of overhead, s/(s+h) * exp(-e(s+h)) of the line is
   used; it is greatest where s(s+h) = h/e. */
size_t vn_loss_fragment_bytes(const vn_loss_estimate *loss) {
  if (loss->bytes < UNKNOWN_BYTES) return FIRST_FRAGMENT_BYTES;
  if (!vn_loss_is_bad(loss)) return VN_MAX_FRAGMENT_BYTES;
  const float half = VN_DATA_OVERHEAD_BYTES / 2.0f;
  const float best = sqrtf(half * half + VN_DATA_OVERHEAD_BYTES * loss->bytes / loss->losses) - half;
  if (best <= SMALLEST_FRAGMENT_BYTES) return SMALLEST_FRAGMENT_BYTES;
  return best >= VN_MAX_FRAGMENT_BYTES ? VN_MAX_FRAGMENT_BYTES : (size_t)(best + 0.5f);
}
