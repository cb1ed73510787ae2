#include "round_trip.h"

enum {
  SHORTEST_TIMEOUT = 20 * VN_MS,
  LONGEST_TIMEOUT = 500 * VN_MS,
  FIRST_TIMEOUT = 100 * VN_MS,
  OUTLIER = 2 * VN_MS,
  QUICK_EXTRA = 500,
  QUICK_TRIES = 16,
  PLAIN = 2, /* of back_off */
  MOST = 64,
};

void vn_round_trip_init(vn_round_trip *trip) {
  *trip = (vn_round_trip){.smooth = -1, .back_off = PLAIN};
}

static vn_moment distance(vn_moment a, vn_moment b) {
  return a > b ? a - b : b - a;
}

void vn_round_trip_sample(vn_round_trip *trip, vn_moment measured, bool bad_line) {
  trip->back_off = PLAIN;
  const vn_moment smooth = trip->smooth < 0 ? measured : trip->smooth;
  const vn_moment usual = bad_line ? vn_later(2 * trip->least, smooth + smooth / 4) : 2 * smooth;
  const vn_moment time = vn_earlier(measured, usual + OUTLIER);
  if (trip->smooth < 0) {
    trip->smooth = trip->least = time;
    trip->variation = time / 2;
    return;
  }
  trip->variation += (distance(time, trip->smooth) - trip->variation) / 4;
  trip->smooth += (time - trip->smooth) / 8;
  trip->least = vn_earlier(time, trip->least + (trip->smooth - trip->least) / 256);
}

vn_moment vn_round_trip_timeout(const vn_round_trip *trip) {
  const vn_moment plain = trip->smooth < 0 ? FIRST_TIMEOUT : trip->smooth + 4 * trip->variation;
  return vn_earlier(LONGEST_TIMEOUT, vn_later(SHORTEST_TIMEOUT, plain) * trip->back_off / PLAIN);
}

vn_moment vn_round_trip_quick(const vn_round_trip *trip) {
  const vn_moment timeout = vn_round_trip_timeout(trip);
  if (trip->smooth < 0 || trip->quick >= QUICK_TRIES) return timeout;
  return vn_earlier(timeout, QUICK_EXTRA + 2 * trip->smooth);
}

void vn_round_trip_back_off(vn_round_trip *trip) {
  trip->back_off = trip->back_off >= MOST / 2 ? MOST : trip->back_off * 2;
}

void vn_round_trip_heard(vn_round_trip *trip) {
  trip->back_off = trip->back_off / 2 < PLAIN ? PLAIN : trip->back_off / 2;
  trip->quick = 0;
}

void vn_round_trip_missed(vn_round_trip *trip) {
  trip->quick++;
}

void vn_round_trip_answered(vn_round_trip *trip) {
  trip->quick = 0;
}
