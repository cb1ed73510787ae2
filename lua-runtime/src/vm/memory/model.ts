/**
 * What Lua objects count, bytes: as PUC Lua 5.4 on a 64-bit machine would allocate them, so that a memory
 * budget means the same on every kind of board. What Fengari really uses is up to ten times as much.
 */
export const BYTES = {
  /** Header of a string; its text and a closing zero come on top. */
  string: 25,
  table: 56,
  /** Entry under an integer key (PUC's array part). */
  arrayEntry: 16,
  /** Entry under any other key (PUC's hash part, two thirds full). */
  hashEntry: 36,
  closure: 32,
  /** Each upvalue that a closure holds: a pointer, and the variable itself once. */
  upvaluePointer: 8,
  upvalue: 40,
  /** A value kept by a native closure. */
  nativeUpvalue: 16,
  prototype: 128,
  instruction: 4,
  /** One for each instruction. */
  lineInfo: 1,
  constant: 16,
  localInfo: 16,
  thread: 208,
  stackSlot: 16,
  callInfo: 62,
  userdata: 40,
} as const;

/** Slots of a new thread's stack. */
export const NEW_THREAD_BYTES = BYTES.thread + 45 * BYTES.stackSlot;
