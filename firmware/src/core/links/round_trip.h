/** How long an answer takes, as Jacobson and Karels estimate it (SIGCOMM 1988), and how long to wait for one. */
#ifndef VN_ROUND_TRIP_H
#define VN_ROUND_TRIP_H

#include <stdbool.h>

#include "moment.h"

typedef struct vn_round_trip {
  vn_moment smooth; /* -1: no sample yet */
  vn_moment least;  /* about the shortest of late */
  vn_moment variation;
  unsigned back_off; /* in halves: 2 is a factor of 1 */
  unsigned quick;
} vn_round_trip;

void vn_round_trip_init(vn_round_trip *trip);
/** One far off is cut down, on a bad line all the more: a lost acknowledgement makes the next one look late. */
void vn_round_trip_sample(vn_round_trip *trip, vn_moment measured, bool bad_line);
/** 20..500 ms. */
vn_moment vn_round_trip_timeout(const vn_round_trip *trip);
/** On a line known to lose much: how long until a repeat, when nothing sent later can tell. */
vn_moment vn_round_trip_quick(const vn_round_trip *trip);
/** No answer came in time: wait twice as long for the next. */
void vn_round_trip_back_off(vn_round_trip *trip);
/** No answer came in time, but the peer lives. */
void vn_round_trip_heard(vn_round_trip *trip);
void vn_round_trip_missed(vn_round_trip *trip);
/** Something was acknowledged. The wait becomes short again only with a sample: the repeat may have been too early. */
void vn_round_trip_answered(vn_round_trip *trip);

#endif
