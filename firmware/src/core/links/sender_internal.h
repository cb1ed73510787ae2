/** What the two files of the sender's window share. */
#ifndef VN_SENDER_INTERNAL_H
#define VN_SENDER_INTERNAL_H

#include "sender_window.h"

/** Credit 0 stops it, and it has something to send. */
bool vn_sender_wants_credit(const vn_sender *sender);
/** Something new may be cut and sent. */
bool vn_sender_has_new(const vn_sender *sender);
/** All before are acknowledged. */
void vn_sender_advance(vn_sender *sender, int64_t up_to);

#endif
