/**
 * The board's own memory: one block, given at its start, from which its root takes all that it needs for messages,
 * programs, events and answers. Nothing else is ever asked of the place where it runs, so a board cannot grow.
 * (Workers' Lua states have budgets of their own, outside of this.) All calls under the board's lock.
 */
#ifndef VN_HEAP_H
#define VN_HEAP_H

#include <stddef.h>

typedef struct vn_heap vn_heap;

/** Lays a heap into `bytes` bytes at `memory` (aligned to 16); NULL when they are fewer than VN_HEAP_MIN_BYTES. */
vn_heap *vn_heap_init(void *memory, size_t bytes);

#define VN_HEAP_MIN_BYTES 4096

/** `bytes` > 0, aligned to 16 (8 on 32-bit machines), not cleared; NULL: no room. Constant time (two-level segregated fit). */
void *vn_heap_take(vn_heap *heap, size_t bytes);

/** As `vn_heap_take`, all zero. */
void *vn_heap_take_zeroed(vn_heap *heap, size_t bytes);

/** Another size for the same content; NULL: no room, and `block` is as it was. `block` may be NULL. */
void *vn_heap_resize(vn_heap *heap, void *block, size_t bytes);

/** `block` may be NULL. */
void vn_heap_give(vn_heap *heap, void *block);

/** Bytes in use, their heads included; and the most that ever were. */
size_t vn_heap_used(const vn_heap *heap);
size_t vn_heap_peak(const vn_heap *heap);
size_t vn_heap_size(const vn_heap *heap);

/** For tests: false when a head is damaged or two free blocks touch. */
int vn_heap_is_sound(const vn_heap *heap);

#endif
