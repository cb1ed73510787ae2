import type { CounterUser } from "../../lua-runtime/src/workers/index.ts";
import { type Arrival, Channel, type Sending } from "./node-world-channel.ts";
import { counterLookers, counterNatives, WAITING_COUNTERS } from "./node-world-counters.ts";
import {
  bytesOf,
  fengari,
  fromJson,
  type LuaState,
  type LuaValue,
  push,
  read,
  textOf,
  toJson,
} from "./node-world-lua.ts";

const { lua } = fengari;

/** What a rank's program has to do with the rest of the world. */
export interface Place {
  readonly rank: number;
  readonly nodes: readonly string[];
  readonly args: readonly string[];
  readonly topology: string | undefined;
  readonly neighbours: readonly number[] | undefined;
  readonly input: readonly string[];
  /** By port: where this rank sends, and where it hears. */
  readonly out: ReadonlyMap<string, Channel>;
  readonly in: Map<string, Channel>;
  /** The ports that programs open by name; equal names are connected. By name, then by rank: where the rank hears. */
  readonly named: Map<string, Map<number, Channel>>;
  /** The rank's way to the counters of its node. */
  readonly counters: CounterUser;
  readonly now: () => number;
  /** Called at every native call. False: the rank has been ended. */
  readonly onCall: () => boolean;
  /** Called when a native call has done something: it has not only looked, in vain or at the clock. */
  readonly onProgress: () => void;
  readonly lines: string[];
  readonly files: { name: string; bytes: Buffer; complete: boolean }[];
}

/**
 * Natives that wait are loops in Lua around one that looks: the program's coroutine yields until the world's
 * driver has let the others run. What it yields is the time at which it wants to look again at the latest.
 */
export const WAITING_NATIVES = `
local look, now = ...
local resume, yield, pack, unpack = coroutine.resume, coroutine.yield, table.pack, table.unpack
local WAITS = {}
function __untilNextTurn(deadline) yield(WAITS, deadline) end
-- Who waits inside a coroutine suspends those around it too, as on a board.
coroutine.resume = function(thread, ...)
  local results = pack(resume(thread, ...))
  while results[1] and results[2] == WAITS do
    yield(WAITS, results[3])
    results = pack(resume(thread))
  end
  return unpack(results, 1, results.n)
end
local function waiting(call)
  return function(a, b, timeoutMs)
    timeoutMs = timeoutMs or -1
    local deadline = timeoutMs >= 0 and now() + timeoutMs
    while true do
      local found = pack(call(a, b))
      if found[1] then return unpack(found, 2, found.n) end
      if deadline and now() >= deadline then return nil, "timeout", "nothing came in time" end
      yield(WAITS, deadline or -1)
    end
  end
end
local receive, wait = waiting(look.receive), waiting(look.wait)
__vnetos.receive = function(ports, timeoutMs, tickets)
  -- Looking lets the others go on too, as on a board.
  if timeoutMs == 0 then yield(WAITS, now()) end
  return receive(ports, tickets, timeoutMs)
end
__vnetos.wait = function(ticket, timeoutMs) return wait(ticket, nil, timeoutMs) end
__vnetos.send = function(port, text, timeoutMs)
  local ticket, code, message = __vnetos.post(port, text)
  if ticket == nil then return nil, code, message end
  return wait(ticket, nil, timeoutMs)
end
__vnetos.sleep = function(ms) waiting(look.sleep)(nil, nil, ms) end
print = function(...)
  local parts = pack(...)
  for i = 1, parts.n do parts[i] = tostring(parts[i]) end
  __vnetos.write("out", table.concat(parts, "\\t"))
end
debug = { traceback = debug.traceback }
io, os, dofile, loadfile, package, require = nil
`;

type Native = (L: LuaState) => LuaValue[];

const textAt = (L: LuaState, index: number) => textOf(lua.lua_tostring(L, index));

/** The part of \`__vnetos\` that never waits. */
export function quickNatives(place: Place): Record<string, Native> {
  const sendings: Sending[] = [];
  return {
    write: (L) => {
      place.lines.push(textAt(L, 2));
      return [];
    },
    file: (L) => takeFile(place, textAt(L, 1), textAt(L, 2), lua.lua_toboolean(L, 3)),
    input: nextInput(place),
    attach: (L) => attach(place, textAt(L, 1)),
    detach: (L) => detach(place, textAt(L, 1)),
    post: (L) => {
      const sending = send(place, textAt(L, 1), lua.lua_tostring(L, 2));
      return [sendings.push(sending)];
    },
    look_wait: (L) => lookAtSending(sendings[lua.lua_tonumber(L, 1) - 1]),
    look_sleep: () => [],
    look_receive: (L) =>
      lookForArrival(place, read(L, 1) as Uint8Array[]) ??
      lookForOutcome(sendings, (read(L, 2) ?? []) as number[]),
    now: () => [place.now()],
    random32: () => [4],
    span: () => [0],
    endSpan: () => [],
    encode,
    decode: (L) => [fromJson(textAt(L, 1))],
  };
}

function attach(place: Place, port: string): LuaValue[] {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(port)) {
    return [undefined, bytesOf("bad-request"), bytesOf(`"${port}" is no name of a port`)];
  }
  const channel = new Channel(port);
  place.in.set(port, channel);
  const hearers = place.named.get(port) ?? new Map<number, Channel>();
  place.named.set(port, hearers.set(place.rank, channel));
  return [true];
}

function detach(place: Place, port: string): LuaValue[] {
  place.in.delete(port);
  place.named.get(port)?.delete(place.rank);
  return [true];
}

function send(place: Place, port: string, text: Uint8Array): Sending {
  const channel = place.out.get(port);
  if (channel) return channel.send(text);
  let sending: Sending = { state: `no-receiver port "${port}" has nobody at its other end` };
  for (const [rank, hearer] of place.named.get(port) ?? []) {
    if (rank !== place.rank) sending = hearer.send(text);
  }
  return sending;
}

function nextInput(place: Place): Native {
  const parts = [...place.input];
  return () => {
    const part = parts.shift();
    return part === undefined ? [] : [bytesOf(part)];
  };
}

function takeFile(place: Place, name: string, base64: string, last: boolean): LuaValue[] {
  let file = place.files.find((f) => f.name === name && !f.complete);
  if (!file) {
    file = { name, bytes: Buffer.alloc(0), complete: false };
    place.files.push(file);
  }
  file.bytes = Buffer.concat([file.bytes, Buffer.from(base64, "base64")]);
  file.complete = last;
  return [true];
}

function lookAtSending(sending: Sending | undefined): LuaValue[] {
  if (!sending) return [true, undefined, bytesOf("bad-request"), bytesOf("no such ticket")];
  if (sending.state === "under way") return [];
  if (sending.state === "delivered") return [true, true];
  const space = sending.state.indexOf(" ");
  const parts = [sending.state.slice(0, space), sending.state.slice(space + 1)];
  return [true, undefined, ...parts.map(bytesOf)];
}

function lookForArrival(place: Place, ports: Uint8Array[]): LuaValue[] | undefined {
  const names = ports.map(textOf);
  for (const name of names) if (!place.in.has(name)) throw new Error(`not attached to ${name}`);
  let arrival: Arrival | undefined;
  for (const name of names) arrival ??= place.in.get(name)?.take();
  if (!arrival) return undefined;
  return [true, bytesOf(arrival.kind), bytesOf(arrival.port), arrival.text];
}

function lookForOutcome(sendings: readonly Sending[], tickets: readonly number[]): LuaValue[] {
  const known = tickets.some((ticket) => sendings[ticket - 1]?.state !== "under way");
  return known ? [true, bytesOf("sent"), bytesOf(""), bytesOf("")] : [];
}

function encode(L: LuaState): LuaValue[] {
  try {
    return [bytesOf(toJson(read(L, 1)))];
  } catch (error) {
    return [undefined, bytesOf("bad-request"), bytesOf((error as Error).message)];
  }
}

/** Sets the global `__vnetos`, and its waiting part. */
export function installNatives(L: LuaState, place: Place): void {
  const natives = { ...quickNatives(place), ...counterNatives(place.counters) };
  push(L, {
    node: bytesOf(place.nodes[place.rank] as string),
    run: bytesOf("r1"),
    rank: place.rank,
    size: place.nodes.length,
    nodes: place.nodes.map(bytesOf),
    args: place.args.map(bytesOf),
    topology: place.topology === undefined ? undefined : bytesOf(place.topology),
    neighbours: place.neighbours === undefined ? undefined : [...place.neighbours],
    tracing: false,
  });
  setFunctions(L, natives, place);
  lua.lua_setglobal(L, bytesOf("__vnetos"));
  installWaiting(L, WAITING_NATIVES, lookers(natives), place);
  installWaiting(L, WAITING_COUNTERS, counterLookers(place.counters), place);
}

/** Runs the Lua part of natives that wait, with the functions that look. */
function installWaiting(
  L: LuaState,
  text: string,
  look: Record<string, Native>,
  place: Place,
): void {
  const bytes = bytesOf(text);
  fengari.lauxlib.luaL_loadbuffer(L, bytes, bytes.length, bytesOf("=natives"));
  lua.lua_createtable(L, 0, 0);
  setFunctions(L, look, place);
  lua.lua_pushcfunction(L, (state) => {
    push(state, place.now());
    return 1;
  });
  if (lua.lua_pcall(L, 2, 0, 0) !== lua.LUA_OK)
    throw new Error(`natives: ${textOf(lua.lua_tostring(L, -1))}`);
}

const LOOKERS: ReadonlySet<string> = new Set(["wait", "receive", "sleep", "begin", "look"]);

function lookers(natives: Record<string, Native>): Record<string, Native> {
  const { look_wait, look_receive, look_sleep } = natives;
  return { wait: look_wait, receive: look_receive, sleep: look_sleep } as Record<string, Native>;
}

function setFunctions(L: LuaState, natives: Record<string, Native>, place: Place): void {
  for (const [name, native] of Object.entries(natives)) {
    push(L, bytesOf(name));
    lua.lua_pushcfunction(L, (state) => call(state, name, native, place));
    lua.lua_rawset(L, -3);
  }
}

function idle(name: string, results: readonly LuaValue[]): boolean {
  return name === "now" || (LOOKERS.has(name) && results.length === 0);
}

/** A native as Lua calls it: what it throws is a Lua error. */
function call(L: LuaState, name: string, native: Native, place: Place): number {
  let results: LuaValue[];
  try {
    if (!place.onCall()) return lua.lua_yield(L, 0);
    results = native(L);
    if (!idle(name, results)) place.onProgress();
  } catch (error) {
    return fengari.lauxlib.luaL_error(L, bytesOf("%s"), bytesOf((error as Error).message));
  }
  // Only `decode` is given a function: what objects of its result become.
  const adopt = lua.lua_type(L, 2) === lua.LUA_TFUNCTION ? 2 : undefined;
  for (const result of results) push(L, result, adopt);
  return results.length;
}
