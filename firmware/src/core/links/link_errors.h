/** The errors that the link layer gives to senders and receivers, each naming its peer. */
#ifndef VN_LINK_ERRORS_H
#define VN_LINK_ERRORS_H

#include "../base/error.h"
#include "../limits.h"

static inline void vn_link_unreachable(vn_error *error, const char *peer) {
  vn_refuse(error, VN_UNREACHABLE, "node \"%s\" does not answer: nothing was heard from it for %u ms", peer,
            VN_PEER_SILENCE_US / 1000);
}

static inline void vn_link_not_in_network(vn_error *error, const char *peer) {
  vn_refuse(error, VN_UNREACHABLE, "node \"%s\" is not in the network any more", peer);
}

static inline void vn_link_no_connection(vn_error *error, const char *peer, unsigned channel) {
  vn_refuse(error, VN_NO_SUCH_PORT, "node \"%s\" answers, but has no connection on channel %u", peer, channel);
}

static inline void vn_link_rebooted(vn_error *error, const char *peer) {
  vn_refuse(error, VN_PEER_REBOOTED, "node \"%s\" has made the connection anew; what was under way may be lost", peer);
}

static inline void vn_link_no_receiver(vn_error *error, const char *peer) {
  vn_refuse(error, VN_NO_RECEIVER, "nobody is attached to the port at the other end, on node \"%s\"", peer);
}

static inline void vn_link_refused_as_too_large(vn_error *error, const char *peer) {
  vn_refuse(error, VN_TOO_LARGE, "the message is over the limit of node \"%s\"", peer);
}

static inline void vn_link_closed(vn_error *error, const char *peer) {
  vn_refuse(error, VN_CLOSED, "the other end of the connection, on node \"%s\", has ended", peer);
}

#endif
