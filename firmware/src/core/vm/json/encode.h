/** What the parts of the encoder share; for this folder only. */
#ifndef VN_ENCODE_H
#define VN_ENCODE_H

#include "text_box.h"

/** A table that is being written. Its item under way: `next` - 1 of an array, key `next` of an object. */
typedef struct encode_level {
  uint32_t next;
  uint32_t count;  /* items of an array */
  bool is_array;
  bool is_begun;   /* an object: a member was written */
} encode_level;

/** Levels that need no memory of Lua. */
#define VN_ENCODE_FIRST_LEVELS 8

typedef struct encoder {
  lua_State *L;
  vn_text_box *box;
  int depth;
  encode_level *levels; /* `first`, or the userdata at VN_ENCODE_LEVELS */
  encode_level first[VN_ENCODE_FIRST_LEVELS];
} encoder;

/** Lua's stack: box, levels, then two slots for each table that is open (itself; its keys, nil: an array), then a value. */
enum { VN_ENCODE_BOX = 1, VN_ENCODE_LEVELS = 2, VN_ENCODE_TABLES = 3 };

static inline int vn_encode_table_at(int depth) {
  return VN_ENCODE_TABLES + 2 * depth;
}

static inline int vn_encode_keys_at(int depth) {
  return VN_ENCODE_TABLES + 2 * depth + 1;
}

/** Opens the table on top of the stack. False: refused. */
bool vn_encode_enter(encoder *out);

/** The reason is on top of the stack, the value is below `depth` tables: pushes nil, "bad-request" and the message. False. */
bool vn_encode_refuse(encoder *out, int depth);

/** Writes it between quotes; it is UTF-8. */
void vn_encode_quoted(lua_State *L, vn_text_box *box, vn_span text);

const char *vn_encode_type_name(lua_State *L, int index);

#endif
