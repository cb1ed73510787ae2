#include <string.h>

#include "text.h"

enum { FIRST_ROOM = 64 };

void vn_writer_init(vn_writer *writer, vn_heap *heap) {
  *writer = (vn_writer){.heap = heap};
}

/** Room for `count` more bytes; false: there is none, or this writer only counts. */
static bool reserve(vn_writer *writer, size_t count) {
  if (writer->failed || !writer->heap) return false;
  if (count <= writer->room - writer->length) return true;
  if (count > SIZE_MAX / 4 - writer->length) {
    writer->failed = true;
    return false;
  }
  const size_t wanted = writer->length + count;
  size_t room = writer->room < FIRST_ROOM ? FIRST_ROOM : writer->room * 2;
  if (room < wanted) room = wanted;
  char *bytes = vn_heap_resize(writer->heap, writer->bytes, room);
  if (!bytes) {
    room = wanted;
    bytes = vn_heap_resize(writer->heap, writer->bytes, room);
  }
  if (!bytes) {
    writer->failed = true;
    return false;
  }
  writer->bytes = bytes;
  writer->room = room;
  return true;
}

void vn_write(vn_writer *writer, const void *bytes, size_t count) {
  if (count == 0) return;
  if (reserve(writer, count)) memcpy(writer->bytes + writer->length, bytes, count);
  if (!writer->failed) writer->length += count;
}

void vn_write_text(vn_writer *writer, const char *text) {
  vn_write(writer, text, strlen(text));
}

void vn_write_number(vn_writer *writer, uint64_t value) {
  char digits[20];
  size_t at = sizeof digits;
  do {
    digits[--at] = (char)('0' + value % 10);
    value /= 10;
  } while (value > 0);
  vn_write(writer, digits + at, sizeof digits - at);
}

char *vn_writer_release(vn_writer *writer, size_t *length) {
  char *bytes = writer->bytes;
  *length = writer->length;
  vn_writer_init(writer, writer->heap);
  return bytes;
}

void vn_writer_free(vn_writer *writer) {
  if (writer->heap) vn_heap_give(writer->heap, writer->bytes);
  vn_writer_init(writer, writer->heap);
}
