#include "ack_policy.h"

/* A frame in the middle of a message waits this long for a second one to be acknowledged with. */
#define DELAY (2 * VN_MS)

/* After a hold, news of room is told again at these distances until data comes: the first telling may be lost. */
static const vn_moment REMINDERS[] = {10 * VN_MS, 40 * VN_MS, 160 * VN_MS};
enum { REMINDER_COUNT = sizeof REMINDERS / sizeof *REMINDERS };

void vn_acks_init(vn_ack_policy *acks) {
  *acks = (vn_ack_policy){.reminders = REMINDER_COUNT};
}

vn_moment vn_acks_after(vn_ack_policy *acks, vn_frame_effect effect) {
  acks->reminders = REMINDER_COUNT;
  acks->unacknowledged++;
  const bool is_news = effect == VN_GAP ? !acks->in_gap : effect != VN_IN_ORDER || acks->in_gap;
  acks->in_gap = effect == VN_GAP || (effect == VN_REPEATED && acks->in_gap);
  return is_news || acks->unacknowledged >= 2 ? 0 : DELAY;
}

void vn_acks_released(vn_ack_policy *acks) {
  acks->reminders = 0;
}

vn_moment vn_acks_sent(vn_ack_policy *acks) {
  acks->unacknowledged = 0;
  return acks->reminders < REMINDER_COUNT ? REMINDERS[acks->reminders++] : VN_NOT_YET;
}
