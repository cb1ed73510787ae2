/** What the two ends of a connection know of each other's incarnations. */
#ifndef VN_HANDSHAKE_H
#define VN_HANDSHAKE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct vn_handshake {
  uint16_t incarnation; /* own, 1..65535 */
  uint16_t candidate;   /* the far end's as far as told, not yet proven to be alive; 0: none */
  uint16_t peer;        /* believed; 0: none */
  uint16_t tag;         /* of all frames but OPEN and ACCEPT */
  bool is_lower;        /* this node's address is the lower of the two */
} vn_handshake;

static inline uint16_t vn_handshake_mix(const vn_handshake *shake, uint16_t peer) {
  const uint32_t low = shake->is_lower ? shake->incarnation : peer;
  const uint32_t high = shake->is_lower ? peer : shake->incarnation;
  return (uint16_t)(low * 0x9e37u + high * 0x6c8du);
}

/** True: both ends know each other. */
static inline bool vn_handshake_is_done(const vn_handshake *shake) {
  return shake->peer != 0;
}

/** The incarnation that a frame with this tag proves, if it is the one heard of; else 0. */
static inline uint16_t vn_handshake_proven_by(const vn_handshake *shake, uint16_t tag) {
  if (shake->candidate == 0 || shake->candidate == shake->peer) return 0;
  return vn_handshake_mix(shake, shake->candidate) == tag ? shake->candidate : 0;
}

static inline void vn_handshake_complete(vn_handshake *shake, uint16_t peer) {
  shake->peer = shake->candidate = peer;
  shake->tag = vn_handshake_mix(shake, peer);
}

/** Begins anew, as somebody else. */
static inline void vn_handshake_restart(vn_handshake *shake, uint16_t incarnation) {
  shake->incarnation = incarnation;
  shake->peer = shake->candidate = shake->tag = 0;
}

#endif
