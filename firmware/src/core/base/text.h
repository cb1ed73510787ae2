/** Spans of bytes, and text that grows in the board's heap. */
#ifndef VN_TEXT_H
#define VN_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "heap.h"

/** Some bytes that belong to somebody else. */
typedef struct vn_span {
  const char *bytes;
  size_t length;
} vn_span;

#define VN_SPAN(literal) ((vn_span){literal, sizeof(literal) - 1})

vn_span vn_span_of(const char *text);
bool vn_span_is(vn_span span, const char *text);
bool vn_span_equal(vn_span a, vn_span b);

/** True: 1..63 characters of A-Z a-z 0-9 . _ -, a letter or digit first. */
bool vn_is_name(vn_span span);

/** True: well-formed UTF-8 (no overlong form, no surrogate, nothing above U+10FFFF). */
bool vn_is_utf8(vn_span span);

/** Bytes of the well-formed character at `at` (below the length), 1..4; 0: what stands there is none. */
size_t vn_utf8_character(vn_span span, size_t at);

/** Bytes of the longest prefix of at most `most` bytes that ends between two characters. */
size_t vn_utf8_prefix(vn_span span, size_t most);

/**
 * Text under construction. The first failure to find room is kept: later calls do nothing, `failed` tells.
 * With no heap it only counts, to learn how long something will be.
 */
typedef struct vn_writer {
  vn_heap *heap;
  char *bytes;
  size_t length, room;
  bool failed;
} vn_writer;

void vn_writer_init(vn_writer *writer, vn_heap *heap);
void vn_write(vn_writer *writer, const void *bytes, size_t count);
void vn_write_text(vn_writer *writer, const char *text);
void vn_write_number(vn_writer *writer, uint64_t value);
/** The bytes, now the caller's (to be given back to the heap); the writer is empty again. */
char *vn_writer_release(vn_writer *writer, size_t *length);
void vn_writer_free(vn_writer *writer);

#endif
