#include "layer.h"

/* Quick at first, as the two ends of a connection are made about together. */
static const vn_moment RETRY[] = {10 * VN_MS, 20 * VN_MS, 40 * VN_MS, 80 * VN_MS, 160 * VN_MS, 250 * VN_MS};
enum { RETRY_COUNT = sizeof RETRY / sizeof *RETRY };
#define SLOW_RETRY (500 * VN_MS)
/* An OPEN that answers an OPEN need not follow another one sooner. */
#define SPACING (5 * VN_MS)

void vn_opening_send_now(vn_link_end *end) {
  end->opening.sent_at = vn_layer_now(end->links);
  vn_send_open(end);
}

static void try_again(void *owner) {
  vn_link_end *end = owner;
  vn_opening *opening = &end->opening;
  vn_layer_begin(end->links);
  vn_opening_send_now(end);
  const vn_moment retry = RETRY[opening->tries < RETRY_COUNT ? opening->tries : RETRY_COUNT - 1];
  opening->tries++;
  const bool slow = opening->is_slow && opening->tries > RETRY_COUNT;
  vn_layer_set(end->links, &opening->timer, vn_layer_now(end->links) + (slow ? SLOW_RETRY : retry));
  vn_layer_end(end->links);
}

void vn_opening_init(vn_link_end *end) {
  end->opening = (vn_opening){.sent_at = VN_LONG_AGO};
  vn_timer_init(&end->opening.timer, try_again, end);
}

void vn_opening_begin(vn_link_end *end, bool slow) {
  end->opening.tries = 0;
  end->opening.is_slow = slow;
  vn_opening_hurry(end);
}

void vn_opening_hurry(vn_link_end *end) {
  vn_layer_set(end->links, &end->opening.timer, vn_layer_now(end->links));
}

void vn_opening_end(vn_link_end *end) {
  vn_timer_clear(end->links->loop, &end->opening.timer);
}

void vn_opening_answer(vn_link_end *end) {
  if (vn_layer_now(end->links) - end->opening.sent_at >= SPACING) vn_opening_send_now(end);
}
