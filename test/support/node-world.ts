import { Channel } from "./node-world-channel.ts";
import { NodeCounters } from "./node-world-counters.ts";
import { bytesOf, fengari, type LuaState, textOf } from "./node-world-lua.ts";
import { installNatives, type Place } from "./node-world-natives.ts";

const { lua, lauxlib, lualib } = fengari;

export interface WorldOptions {
  readonly size: number;
  readonly args?: readonly string[];
  /** Standard input of rank 0, in the parts in which it comes; the other ranks have none. */
  readonly input?: readonly string[];
  /** The shape that the ranks form, and the neighbours of each. Default: not known. */
  readonly layout?: { readonly topology: string; readonly neighbours: readonly number[][] };
  /** Node of each rank. Default: b0, b1, …, each a node of its own. */
  readonly nodes?: readonly string[];
  /** This rank is killed at its `afterCalls`th native call. */
  readonly killed?: { readonly rank: number; readonly afterCalls: number };
  /** This rank's node dies at its `afterCalls`th native call: the others find it silent. */
  readonly lost?: { readonly rank: number; readonly afterCalls: number };
}

export interface RankResult {
  readonly lines: readonly string[];
  readonly files: Place["files"];
  /** "ok", "lost", "killed", "stuck" (waits for what can never come), or the error that ended it: `name: message`. */
  readonly end: string;
}

/**
 * Runs a compiled program on `size` ranks, each a Fengari state of its own, all in this process and by turns.
 * Time is simulated: it jumps to the next deadline when every rank waits.
 */
export function runWorld(program: string, options: WorldOptions): RankResult[] {
  return new NodeWorld(program, options).run();
}

class NodeWorld {
  readonly #ranks: Rank[];
  #nowMs = 1000.25;

  constructor(program: string, options: WorldOptions) {
    const channels = connectAll(options.size);
    const named: Place["named"] = new Map();
    const counters = new NodeCounters();
    this.#ranks = Array.from({ length: options.size }, (_, rank) => {
      const now = () => this.#nowMs;
      const place = placeOf(rank, options, channels);
      const user = counters.join(rank, place.nodes[rank] as string);
      return new Rank(program, { ...place, named, now, counters: user }, endsOf(rank, options));
    });
  }

  run(): RankResult[] {
    for (;;) {
      let progress = false;
      const living = this.#ranks.filter((rank) => rank.end === undefined);
      if (living.length === 0) break;
      for (const rank of living) progress = rank.proceed() || progress;
      if (!progress && !this.#skipTime(living)) for (const rank of living) rank.finish("stuck");
    }
    return this.#ranks.map(({ lines, files, end }) => ({ lines, files, end: end as string }));
  }

  /** False: nobody waits for a time. */
  #skipTime(living: readonly Rank[]): boolean {
    const deadlines = living.map((rank) => rank.deadline).filter((time) => time >= 0);
    if (deadlines.length === 0) return false;
    // Who looks again and again without waiting needs the time to pass too.
    this.#nowMs = Math.max(this.#nowMs + 0.25, Math.min(...deadlines));
    return true;
  }
}

class Rank {
  readonly lines: string[] = [];
  readonly files: Place["files"] = [];
  end: string | undefined;
  deadline = -1;
  readonly #place: Omit<Place, "lines" | "files" | "onCall" | "onProgress">;
  readonly #thread: LuaState;
  readonly #ends: Readonly<Record<number, "lost" | "killed">>;
  #calls = 0;
  #progress = false;

  constructor(
    program: string,
    place: Omit<Place, "lines" | "files" | "onCall" | "onProgress">,
    ends: Readonly<Record<number, "lost" | "killed">>,
  ) {
    this.#place = place;
    this.#ends = ends;
    const L = lauxlib.luaL_newstate();
    lualib.luaL_openlibs(L);
    const { lines, files } = this;
    installNatives(L, {
      ...place,
      lines,
      files,
      onCall: () => this.#onCall(),
      onProgress: () => {
        this.#progress = true;
      },
    });
    this.#thread = lua.lua_newthread(L);
    const text = bytesOf(program);
    const status = lauxlib.luaL_loadbuffer(this.#thread, text, text.length, bytesOf("=program"));
    if (status !== lua.LUA_OK) this.finish(textOf(lua.lua_tostring(this.#thread, -1)));
  }

  /** Lets the program run until it waits or ends. False: it has only looked again, in vain. */
  proceed(): boolean {
    this.#progress = false;
    const status = lua.lua_resume(this.#thread, null, 0);
    if (this.end !== undefined) return true;
    if (status === lua.LUA_OK) this.finish("ok");
    else if (status !== lua.LUA_YIELD) this.finish(this.#error());
    else this.#readDeadline();
    return this.end !== undefined || this.#progress;
  }

  finish(end: string): void {
    if (this.end !== undefined) return;
    this.end = end;
    for (const channel of this.#place.out.values()) end === "lost" ? channel.lose() : channel.end();
    for (const channel of this.#place.in.values())
      end === "lost" ? channel.cut() : channel.refuse();
    this.#place.counters.leave();
  }

  #onCall(): boolean {
    this.#calls += 1;
    const end = this.#ends[this.#calls];
    if (end !== undefined) this.finish(end);
    return this.end === undefined;
  }

  #readDeadline(): void {
    this.deadline = lua.lua_tonumber(this.#thread, -1);
    lua.lua_settop(this.#thread, 0);
  }

  /** The error on top of the stack: a table made by `new Error`, or text. */
  #error(): string {
    const L = this.#thread;
    lua.lua_checkstack(L, 8);
    if (lua.lua_type(L, -1) !== lua.LUA_TTABLE) return textOf(lua.lua_tostring(L, -1));
    const field = (name: string) => {
      lua.lua_getfield(L, -1, bytesOf(name));
      const text = textOf(lua.lua_tostring(L, -1));
      lua.lua_settop(L, -2);
      return text;
    };
    return `${field("name")}: ${field("message")}`;
  }
}

/** How and at which native call a rank is ended from outside. */
function endsOf(rank: number, { lost, killed }: WorldOptions): Record<number, "lost" | "killed"> {
  return {
    ...(lost?.rank === rank ? { [lost.afterCalls]: "lost" } : {}),
    ...(killed?.rank === rank ? { [killed.afterCalls]: "killed" } : {}),
  };
}

/** The channel of each ordered pair of ranks, by the sender's port. */
function connectAll(size: number): Map<string, Channel> {
  const channels = new Map<string, Channel>();
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++)
      if (i !== j) channels.set(`r1.${i}.${j}`, new Channel(`r1.${j}.${i}`));
  }
  return channels;
}

function placeOf(
  rank: number,
  options: WorldOptions,
  channels: ReadonlyMap<string, Channel>,
): Omit<Place, "lines" | "files" | "onCall" | "onProgress" | "now" | "named" | "counters"> {
  const out = new Map<string, Channel>();
  const incoming = new Map<string, Channel>();
  for (let peer = 0; peer < options.size; peer++) {
    if (peer === rank) continue;
    const [own, theirs] = [`r1.${rank}.${peer}`, `r1.${peer}.${rank}`];
    out.set(own, channels.get(own) as Channel);
    incoming.set(own, channels.get(theirs) as Channel);
  }
  const nodes = options.nodes ?? Array.from({ length: options.size }, (_, i) => `b${i}`);
  return {
    rank,
    nodes,
    args: options.args ?? [],
    topology: options.layout?.topology,
    neighbours: options.layout?.neighbours[rank],
    input: rank === 0 ? (options.input ?? []) : [],
    out,
    in: incoming,
  };
}
