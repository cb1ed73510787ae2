import type { WireError } from "#protocol";
import type { LuaState } from "./engine.ts";
import { ldo, lua } from "./fengari.ts";
import { tracebackOf } from "./traceback.ts";

/** Instructions between two looks at the clock. */
const INSTRUCTIONS_PER_LOOK = 1_000;
/** After its slice, a place that cannot be suspended may run so many instructions more: some 100 ms. */
const MOST_LATE = 1_000_000;
/** Or it may be late by this much, if it has run at all since (the system may have stopped the thread), ms. */
const GRACE_MS = 500;
const LEAST_LATE = 20_000;
/** What a look after some thousand steps of a pattern counts, instructions. */
const MATCH_COST = 1_000;
/** Deepest Lua stack, slots: some 10,000 calls, about as deep as JavaScript goes. */
const MOST_STACK_SLOTS = 65_536;
const LEAST_STACK_SLOTS = 8_192;
/** Stack slots for each byte of the memory budget: an eighth of it. */
const SLOTS_PER_BYTE = 1 / 128;

/** Why the running coroutines were suspended from the inside. */
export type Suspension = "slice-over" | "waiting" | "dying";

const LUA_ERRRUN = 2;

/**
 * Stops Lua code from the inside, by a count hook:
 *
 *   slice over, place can be suspended     -> yields through all coroutines; goes on in the next slice
 *   slice over, place cannot be suspended  -> goes on, looking at every instruction whether it now can;
 *                                             in the end an error at every instruction until it can
 *   doomed (memory, CPU time)              -> the same at once; the VM is never resumed again
 */
export class Preemption {
  /** Set when a suspension is under way; taken away by the one who resumed the program. */
  suspension: Suspension | undefined;
  doom: WireError | undefined;
  /** Traceback of the place where the doomed program was stopped first. */
  whereDoomed: string | undefined;

  private readonly now: () => number;
  private readonly stackSlots: number;
  /** The coroutines that resumed each other, the running one last. */
  private readonly chain: LuaState[] = [];
  /** How many of them resumed the next one from a place that cannot be suspended. */
  private fixed = 0;
  private deadline = 0;
  /** Errors are raised at every instruction. */
  private strict = false;
  /** Instructions since the slice was over. */
  private late = 0;
  /** Of them, before the clock is read again. */
  private nextLook = LEAST_LATE;

  constructor(now: () => number, memoryBytes: number) {
    this.now = now;
    const slots = Math.max(LEAST_STACK_SLOTS, memoryBytes * SLOTS_PER_BYTE);
    this.stackSlots = Math.min(MOST_STACK_SLOTS, slots);
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
    this.late = 0;
    this.nextLook = LEAST_LATE;
  }

  /** Resumes `thread` for `from`; all coroutines count down to one and the same look at the clock. */
  resume(thread: LuaState, from: LuaState | null, values: number): number {
    const fixed = from !== null && !lua.lua_isyieldable(from) ? 1 : 0;
    this.countOn(thread, from === null ? INSTRUCTIONS_PER_LOOK : from.hookcount);
    this.fixed += fixed;
    this.chain.push(thread);
    const status = lua.lua_resume(thread, from, values);
    this.chain.pop();
    this.fixed -= fixed;
    if (from !== null) this.countOn(from, thread.hookcount);
    return status;
  }

  private countOn(thread: LuaState, hookcount: number): void {
    const eager = this.strict || this.late > 0;
    thread.basehookcount = eager ? 1 : INSTRUCTIONS_PER_LOOK;
    thread.hookcount = eager ? 1 : Math.max(1, hookcount);
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
    this.strict = true;
    for (const thread of this.chain) lookAtEveryInstruction(thread);
  }

  /** For native code that runs long: raises an error when it goes on for too long after the slice. */
  checkTime(what: string): void {
    const L = this.running;
    if (!L || this.now() < this.deadline) return;
    L.hookcount = 1;
    this.late += MATCH_COST;
    if (this.isTooLate()) raise(L, `${what} takes too long`);
  }

  private readonly hook = (L: LuaState): void => {
    if (L.top > this.stackSlots) raise(L, "stack overflow");
    if (this.doom) this.suspendOrRaise(L, "dying", this.doom.message);
    else if (this.strict || this.late > 0 || this.now() >= this.deadline) this.sliceOver(L);
  };

  private sliceOver(L: LuaState): void {
    if (this.canSuspend(L)) {
      this.strict = false;
      this.suspendOrRaise(L, "slice-over", "");
      return;
    }
    this.late++;
    lookAtEveryInstruction(L);
    if (!this.strict && !this.isTooLate()) return;
    this.strict = true;
    raise(L, "runs too long in a place where it cannot be interrupted");
  }

  private isTooLate(): boolean {
    if (this.late > MOST_LATE) return true;
    if (this.late < this.nextLook) return false;
    this.nextLook = this.late + INSTRUCTIONS_PER_LOOK;
    return this.now() > this.deadline + GRACE_MS;
  }

  private suspendOrRaise(L: LuaState, reason: Suspension, message: string): void {
    if (reason === "dying") this.whereDoomed ??= tracebackOf(L);
    if (!this.canSuspend(L)) raise(L, message);
    this.suspension = reason;
    lua.lua_yield(L, 0);
  }
}

function lookAtEveryInstruction(thread: LuaState): void {
  thread.basehookcount = 1;
  thread.hookcount = 1;
}

/** Throws without running a message handler: that could loop, with hooks off. */
function raise(L: LuaState, message: string): never {
  lua.lua_pushliteral(L, message);
  return ldo.luaD_throw(L, LUA_ERRRUN);
}
