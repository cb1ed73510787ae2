/**
 * Link frames: gateway/protocol/README.md, "Link frames". CRC-32, COBS, encode, decode with the first fault that applies,
 * and the reader that finds frames in a stream. Pure: no memory but the caller's, no clock. Vectors: crc32.json,
 * cobs.json, link-frames.json, frame-streams.json.
 */
#ifndef VN_FRAMES_H
#define VN_FRAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VN_LINK_VERSION 1
#define VN_MAX_WIRE_BYTES 255
#define VN_MIN_WIRE_BYTES 17
#define VN_FRAME_HEADER_BYTES 10
#define VN_MAX_PAYLOAD_BYTES 238
#define VN_MAX_FRAGMENT_BYTES 237
#define VN_MAX_FIRST_FRAGMENT_BYTES 233
#define VN_MAX_WINDOW_FRAMES 32
#define VN_INITIAL_HOPS 32

/** IEEE 802.3, reflected, as zlib's. `crc` 0 to begin, or what the bytes before gave. */
uint32_t vn_crc32(uint32_t crc, const void *bytes, size_t count);

/** Longest plain text of COBS that these two take, bytes. */
#define VN_COBS_MAX 253

/** Encodes `bytes[1..count]` where it lies; `bytes[0]` takes the first distance. `count` at most VN_COBS_MAX. */
void vn_cobs_encode(uint8_t *bytes, size_t count);
/** Decodes `count` bytes of COBS where they lie: afterwards `bytes[1..count)` is what was encoded. False: it is none. */
bool vn_cobs_decode(uint8_t *bytes, size_t count);

typedef enum vn_frame_type {
  VN_FRAME_OPEN = 1,
  VN_FRAME_ACCEPT,
  VN_FRAME_DATA,
  VN_FRAME_ACK,
  VN_FRAME_RESET,
  VN_FRAME_KEEPALIVE,
  VN_FRAME_PROBE,
  VN_FRAME_PROBE_REPLY,
} vn_frame_type;

enum { VN_FLAG_FIRST = 1, VN_FLAG_LAST = 2, VN_FLAG_FIN = 4 };
enum { VN_FIN_ENDED = 1, VN_FIN_REMOVED = 2 };
enum { VN_RESET_STALE = 1, VN_RESET_NO_CHANNEL, VN_RESET_REFUSED, VN_RESET_TOO_LARGE, VN_RESET_SKIP };

/** Fields that a type does not have are zero. */
typedef struct vn_frame {
  vn_frame_type type;
  uint8_t to, from, hops;
  uint16_t channel, tag, seq;
  union {
    struct { uint16_t incarnation, credit; } open;
    struct { uint16_t incarnation, echo, credit; } accept;
    struct {
      uint8_t flags;
      uint32_t message_length; /* with FIRST */
      const uint8_t *part;     /* points into the decoded run, or to what is to be sent */
      uint8_t part_length;
      uint8_t reason;          /* with FIN */
      uint16_t next;           /* with FIN */
    } data;
    struct { uint32_t bitmap; uint16_t credit; } ack;
    struct { uint8_t reason; } reset;
    struct { uint16_t id; uint8_t reply_label; } probe;
  } as;
} vn_frame;

typedef enum vn_frame_fault {
  VN_FRAME_SOUND = 0,
  VN_TOO_SHORT, VN_TOO_LONG, VN_BAD_LABEL, VN_BAD_COBS, VN_BAD_CRC, VN_BAD_VERSION, VN_BAD_TYPE, VN_BAD_ADDRESS,
  VN_BAD_HEADER, VN_BAD_PAYLOAD,
} vn_frame_fault;

/** "too-short"; as in the vectors. */
const char *vn_frame_fault_text(vn_frame_fault fault);

/** Bytes of the frame on the wire, label and closing zero included; 0: it is not sound, or too long. */
size_t vn_frame_encode(uint8_t wire[VN_MAX_WIRE_BYTES], const vn_frame *frame, uint8_t label);

/** A run without its zero. `scratch` holds the decoded bytes, which `frame->as.data.part` points into. */
vn_frame_fault vn_frame_decode(const uint8_t *run, size_t count, uint8_t scratch[VN_MAX_WIRE_BYTES], vn_frame *frame,
                               uint8_t *label);

/** Finds the runs between zeros; keeps one at most. */
typedef struct vn_frame_reader {
  uint8_t run[VN_MAX_WIRE_BYTES];
  size_t length; /* over VN_MAX_WIRE_BYTES: the run is too long and passed over until its zero */
} vn_frame_reader;

typedef struct vn_frame_sink {
  void *context;
  void (*on_frame)(void *context, const vn_frame *frame, uint8_t label);
  void (*on_fault)(void *context, vn_frame_fault fault);
} vn_frame_sink;

void vn_frame_reader_init(vn_frame_reader *reader);
void vn_frame_reader_push(vn_frame_reader *reader, const uint8_t *bytes, size_t count, const vn_frame_sink *sink);

#endif
