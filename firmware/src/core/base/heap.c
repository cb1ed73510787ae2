/*
 * Two-level segregated fit (Masmano, Ripoll, Crespo, Real: "TLSF: a new dynamic memory allocator for real-time systems",
 * ECRTS 2004). A block's head tells its size and whether it and the block before it are free; a free block's last
 * word points back to its head. Free blocks never touch.
 */
#include "heap.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define ALIGNMENT (2 * sizeof(void *))
#define SECOND_BITS 4
#define SECOND_COUNT (1u << SECOND_BITS)
/* Sizes below this stand in the first row, one multiple of the alignment a place. */
#define SMALL_BYTES (ALIGNMENT << SECOND_BITS)
#define FIRST_COUNT 28u
#define FREE ((size_t)1)
#define BEFORE_FREE ((size_t)2)
#define FLAGS (FREE | BEFORE_FREE)

typedef struct block {
  size_t size_flags; /* bytes behind the head */
  size_t padding;    /* keeps what is behind aligned */
  struct block *next, **place; /* only in a free block */
} block;

#define HEAD (2 * sizeof(size_t))
#define MIN_BYTES (2 * sizeof(void *) + 2 * sizeof(size_t)) /* next, place, and the pointer at the end */

struct vn_heap {
  size_t size, used, peak;
  uint32_t first_map;
  uint16_t second_map[FIRST_COUNT];
  block *free[FIRST_COUNT][SECOND_COUNT];
  block *start;
};

static size_t size_of(const block *b) {
  return b->size_flags & ~FLAGS;
}

static void *content_of(block *b) {
  return (char *)b + HEAD;
}

static block *block_of(void *content) {
  return (block *)((char *)content - HEAD);
}

static block *after(const block *b) {
  return (block *)((char *)b + HEAD + size_of(b));
}

static block *before(const block *b) {
  return ((block *const *)b)[-1];
}

static unsigned highest_bit(size_t value) {
  return (unsigned)(sizeof(unsigned long long) * 8 - 1) - (unsigned)__builtin_clzll(value);
}

typedef struct place {
  unsigned first, second;
} place;

/** The class that a block of this size stands in. */
static place class_of(size_t size) {
  if (size < SMALL_BYTES) return (place){0, (unsigned)(size / ALIGNMENT)};
  const unsigned bit = highest_bit(size);
  const unsigned first = bit - highest_bit(SMALL_BYTES) + 1;
  return (place){first, (unsigned)(size >> (bit - SECOND_BITS)) & (SECOND_COUNT - 1)};
}

/** The first class all of whose blocks are of this size at least. */
static place class_for(size_t size) {
  if (size < SMALL_BYTES) return class_of(size);
  return class_of(size + ((size_t)1 << (highest_bit(size) - SECOND_BITS)) - 1);
}

static void link_free(vn_heap *heap, block *b) {
  const place at = class_of(size_of(b));
  block **head = &heap->free[at.first][at.second];
  b->next = *head;
  b->place = head;
  if (b->next) b->next->place = &b->next;
  *head = b;
  heap->first_map |= 1u << at.first;
  heap->second_map[at.first] |= (uint16_t)(1u << at.second);
}

static void unlink_free(vn_heap *heap, block *b) {
  *b->place = b->next;
  if (b->next) b->next->place = b->place;
  const place at = class_of(size_of(b));
  if (heap->free[at.first][at.second]) return;
  heap->second_map[at.first] &= (uint16_t)~(1u << at.second);
  if (heap->second_map[at.first] == 0) heap->first_map &= ~(1u << at.first);
}

/** Marks as free, tells the block behind, and puts it among the free ones. */
static void make_free(vn_heap *heap, block *b) {
  b->size_flags |= FREE;
  block *behind = after(b);
  ((block **)behind)[-1] = b;
  behind->size_flags |= BEFORE_FREE;
  link_free(heap, b);
}

static void make_used(vn_heap *heap, block *b) {
  unlink_free(heap, b);
  b->size_flags &= ~FREE;
  after(b)->size_flags &= ~BEFORE_FREE;
}

static block *find(const vn_heap *heap, size_t size) {
  const place from = class_for(size);
  if (from.first >= FIRST_COUNT) return NULL;
  uint32_t second = heap->second_map[from.first] & (uint32_t)(~0u << from.second);
  unsigned row = from.first;
  if (second == 0) {
    const uint32_t rows = row + 1 < 32 ? heap->first_map & (uint32_t)(~0u << (row + 1)) : 0;
    if (rows == 0) return NULL;
    row = (unsigned)__builtin_ctz(rows);
    second = heap->second_map[row];
  }
  return heap->free[row][__builtin_ctz(second)];
}

/** Cuts what is over `size` off a block in use. */
static void split(vn_heap *heap, block *b, size_t size) {
  const size_t over = size_of(b) - size;
  if (over < HEAD + MIN_BYTES) return;
  b->size_flags = size | (b->size_flags & FLAGS);
  block *rest = after(b);
  rest->size_flags = over - HEAD;
  block *behind = after(rest);
  if (behind->size_flags & FREE) {
    unlink_free(heap, behind);
    rest->size_flags += HEAD + size_of(behind);
  }
  make_free(heap, rest);
}

/** 0: more than any heap has. */
static size_t rounded(size_t bytes) {
  if (bytes > ((size_t)1 << (sizeof(size_t) * 8 - 2))) return 0;
  const size_t up = (bytes + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
  return up < MIN_BYTES ? MIN_BYTES : up;
}

static void count(vn_heap *heap, const block *b) {
  heap->used += HEAD + size_of(b);
  if (heap->used > heap->peak) heap->peak = heap->used;
}

vn_heap *vn_heap_init(void *memory, size_t bytes) {
  if (bytes < VN_HEAP_MIN_BYTES || (uintptr_t)memory % ALIGNMENT != 0) return NULL;
  vn_heap *heap = memory;
  memset(heap, 0, sizeof *heap);
  const size_t head = (sizeof *heap + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
  size_t room = (bytes - head - 2 * HEAD) & ~(ALIGNMENT - 1);
  const size_t most = (SMALL_BYTES << (FIRST_COUNT - 1)) - ALIGNMENT;
  if (room > most) room = most;
  heap->size = room;
  heap->start = (block *)((char *)memory + head);
  heap->start->size_flags = room;
  after(heap->start)->size_flags = 0; /* the end: an empty block in use */
  make_free(heap, heap->start);
  return heap;
}

void *vn_heap_take(vn_heap *heap, size_t bytes) {
  const size_t size = rounded(bytes);
  block *b = size == 0 ? NULL : find(heap, size);
  if (!b) return NULL;
  make_used(heap, b);
  split(heap, b, size);
  count(heap, b);
  return content_of(b);
}

void *vn_heap_take_zeroed(vn_heap *heap, size_t bytes) {
  void *content = vn_heap_take(heap, bytes);
  if (content) memset(content, 0, bytes);
  return content;
}

void vn_heap_give(vn_heap *heap, void *content) {
  if (!content) return;
  block *b = block_of(content);
  heap->used -= HEAD + size_of(b);
  block *behind = after(b);
  if (behind->size_flags & FREE) {
    unlink_free(heap, behind);
    b->size_flags += HEAD + size_of(behind);
  }
  if (b->size_flags & BEFORE_FREE) {
    block *ahead = before(b);
    unlink_free(heap, ahead);
    ahead->size_flags += HEAD + size_of(b);
    b = ahead;
  }
  make_free(heap, b);
}

/** Takes the free block behind to grow where it is; false: it is not enough. */
static bool grow(vn_heap *heap, block *b, size_t size) {
  block *behind = after(b);
  if (!(behind->size_flags & FREE) || size_of(b) + HEAD + size_of(behind) < size) return false;
  make_used(heap, behind);
  b->size_flags += HEAD + size_of(behind);
  return true;
}

void *vn_heap_resize(vn_heap *heap, void *content, size_t bytes) {
  if (!content) return vn_heap_take(heap, bytes);
  const size_t size = rounded(bytes);
  block *b = block_of(content);
  const size_t old = size_of(b);
  if (size == 0) return NULL;
  if (size <= old || grow(heap, b, size)) {
    heap->used -= HEAD + old;
    split(heap, b, size);
    count(heap, b);
    return content;
  }
  void *fresh = vn_heap_take(heap, bytes);
  if (!fresh) return NULL;
  memcpy(fresh, content, old);
  vn_heap_give(heap, content);
  return fresh;
}

size_t vn_heap_used(const vn_heap *heap) {
  return heap->used;
}

size_t vn_heap_peak(const vn_heap *heap) {
  return heap->peak;
}

size_t vn_heap_size(const vn_heap *heap) {
  return heap->size;
}

int vn_heap_is_sound(const vn_heap *heap) {
  size_t used = 0, whole = 0;
  bool was_free = false;
  const block *b = heap->start;
  for (; size_of(b) > 0; b = after(b)) {
    const bool is_free = b->size_flags & FREE;
    if (((b->size_flags & BEFORE_FREE) != 0) != was_free || (was_free && is_free)) return 0;
    if (whole + size_of(b) > heap->size) return 0;
    if (!is_free) used += HEAD + size_of(b);
    whole += HEAD + size_of(b);
    was_free = is_free;
  }
  return used == heap->used && whole == heap->size + HEAD && ((b->size_flags & BEFORE_FREE) != 0) == was_free;
}
