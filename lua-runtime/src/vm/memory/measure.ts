import type {
  LuaClosure,
  LuaState,
  LuaString,
  LuaTable,
  LuaValue,
  NativeClosure,
  Prototype,
} from "../engine.ts";
import { TAG } from "../fengari.ts";
import { BYTES } from "./model.ts";

/** Bytes of all that can be reached from the state: what a full garbage collection would leave. */
export function measure(state: LuaState): number {
  const walk = new Walk();
  walk.value(state.l_G.l_registry);
  for (const metatable of state.l_G.mt) if (metatable) walk.add(metatable, TAG.table);
  walk.add(state, TAG.thread);
  return walk.run();
}

class Walk {
  private readonly seen = new Set<unknown>();
  private readonly open: { object: unknown; tag: number }[] = [];
  private total = 0;

  run(): number {
    for (let next = this.open.pop(); next; next = this.open.pop())
      this.visit(next.object, next.tag);
    return this.total;
  }

  value(value: LuaValue): void {
    const tag = value.type;
    if (tag === TAG.integer || tag === TAG.float || tag === TAG.nil || tag === TAG.boolean) return;
    if (tag === TAG.string || tag === TAG.longString) this.string(value.value as LuaString);
    else this.add(value.value, tag);
  }

  add(object: unknown, tag: number): void {
    if (this.seen.has(object)) return;
    this.seen.add(object);
    this.open.push({ object, tag });
  }

  private string(text: LuaString): void {
    if (this.seen.has(text)) return;
    this.seen.add(text);
    this.total += BYTES.string + text.realstring.length;
  }

  private visit(object: unknown, tag: number): void {
    if (tag === TAG.table) this.table(object as LuaTable);
    else if (tag === TAG.luaFunction) this.closure(object as LuaClosure);
    else if (tag === TAG.nativeClosure) this.native(object as NativeClosure);
    else if (tag === TAG.thread) this.thread(object as LuaState);
    else if (tag === TAG.userdata) this.total += BYTES.userdata;
  }

  private table(table: LuaTable): void {
    this.total += BYTES.table;
    if (table.metatable) this.add(table.metatable, TAG.table);
    for (let entry = table.f; entry; entry = entry.n) {
      this.total += entry.key.type === TAG.integer ? BYTES.arrayEntry : BYTES.hashEntry;
      this.value(entry.key);
      this.value(entry.value);
    }
  }

  private closure(closure: LuaClosure): void {
    this.total += BYTES.closure + BYTES.upvaluePointer * closure.upvals.length;
    for (const upvalue of closure.upvals) this.upvalue(upvalue);
    this.prototype(closure.p);
  }

  private upvalue(upvalue: LuaValue): void {
    if (this.seen.has(upvalue)) return;
    this.seen.add(upvalue);
    this.total += BYTES.upvalue;
    this.value(upvalue);
  }

  private prototype(proto: Prototype): void {
    if (this.seen.has(proto)) return;
    this.seen.add(proto);
    this.total += prototypeBytes(proto);
    for (const constant of proto.k) this.value(constant);
    for (const inner of proto.p) this.prototype(inner);
  }

  private native(closure: NativeClosure): void {
    this.total += BYTES.closure + BYTES.nativeUpvalue * closure.upvalue.length;
    for (const upvalue of closure.upvalue) this.value(upvalue);
  }

  private thread(thread: LuaState): void {
    this.total += BYTES.thread;
    if (thread.stack === null) return;
    this.total += BYTES.stackSlot * thread.stack.length;
    for (let call = thread.base_ci.next; call; call = call.next) this.total += BYTES.callInfo;
    // Slots above the top are holes, or nil within the running call's frame.
    for (const slot of thread.stack) if (slot !== undefined) this.value(slot);
  }
}

function prototypeBytes(proto: Prototype): number {
  return (
    BYTES.prototype +
    (BYTES.instruction + BYTES.lineInfo) * proto.code.length +
    BYTES.constant * (proto.k.length + proto.upvalues.length) +
    BYTES.localInfo * proto.locvars.length
  );
}
