/** Where a thread is, as Lua's own `luaL_traceback` tells it; but no memory of Lua is needed, so that it works when there is none. */
#ifndef VN_TRACEBACK_H
#define VN_TRACEBACK_H

#include "vm_state.h"

/** Takes the text bit by bit. */
typedef void vn_traceback_sink(void *to, const char *bytes, size_t count);

/** "stack traceback:" and a line for each call from `level` on; of many the first ten and the last eleven. */
void vn_traceback_write(lua_State *thread, int level, vn_traceback_sink *sink, void *to);

/** The same as a text that belongs to host->resize; NULL: no memory. */
char *vn_traceback_text(vn_vm *vm, lua_State *thread, int level);

/** Makes it the VM's `where`. */
void vn_traceback_keep(vn_vm *vm, lua_State *thread, int level);

/** `debug.traceback` */
int vn_debug_traceback(lua_State *L);

#endif
