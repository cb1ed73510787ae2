/* The board's heap against a model: nothing overlaps, nothing is lost, no room is a refusal. */
#include "base/heap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "check.h"

enum { BLOCKS = 200 };

typedef struct piece {
  uint8_t *bytes;
  size_t size;
  uint8_t mark;
} piece;

static uint32_t random_below(uint64_t *state, uint32_t below) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)((*state >> 33) % below);
}

static void *memory_of(size_t bytes) {
  void *memory = aligned_alloc(16, (bytes + 15) & ~(size_t)15);
  CHECK(memory);
  return memory;
}

static void mark(piece *p, uint8_t value) {
  p->mark = value;
  if (p->bytes) memset(p->bytes, value, p->size);
}

static void check_marks(const piece *p, size_t count) {
  for (size_t i = 0; i < count; i++) CHECK(p->bytes[i] == p->mark, "byte %zu of %zu", i, p->size);
}

/** A size as a board asks for: mostly small, at times large. */
static size_t any_size(uint64_t *state) {
  return 1 + random_below(state, random_below(state, 4) ? 200 : 9000);
}

static void change(vn_heap *heap, piece *p, uint64_t *state) {
  const size_t size = any_size(state);
  if (!p->bytes) {
    p->bytes = vn_heap_take(heap, size);
    p->size = size;
  } else if (random_below(state, 2)) {
    check_marks(p, p->size);
    vn_heap_give(heap, p->bytes);
    p->bytes = NULL;
  } else {
    uint8_t *bytes = vn_heap_resize(heap, p->bytes, size);
    if (bytes) {
      p->bytes = bytes;
      check_marks(p, p->size < size ? p->size : size);
      p->size = size;
    } else check_marks(p, p->size);
  }
  CHECK((uintptr_t)p->bytes % (2 * sizeof(void *)) == 0);
  mark(p, (uint8_t)random_below(state, 256));
}

static void live(uint64_t seed, size_t bytes, unsigned steps) {
  void *memory = memory_of(bytes);
  vn_heap *heap = vn_heap_init(memory, bytes);
  piece pieces[BLOCKS] = {{0}};
  CHECK(heap);
  for (unsigned step = 0; step < steps; step++) {
    change(heap, &pieces[random_below(&seed, BLOCKS)], &seed);
    if (step % 16 == 0) CHECK(vn_heap_is_sound(heap), "step %u", step);
  }
  for (unsigned i = 0; i < BLOCKS; i++) {
    if (pieces[i].bytes) check_marks(&pieces[i], pieces[i].size);
    vn_heap_give(heap, pieces[i].bytes);
  }
  CHECK(vn_heap_is_sound(heap));
  CHECK_EQUAL(vn_heap_used(heap), 0);
  free(memory);
}

TEST(keeps_what_is_in_it) {
  for (uint64_t seed = 1; seed <= 20; seed++) live(seed, 1 << 20, 3000);
}

TEST(keeps_what_is_in_it_when_it_is_too_small) {
  for (unsigned seed = 1; seed <= 20; seed++) live(seed, VN_HEAP_MIN_BYTES + 977 * seed, 3000);
}

TEST(is_whole_again_when_all_is_given_back) {
  void *memory = memory_of(100000);
  vn_heap *heap = vn_heap_init(memory, 100000);
  const size_t most = vn_heap_size(heap) * 15 / 16;
  void *first[50];
  for (unsigned i = 0; i < 50; i++) CHECK((first[i] = vn_heap_take(heap, 100 + i)));
  CHECK(!vn_heap_take(heap, most));
  for (unsigned i = 0; i < 50; i += 2) vn_heap_give(heap, first[i]);
  for (unsigned i = 1; i < 50; i += 2) vn_heap_give(heap, first[i]);
  void *all = vn_heap_take(heap, most);
  CHECK(all);
  CHECK(vn_heap_peak(heap) >= most);
  vn_heap_give(heap, all);
  free(memory);
}

TEST(refuses_what_it_has_no_room_for) {
  void *memory = memory_of(8192);
  vn_heap *heap = vn_heap_init(memory, 8192);
  static const size_t TOO_MUCH[] = {8192, 1 << 20, SIZE_MAX / 2, SIZE_MAX - 31, SIZE_MAX - 7, SIZE_MAX};
  char *kept = vn_heap_take(heap, 10);
  memcpy(kept, "123456789", 10);
  const size_t used = vn_heap_used(heap);
  for (size_t i = 0; i < sizeof TOO_MUCH / sizeof *TOO_MUCH; i++) {
    CHECK(!vn_heap_take(heap, TOO_MUCH[i]), "%zu", TOO_MUCH[i]);
    CHECK(!vn_heap_take_zeroed(heap, TOO_MUCH[i]), "%zu", TOO_MUCH[i]);
    CHECK(!vn_heap_resize(heap, kept, TOO_MUCH[i]), "%zu", TOO_MUCH[i]);
  }
  CHECK_TEXT(kept, 9, "123456789");
  CHECK_EQUAL(vn_heap_used(heap), used);
  CHECK(vn_heap_is_sound(heap));
  free(memory);
}

TEST(needs_a_place_to_begin) {
  char *memory = memory_of(8192);
  CHECK(!vn_heap_init(memory, VN_HEAP_MIN_BYTES - 1));
  CHECK(!vn_heap_init(memory + 4, 8000));
  CHECK(vn_heap_init(memory, VN_HEAP_MIN_BYTES));
  free(memory);
}

TEST(clears_when_asked_to) {
  char *memory = memory_of(8192);
  memset(memory, 0xff, 8192);
  vn_heap *heap = vn_heap_init(memory, 8192);
  const char *bytes = vn_heap_take_zeroed(heap, 333);
  for (unsigned i = 0; i < 333; i++) CHECK(bytes[i] == 0, "byte %u", i);
  vn_heap_give(heap, NULL);
  free(memory);
}

TEST(sees_a_damaged_head) {
  char *memory = memory_of(8192);
  vn_heap *heap = vn_heap_init(memory, 8192);
  char *a = vn_heap_take(heap, 64), *b = vn_heap_take(heap, 64);
  CHECK(vn_heap_is_sound(heap));
  const size_t behind = 64 + 2 * sizeof(size_t);
  CHECK(b == a + behind);
  memset(a, 0xff, behind - sizeof(size_t)); /* eight bytes too many, over the head of b */
  CHECK(!vn_heap_is_sound(heap));
  free(memory);
}

TEST(a_message_lives_as_long_as_somebody_keeps_it) {
  void *memory = memory_of(8192);
  vn_heap *heap = vn_heap_init(memory, 8192);
  vn_message *message = vn_message_make(heap, 100);
  CHECK_EQUAL(message->length, 100);
  CHECK(vn_message_keep(message) == message);
  const size_t used = vn_heap_used(heap);
  vn_message_drop(heap, message);
  CHECK_EQUAL(vn_heap_used(heap), used);
  vn_message_drop(heap, message);
  CHECK_EQUAL(vn_heap_used(heap), 0);
  vn_message_drop(heap, NULL);
  CHECK(!vn_message_make(heap, 8192));
  CHECK(!vn_message_make(heap, SIZE_MAX));
  free(memory);
}
