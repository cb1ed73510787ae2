/* Text that grows, that is only counted, and that finds no room; messages of errors. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "check.h"

static vn_heap *heap_of(size_t bytes) {
  void *memory = aligned_alloc(16, bytes);
  CHECK(memory);
  vn_heap *heap = vn_heap_init(memory, bytes);
  CHECK(heap);
  return heap;
}

static void write_something(vn_writer *writer) {
  vn_write_text(writer, "a");
  vn_write(writer, "\0b", 2);
  vn_write_number(writer, 0);
  vn_write_number(writer, UINT64_MAX);
  for (unsigned i = 0; i < 100; i++) vn_write_number(writer, i);
}

TEST(a_writer_grows) {
  vn_heap *heap = heap_of(8192);
  vn_writer writer;
  vn_writer_init(&writer, heap);
  write_something(&writer);
  CHECK(!writer.failed);
  CHECK_EQUAL(writer.length, 3 + 1 + 20 + 190);
  size_t length;
  char *bytes = vn_writer_release(&writer, &length);
  CHECK_EQUAL(length, 214);
  CHECK(memcmp(bytes, "a\0b018446744073709551615012345678910111213", 42) == 0);
  CHECK_EQUAL(writer.length, 0);
  vn_heap_give(heap, bytes);
  CHECK_EQUAL(vn_heap_used(heap), 0);
  free(heap);
}

TEST(a_writer_without_a_heap_counts) {
  vn_writer writer;
  vn_writer_init(&writer, NULL);
  write_something(&writer);
  CHECK_EQUAL(writer.length, 214);
  CHECK(!writer.failed && !writer.bytes);
  vn_writer_free(&writer);
}

TEST(a_writer_without_room_says_so_and_stays_so) {
  vn_heap *heap = heap_of(8192);
  static char much[8192];
  vn_writer writer;
  vn_writer_init(&writer, heap);
  vn_write_text(&writer, "before");
  vn_write(&writer, much, sizeof much);
  CHECK(writer.failed);
  CHECK_EQUAL(writer.length, 6);
  vn_write_text(&writer, "x");
  vn_write(&writer, much, SIZE_MAX);
  CHECK(writer.failed);
  CHECK_TEXT(writer.bytes, writer.length, "before");
  vn_writer_free(&writer);
  CHECK(!writer.failed);
  CHECK_EQUAL(vn_heap_used(heap), 0);
  CHECK(vn_heap_is_sound(heap));
  free(heap);
}

TEST(a_writer_takes_the_last_byte_there_is) {
  vn_heap *heap = heap_of(8192);
  vn_writer writer;
  vn_writer_init(&writer, heap);
  while (!writer.failed) vn_write_text(&writer, "x");
  CHECK(writer.length + 64 > vn_heap_size(heap) / 2, "%zu of %zu", writer.length, vn_heap_size(heap));
  for (size_t i = 0; i < writer.length; i++) CHECK(writer.bytes[i] == 'x');
  vn_writer_free(&writer);
  free(heap);
}

TEST(spans_are_equal_by_content) {
  CHECK(vn_span_is(VN_SPAN("port"), "port"));
  CHECK(!vn_span_is(VN_SPAN("port"), "por") && !vn_span_is(VN_SPAN("por"), "port"));
  CHECK(vn_span_equal((vn_span){NULL, 0}, VN_SPAN("")));
  CHECK(!vn_span_is((vn_span){"a\0b", 3}, "a"));
}

TEST(an_error_has_its_code_and_message) {
  vn_error error;
  CHECK(!vn_refuse(&error, VN_NO_SUCH_PORT, "no port \"%s\" on %u", "north", 7u));
  CHECK_EQUAL(error.code, VN_NO_SUCH_PORT);
  CHECK_TEXT(error.message, strlen(error.message), "no port \"north\" on 7");
  CHECK(!vn_refuse(NULL, VN_CONFLICT, "nobody asks"));
}

TEST(a_long_message_is_cut_between_two_characters) {
  char name[400];
  for (unsigned shift = 0; shift < 4; shift++) {
    memset(name, 'x', shift);
    name[shift] = 0;
    for (unsigned i = 0; i < 90; i++) strcat(name, "\xf0\x9f\x90\x8c");
    vn_error error;
    vn_refuse(&error, VN_BAD_REQUEST, "%s", name);
    const size_t length = strlen(error.message);
    CHECK_EQUAL(length, shift + (VN_ERROR_MESSAGE_BYTES - 1 - shift) / 4 * 4);
    CHECK(vn_is_utf8((vn_span){error.message, length}));
  }
}
