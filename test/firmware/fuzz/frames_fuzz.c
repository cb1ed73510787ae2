/* A stream in two pieces: what it makes of them is the same as of the whole, and each frame encodes to its own bytes. */
#include "frames/frames.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

typedef struct outcome {
  uint32_t crc;
  unsigned count;
} outcome;

static void add(outcome *to, const void *bytes, size_t count) {
  to->crc = vn_crc32(to->crc, bytes, count);
  to->count++;
}

static void on_frame(void *context, const vn_frame *frame, uint8_t label) {
  uint8_t wire[VN_MAX_WIRE_BYTES], scratch[VN_MAX_WIRE_BYTES], again[VN_MAX_WIRE_BYTES], same = 0;
  const size_t length = vn_frame_encode(wire, frame, label);
  if (length == 0) abort();
  vn_frame decoded;
  if (vn_frame_decode(wire, length - 1, scratch, &decoded, &same) || same != label) abort();
  if (vn_frame_encode(again, &decoded, same) != length || memcmp(wire, again, length) != 0) abort();
  add(context, wire, length);
}

static void on_fault(void *context, vn_frame_fault fault) {
  const char *text = vn_frame_fault_text(fault);
  add(context, text, strlen(text));
}

static outcome read(const uint8_t *bytes, size_t count, size_t cut) {
  outcome result = {0};
  const vn_frame_sink sink = {&result, on_frame, on_fault};
  vn_frame_reader reader;
  vn_frame_reader_init(&reader);
  vn_frame_reader_push(&reader, bytes, cut, &sink);
  vn_frame_reader_push(&reader, bytes + cut, count - cut, &sink);
  return result;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  if (count == 0) return 0;
  const size_t cut = bytes[0] % count;
  const outcome whole = read(bytes + 1, count - 1, 0), pieces = read(bytes + 1, count - 1, cut);
  if (whole.crc != pieces.crc || whole.count != pieces.count) abort();
  return 0;
}
