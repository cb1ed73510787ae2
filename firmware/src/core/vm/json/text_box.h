/**
 * Text that grows in the VM's budget. It lives in a userdata, so that an error raised while it grows, or in the program's
 * own code between, leaves nothing behind.
 */
#ifndef VN_TEXT_BOX_H
#define VN_TEXT_BOX_H

#include "json.h"

typedef struct vn_text_box {
  char *bytes; /* `first`, or a block of the allocator */
  size_t length, room;
  char first[200];
} vn_text_box;

/** Pushes the metatable that boxes have. */
void vn_text_box_open(lua_State *L);
/** Pushes an empty box; its metatable is at `metatable`. */
vn_text_box *vn_text_box_push(lua_State *L, int metatable);
/** May raise "not enough memory". */
void vn_text_box_add(lua_State *L, vn_text_box *box, const char *bytes, size_t count);
void vn_text_box_add_byte(lua_State *L, vn_text_box *box, char byte);
/** Pushes the text as a string and gives the memory back. */
void vn_text_box_finish(lua_State *L, vn_text_box *box);

#endif
