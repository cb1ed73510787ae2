import type { WireError } from "#protocol";
import type { LuaState } from "../engine.ts";
import { CALL_IS_LUA, ldo, lopcodes, lua, TAG } from "../fengari.ts";
import type { Preemption } from "../preemption.ts";
import { measure } from "./measure.ts";
import type { Meter } from "./meter.ts";

/** Above the budget by less than this share is found late: looking costs a walk over everything. */
const LOOK_SHARE = 16;
/** So much is measured in a few milliseconds, bytes. */
const CHEAP_BYTES = 1_048_576;
const LUA_CONCAT = lopcodes.OpCodesI.OP_CONCAT;

/**
 * A worker's memory budget. Between two measurements it adds up what was allocated; when that could exceed the
 * budget it measures what is really alive. A worker that is full dies; one big request that does not fit is an
 * error "not enough memory" that the program may catch.
 */
export class MemoryBudget implements Meter {
  readonly budget: number;
  left: number;
  joined = 0;
  peak = 0;

  private readonly state: LuaState;
  private readonly control: Preemption;
  private live = 0;
  private refused = 0;
  private leftAfterMeasure: number;

  constructor(state: LuaState, budget: number, control: Preemption) {
    this.state = state;
    this.budget = budget;
    this.control = control;
    this.left = budget;
    this.leftAfterMeasure = Number.NaN;
  }

  /** Bytes alive now. Walks over everything, if anything was allocated since the last time. */
  used(): number {
    if (this.left !== this.leftAfterMeasure) this.look();
    return this.live;
  }

  /** For people: measured when the last measurement is no longer near the truth, or cheap. */
  status(): { used: number; peak: number; budget: number } {
    const allocated = this.leftAfterMeasure - this.left;
    if (!(this.live > CHEAP_BYTES && allocated < this.live / 4)) this.used();
    return { used: this.live, peak: this.peak, budget: this.budget };
  }

  /** Raises the Lua error "not enough memory" if `bytes` more cannot fit. */
  require(bytes: number): void {
    if (bytes <= this.left) return;
    this.look();
    if (this.live + bytes > this.budget) this.refuse(bytes);
  }

  spent(bytes: number): void {
    this.look();
    if (this.live > this.budget || (this.live + bytes > this.budget && this.isSmall(bytes)))
      this.control.condemn(this.exhausted(this.live + bytes));
    if (this.live + bytes > this.budget) this.refuse(bytes);
    this.left -= bytes;
  }

  joining(): void {
    this.joined = 0;
    const L = this.control.running;
    if (L) this.require(joinedBytes(L));
  }

  worked(instructions: number): void {
    this.control.worked(instructions);
  }

  matching(): void {
    this.control.checkTime("pattern matching");
  }

  /** Why the last request was refused. */
  refusal(): string {
    const wanted = `${megabytes(this.refused)} more than the ${megabytes(this.live)} in use`;
    return `not enough memory: wanted ${wanted}, the budget is ${megabytes(this.budget)}`;
  }

  private exhausted(used: number): WireError {
    return {
      code: "out-of-memory",
      message: `not enough memory: used ${megabytes(used)} of a budget of ${megabytes(this.budget)}`,
    };
  }

  private isSmall(bytes: number): boolean {
    return bytes < this.budget / LOOK_SHARE;
  }

  private look(): void {
    this.live = measure(this.state);
    this.peak = Math.max(this.peak, this.live);
    this.left = Math.max(this.budget - this.live, this.budget / LOOK_SHARE);
    this.leftAfterMeasure = this.left;
    if (this.live > this.budget) this.control.condemn(this.exhausted(this.live));
  }

  private refuse(bytes: number): never {
    this.refused = bytes;
    const L = this.control.running;
    if (!L) throw new Error("a VM allocates while it does not run");
    return ldo.luaD_throw(L, lua.LUA_ERRMEM);
  }
}

function megabytes(bytes: number): string {
  return bytes < 1_048_576
    ? `${Math.ceil(bytes / 1_024)} kB`
    : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

/** Length of what the running instruction is about to concatenate; 0 when it is another instruction. */
function joinedBytes(L: LuaState): number {
  const call = L.ci;
  if (!(call.callstatus & CALL_IS_LUA)) return 0;
  const instruction = call.l_code[call.l_savedpc - 1];
  if (instruction === undefined || instruction.opcode !== LUA_CONCAT) return 0;
  let sum = 0;
  for (let i = instruction.B; i <= instruction.C; i++) sum += stringBytes(L, call.l_base + i);
  return sum;
}

function stringBytes(L: LuaState, slot: number): number {
  const value = L.stack[slot];
  if (value?.type !== TAG.string && value?.type !== TAG.longString) return 0;
  return (value.value as { textBytes: Uint8Array }).textBytes.length;
}
