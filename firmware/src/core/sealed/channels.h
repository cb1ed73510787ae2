/** The sealed channels of a node: those whose client has shown the key, and as many that wait for it. */
#ifndef VN_CHANNELS_H
#define VN_CHANNELS_H

#include <stddef.h>

#include "replay_window.h"

enum { VN_SEALED_CHANNELS = 8, VN_CHANNEL_ID_BYTES = 4, VN_SEALED_NONCE_BYTES = 16 };
#define VN_HELLO_LIFE_US 10000000u
#define VN_CHANNEL_LIFE_US 120000000u

typedef struct vn_channel {
  bool is_used;
  uint8_t id[VN_CHANNEL_ID_BYTES];
  uint8_t to_node[32], to_client[32];
  vn_replay_window window;
  uint64_t used_at, order; /* order: of use, in case that times are equal */
} vn_channel;

typedef struct vn_pool {
  vn_channel places[VN_SEALED_CHANNELS];
} vn_pool;

typedef struct vn_channels {
  vn_pool greeted, proven;
  uint64_t order;
} vn_channels;

void vn_channels_expire(vn_channels *channels, uint64_t now);
/** NULL: there is none of that id. */
vn_channel *vn_channels_find(vn_channels *channels, const uint8_t id[VN_CHANNEL_ID_BYTES]);
/** A place among the greeted, of the one used longest ago if need be. */
vn_channel *vn_channels_greet(vn_channels *channels, uint64_t now);
/** Its client has shown the key, just now. The answer is where it stands from now on. */
vn_channel *vn_channels_prove(vn_channels *channels, vn_channel *channel, uint64_t now);

#endif
