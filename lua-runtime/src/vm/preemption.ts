import type { WireError } from "#protocol";
import type { LuaState } from "./engine.ts";
import { ldo, lua } from "./fengari.ts";

/** Instructions between two looks at the clock. */
const INSTRUCTIONS_PER_LOOK = 1_000;
/** A place that cannot be suspended may go on for this long after its slice, ms. */
const GRACE_MS = 150;
/** Deepest Lua stack, slots: some 20,000 calls. */
const MAX_STACK_SLOTS = 200_000;

/** Why the running coroutines were suspended from the inside. */
export type Suspension = "slice-over" | "waiting" | "dying";

const LUA_ERRRUN = 2;

/**
 * Stops Lua code from the inside, by a count hook:
 *
 *   slice over, place can be suspended     -> yields through all coroutines; goes on in the next slice
 *   slice over, place cannot be suspended  -> goes on for GRACE_MS, then an error at every instruction
 *                                             until a place is reached that can
 *   doomed (memory, CPU time)              -> the same at once; the VM is never resumed again
 */
export class Preemption {
  /** Set when a suspension is under way; taken away by the one who resumed the program. */
  suspension: Suspension | undefined;
  doom: WireError | undefined;

  private readonly now: () => number;
  /** The coroutines that resumed each other, the running one last. */
  private readonly chain: LuaState[] = [];
  /** How many of them resumed the next one from a place that cannot be suspended. */
  private fixed = 0;
  private deadline = 0;
  private strict = false;

  constructor(now: () => number) {
    this.now = now;
  }

  get running(): LuaState | undefined {
    return this.chain.at(-1);
  }

  watch(thread: LuaState): void {
    lua.lua_sethook(thread, this.hook, lua.LUA_MASKCOUNT, INSTRUCTIONS_PER_LOOK);
  }

  beginSlice(deadline: number): void {
    this.deadline = deadline;
    this.suspension = undefined;
  }

  /** Resumes `thread` for `from`; all coroutines count down to one and the same look at the clock. */
  resume(thread: LuaState, from: LuaState | null, values: number): number {
    const fixed = from !== null && !lua.lua_isyieldable(from) ? 1 : 0;
    thread.basehookcount = this.strict ? 1 : INSTRUCTIONS_PER_LOOK;
    thread.hookcount = from === null ? thread.basehookcount : from.hookcount;
    this.fixed += fixed;
    this.chain.push(thread);
    const status = lua.lua_resume(thread, from, values);
    this.chain.pop();
    this.fixed -= fixed;
    if (from !== null) this.countOn(from, thread.hookcount);
    return status;
  }

  private countOn(from: LuaState, hookcount: number): void {
    from.basehookcount = this.strict ? 1 : INSTRUCTIONS_PER_LOOK;
    from.hookcount = this.strict ? 1 : Math.max(1, hookcount);
  }

  canSuspend(L: LuaState): boolean {
    return this.fixed === 0 && lua.lua_isyieldable(L);
  }

  /** JavaScript did as much work as so many instructions. */
  worked(instructions: number): void {
    const L = this.running;
    if (L) L.hookcount = Math.max(1, L.hookcount - instructions);
  }

  /** The VM ends as soon as the running code reaches a place where it can be stopped. */
  condemn(reason: WireError): void {
    this.doom ??= reason;
    this.lookAtEveryInstruction();
  }

  /** For native code that runs long: raises an error once the slice is over for longer than the grace. */
  checkTime(what: string): void {
    const L = this.running;
    if (!L || this.now() < this.deadline) return;
    L.hookcount = 1;
    if (this.now() > this.deadline + GRACE_MS) raise(L, `${what} took more than ${GRACE_MS} ms`);
  }

  private readonly hook = (L: LuaState): void => {
    if (L.top > MAX_STACK_SLOTS) raise(L, "stack overflow");
    if (this.doom) this.suspendOrRaise(L, "dying", this.doom.message);
    else if (this.strict || this.now() >= this.deadline) this.sliceOver(L);
  };

  private sliceOver(L: LuaState): void {
    if (this.canSuspend(L)) {
      this.strict = false;
      this.suspendOrRaise(L, "slice-over", "");
    } else if (this.strict || this.now() > this.deadline + GRACE_MS) {
      this.lookAtEveryInstruction();
      raise(L, `ran for more than ${GRACE_MS} ms where it cannot be interrupted`);
    }
  }

  private suspendOrRaise(L: LuaState, reason: Suspension, message: string): void {
    if (!this.canSuspend(L)) raise(L, message);
    this.suspension = reason;
    lua.lua_yield(L, 0);
  }

  private lookAtEveryInstruction(): void {
    this.strict = true;
    for (const thread of this.chain) {
      thread.basehookcount = 1;
      thread.hookcount = 1;
    }
  }
}

/** Throws without running a message handler: that could loop, with hooks off. */
function raise(L: LuaState, message: string): never {
  lua.lua_pushliteral(L, message);
  return ldo.luaD_throw(L, LUA_ERRRUN);
}
