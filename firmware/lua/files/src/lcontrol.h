/*
** What the host of a Lua state keeps beside it: our patches look at it. It
** is the first member of the allocator's 'ud'; every thread of the state
** finds it in its extra space.
*/

#ifndef lcontrol_h
#define lcontrol_h

#include <stdatomic.h>
#include <stdint.h>

#include "lua.h"


typedef struct lua_Control {
  /* 0: it may run. Else all its code ends as soon as it looks. Set from any
     thread; never cleared */
  atomic_int stopping;
  /* the coroutine that runs, for who sets its hook from a signal handler */
  _Atomic(lua_State *) running;
  /* a table that is full asks for more room */
  int growing;
  int stackmax;  /* slots of a coroutine's stack, at most LUAI_MAXSTACK */
  /* no call from C begins below this address of the C stack, which grows
     down; 0: wherever it likes */
  uintptr_t stacklow;
  lua_Unsigned randomseed[2];  /* of 'math.random' */
  /* steps of the compiler beyond what is in proportion to the text, and how
     many there may be */
  lua_Unsigned parsework, parsemax;
  /* ends the code that runs, by an error; does not return */
  void (*stop) (lua_State *L);
  /* memory was refused, and garbage collection did not help: an error is
     about to be raised. The stack is as it was; nothing may be allocated */
  void (*full) (lua_State *L);
  /* coroutine 'L' has ended by the error on top of its stack */
  void (*failed) (lua_State *L);
} lua_Control;


#define lua_control(L)	(*(lua_Control **)lua_getextraspace(L))

#define lua_isstopping(L)  \
	(atomic_load_explicit(&lua_control(L)->stopping, memory_order_relaxed) != 0)

/* to be called in loops that call no Lua code */
#define lua_checkstop(L)	((void)(lua_isstopping(L) && (lua_control(L)->stop(L), 0)))

/* gcc and clang: the address of a local is another one under sanitizers */
#define lua_isstacklow(L)  \
	((uintptr_t)__builtin_frame_address(0) < lua_control(L)->stacklow)

#define lua_addparsework(L,n)  \
	((void)(lua_control(L)->parsework += (lua_Unsigned)(n)))

/* 'L' is the coroutine that runs from now on; NULL: none */
LUA_API void lua_setrunning (lua_Control *control, lua_State *L);

/* stops 'L' at its next instruction, call or return; from a signal handler
   in its thread, too */
LUA_API void lua_stophere (lua_State *L);

/* stops 'L', which runs, by an error without a value. Does not return */
LUA_API void lua_stopnow (lua_State *L);


#endif
