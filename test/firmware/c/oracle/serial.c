/* serialDecode, serialEncode: frames of a serial line, written as in test/vectors/serial-frames.json. */
#include <stdio.h>
#include <string.h>

#include "nmp/serial_frame.h"
#include "oracle.h"

static const char *const TYPES[] = {"", "request", "answer", "resume"};

/* serialDecode RUN: the frame, or its fault. */
ORACLE_VERB(serialDecode) {
  size_t count;
  uint8_t *run = oracle_bytes(line, &count);
  vn_serial_frame frame;
  const vn_serial_fault fault = vn_serial_decode(run, count, &frame);
  if (fault != VN_SERIAL_SOUND) {
    printf("\"%s\"", vn_serial_fault_text(fault));
    return;
  }
  printf("{\"type\":\"%s\",\"id\":%u,\"offset\":%lu,\"total\":%lu,\"payload\":\"", TYPES[frame.type], frame.id,
         (unsigned long)frame.offset, (unsigned long)frame.total);
  oracle_print_hex(frame.payload, frame.length);
  printf("\"}");
}

/* serialEncode TYPE ID OFFSET TOTAL PAYLOAD: the bytes on the wire; nothing: it is no frame. */
ORACLE_VERB(serialEncode) {
  const char *type = oracle_word(line);
  vn_serial_frame frame = {.type = VN_SERIAL_REQUEST};
  while (strcmp(TYPES[frame.type], type) != 0) frame.type = (vn_serial_type)(frame.type + 1);
  frame.id = (uint16_t)oracle_number(line);
  frame.offset = (uint32_t)oracle_number(line);
  frame.total = (uint32_t)oracle_number(line);
  frame.payload = oracle_bytes(line, &frame.length);
  uint8_t wire[VN_SERIAL_WIRE_MAX_BYTES];
  oracle_print_hex(wire, vn_serial_encode(&frame, wire));
}
