/**
 * VNetOS's choices for Lua, the same on every kind of board but for the stack of small ones. Included at the end of
 * luaconf.h; what a compiler's command line defines stands.
 */
#ifndef VN_LUACONF_H
#define VN_LUACONF_H

#if defined(ESP_PLATFORM) && !defined(VN_SMALL_STACK)
#define VN_SMALL_STACK
#endif

/* Nested C calls and levels of syntax. Where the C stack is small, its end comes first (lcontrol.h, stacklow). */
#if !defined(LUAI_MAXCCALLS)
#define LUAI_MAXCCALLS 200
#endif

/* Bytes on the C stack for each string under construction (gsub, format, rep). */
#if defined(VN_SMALL_STACK)
#undef LUAL_BUFFERSIZE
#define LUAL_BUFFERSIZE 256
#endif

/* The order of keys of a table and the steps of a sort are the same in every run and on every board. A program that
   makes its own keys collide costs only its own time. */
#define luai_makeseed(L) (cast(void, L), 0x766e6574u)
#define l_randomizePivot() 0u

/* Numbers have a point, whatever language the process speaks. */
#undef lua_getlocaledecpoint
#define lua_getlocaledecpoint() '.'

#endif
