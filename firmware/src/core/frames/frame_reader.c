#include <string.h>

#include "frames.h"

void vn_frame_reader_init(vn_frame_reader *reader) {
  reader->length = 0;
}

static void keep(vn_frame_reader *reader, const uint8_t *bytes, size_t count) {
  if (count >= VN_MAX_WIRE_BYTES || reader->length + count >= VN_MAX_WIRE_BYTES) {
    reader->length = VN_MAX_WIRE_BYTES + 1;
    return;
  }
  memcpy(reader->run + reader->length, bytes, count);
  reader->length += count;
}

static void deliver(const uint8_t *run, size_t count, const vn_frame_sink *sink) {
  uint8_t scratch[VN_MAX_WIRE_BYTES];
  uint8_t label = 0;
  vn_frame frame;
  const vn_frame_fault fault = vn_frame_decode(run, count, scratch, &frame, &label);
  if (fault) sink->on_fault(sink->context, fault);
  else sink->on_frame(sink->context, &frame, label);
}

static void finish(vn_frame_reader *reader, const uint8_t *bytes, size_t count, const vn_frame_sink *sink) {
  if (reader->length == 0) {
    if (count > 0) deliver(bytes, count, sink);
    return;
  }
  keep(reader, bytes, count);
  const size_t length = reader->length;
  reader->length = 0;
  if (length > VN_MAX_WIRE_BYTES) sink->on_fault(sink->context, VN_TOO_LONG);
  else deliver(reader->run, length, sink);
}

void vn_frame_reader_push(vn_frame_reader *reader, const uint8_t *bytes, size_t count, const vn_frame_sink *sink) {
  while (count > 0) {
    const uint8_t *zero = memchr(bytes, 0, count);
    if (!zero) {
      keep(reader, bytes, count);
      return;
    }
    const size_t length = (size_t)(zero - bytes);
    finish(reader, bytes, length, sink);
    bytes += length + 1;
    count -= length + 1;
  }
}
