#include "channels.h"

#include <string.h>

static void expire(vn_pool *pool, uint64_t now, uint64_t life) {
  for (unsigned i = 0; i < VN_SEALED_CHANNELS; i++) {
    vn_channel *one = &pool->places[i];
    if (one->is_used && now > one->used_at + life) memset(one, 0, sizeof *one);
  }
}

void vn_channels_expire(vn_channels *channels, uint64_t now) {
  expire(&channels->greeted, now, VN_HELLO_LIFE_US);
  expire(&channels->proven, now, VN_CHANNEL_LIFE_US);
}

static vn_channel *find(vn_pool *pool, const uint8_t *id) {
  for (unsigned i = 0; i < VN_SEALED_CHANNELS; i++)
    if (pool->places[i].is_used && memcmp(pool->places[i].id, id, VN_CHANNEL_ID_BYTES) == 0) return &pool->places[i];
  return NULL;
}

vn_channel *vn_channels_find(vn_channels *channels, const uint8_t id[VN_CHANNEL_ID_BYTES]) {
  vn_channel *proven = find(&channels->proven, id);
  return proven ? proven : find(&channels->greeted, id);
}

/** A free place, or that of the one used longest ago; empty. */
static vn_channel *make_place(vn_pool *pool) {
  vn_channel *oldest = &pool->places[0];
  for (unsigned i = 0; i < VN_SEALED_CHANNELS && oldest->is_used; i++) {
    vn_channel *one = &pool->places[i];
    if (!one->is_used || one->order < oldest->order) oldest = one;
  }
  memset(oldest, 0, sizeof *oldest);
  return oldest;
}

static vn_channel *use(vn_channels *channels, vn_channel *channel, uint64_t now) {
  channel->is_used = true;
  channel->used_at = now;
  channel->order = ++channels->order;
  return channel;
}

vn_channel *vn_channels_greet(vn_channels *channels, uint64_t now) {
  return use(channels, make_place(&channels->greeted), now);
}

static bool is_in(const vn_pool *pool, const vn_channel *channel) {
  return channel >= pool->places && channel < pool->places + VN_SEALED_CHANNELS;
}

vn_channel *vn_channels_prove(vn_channels *channels, vn_channel *channel, uint64_t now) {
  if (is_in(&channels->proven, channel)) return use(channels, channel, now);
  vn_channel *place = make_place(&channels->proven);
  *place = *channel;
  memset(channel, 0, sizeof *channel);
  return use(channels, place, now);
}
