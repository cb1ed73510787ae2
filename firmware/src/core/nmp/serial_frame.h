/**
 * Frames of NMP over a serial line: gateway/protocol/README.md. Pure: no memory but the caller's, no clock.
 * Vectors: serial-frames.json.
 */
#ifndef VN_SERIAL_FRAME_H
#define VN_SERIAL_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VN_SERIAL_PAYLOAD_MAX_BYTES 238
/** Longest run between two zeros that can be a frame. */
#define VN_SERIAL_RUN_MAX_BYTES 254
/** Longest frame on the wire, its zero included. */
#define VN_SERIAL_WIRE_MAX_BYTES 255

typedef enum vn_serial_type { VN_SERIAL_REQUEST = 1, VN_SERIAL_ANSWER, VN_SERIAL_RESUME } vn_serial_type;

typedef struct vn_serial_frame {
  vn_serial_type type;
  uint16_t id;
  uint32_t offset, total;
  const uint8_t *payload; /* points into the decoded run, or to what is to be sent */
  size_t length;
} vn_serial_frame;

typedef enum vn_serial_fault {
  VN_SERIAL_SOUND = 0,
  VN_SERIAL_BAD_COBS, VN_SERIAL_TOO_SHORT, VN_SERIAL_BAD_CHECKSUM, VN_SERIAL_BAD_TYPE, VN_SERIAL_BAD_RANGE,
} vn_serial_fault;

/** "bad-cobs"; as in the vectors. */
const char *vn_serial_fault_text(vn_serial_fault fault);

/** Bytes of the frame on the wire, closing zero included; 0: it is not sound, or too long. */
size_t vn_serial_encode(const vn_serial_frame *frame, uint8_t wire[VN_SERIAL_WIRE_MAX_BYTES]);
/** Decodes the run where it lies; the frame points into it. */
vn_serial_fault vn_serial_decode(uint8_t *run, size_t count, vn_serial_frame *frame);

#endif
