/** When to acknowledge: at once what somebody waits for, every second frame otherwise. */
#ifndef VN_ACK_POLICY_H
#define VN_ACK_POLICY_H

#include <stdbool.h>

#include "moment.h"

/** What a frame did. repeated: it was here before, or is beyond the window. gap: frames before it are missing. */
typedef enum vn_frame_effect { VN_IN_ORDER, VN_COMPLETED, VN_GAP, VN_REPEATED, VN_PASSED_OVER } vn_frame_effect;

typedef struct vn_ack_policy {
  unsigned unacknowledged;
  bool in_gap;
  unsigned reminders;
} vn_ack_policy;

void vn_acks_init(vn_ack_policy *acks);
/** Until an ACK must go; 0: with this batch. */
vn_moment vn_acks_after(vn_ack_policy *acks, vn_frame_effect effect);
/** There is room again. */
void vn_acks_released(vn_ack_policy *acks);
/** An ACK goes out. Until it should go again; VN_NOT_YET: not needed. */
vn_moment vn_acks_sent(vn_ack_policy *acks);

#endif
