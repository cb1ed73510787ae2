/** What the parts of the decoder share; for this folder only. */
#ifndef VN_DECODE_H
#define VN_DECODE_H

#include "json.h"

typedef struct decoder {
  lua_State *L;
  vn_span text;
  size_t at;
  int depth;
  bool has_adopt;
  bool expects_item; /* else there is a value on top of the stack */
  bool is_empty;     /* the table just opened */
  const char *fault;
  char message[128];
} decoder;

/** Reads a string, from its quote on, and pushes it. */
bool vn_decode_string(decoder *in);

/** "byte 3: ':' was expected, but found '1'" */
bool vn_decode_refuse(decoder *in, size_t at, const char *expected);

#endif
