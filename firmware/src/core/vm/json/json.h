/**
 * `__vnetos.encode` and `__vnetos.decode`: between Lua values and JSON text, within the VM's budget and without
 * recursion. lua-runtime/src/vm/json is the same in TypeScript. Vectors: lua-json.json.
 */
#ifndef VN_JSON_H
#define VN_JSON_H

#include "../../base/text.h"
#include "../vm_state.h"

/** How deep values may nest, in both directions. */
#define VN_LUA_JSON_DEPTH 100

/** Sets `encode` and `decode` in the table on top of the stack. */
void vn_json_open(lua_State *L);

int vn_json_encode(lua_State *L);
int vn_json_decode(lua_State *L);

/** Index of the first byte that is not UTF-8; `text.length`: there is none. */
size_t vn_json_utf8_fault(vn_span text);

/** Enough for any number as text. */
#define VN_NUMBER_BYTES 32

/** A finite number as JavaScript writes it: the shortest digits that read back as the same. How many bytes. */
size_t vn_number_text(double value, char to[VN_NUMBER_BYTES]);

/**
 * Length of the JSON number at the start of `text` and its value; 0: none. What looks like a number and is none
 * ("01", "1.", "-") has the length 0.
 */
size_t vn_number_read(vn_span text, double *value);

#endif
