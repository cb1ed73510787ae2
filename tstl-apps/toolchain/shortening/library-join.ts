import type { Wants } from "../app-wants.ts";
import type { Position } from "../positions.ts";
import { LIBRARY_LINES, type LibraryUnit, moduleKey, type UnitStatement } from "./library-unit.ts";
import { idleFunctions, SHARED } from "./shared-names.ts";

/** The part of the library that a program carries. */
export interface JoinedLibrary {
  readonly text: string;
  /** Where each line of the text comes from. */
  readonly places: readonly (Position | undefined)[];
  /** How the text of the program writes a shared name. */
  nameOf(key: string): string;
  /** A table of all that a module exports, as Lua. */
  whole(id: string): string;
}

/** Lua allows 200 local variables; blocks at the top of the library's files have some of their own. */
const LOCALS = 150;
/** LuaJIT lets a function use 60 variables of those around it. */
const OUTER_VARIABLES = 50;

/**
 * What the app wants of the library and all that it rests on, function by function, in one scope: what nobody wants
 * stays out. Units stand in the order in which they are to run. The names used most are the shortest.
 */
export function joinLibrary(
  units: readonly LibraryUnit[],
  wants: readonly Wants[],
  last: string | undefined,
): JoinedLibrary {
  const exported = new Map(units.map(({ id, exports }) => [id, exports]));
  const whole = wants.flatMap((each) =>
    [...each.whole].flatMap((id) => [...(exported.get(id)?.values() ?? [])]),
  );
  const keys = [...wants.flatMap((each) => [...each.keys]), ...whole, ...(last ? [last] : [])];
  const acting = wants.flatMap((each) => [...each.whole].map(moduleKey));
  const statements = liveStatements(units, [...keys, ...acting]);
  const names = chooseNames(statements, keys, wants);
  const nameOf = (key: string) => names.get(key) ?? "nil";
  const short = statements.map(({ text }) => text);
  const idle = idleFunctions(short, new Set(keys));
  const texts = short.map((text) =>
    text.replace(SHARED, (_, key, argument) => {
      if (argument === undefined) return nameOf(key);
      return idle.has(key) ? "" : argument;
    }),
  );
  const head = declarations(names);
  const places = [...head.map(() => undefined), ...statements.flatMap((each) => each.places)];
  return {
    text: head.join("").replace(COUNT, String(places.length)) + texts.join(""),
    places,
    nameOf,
    whole: (id) => tableOf([...(exported.get(id) ?? [])].map(([name, key]) => [name, nameOf(key)])),
  };
}

function tableOf(fields: readonly (readonly [string, string])[]): string {
  return `{${fields.map(([name, value]) => `["${name}"]=${value}`).join(",")}}`;
}

/** A unit that something is used of acts as a whole; its definitions stay out when nobody uses them. */
function liveStatements(
  units: readonly LibraryUnit[],
  keys: readonly string[],
): readonly UnitStatement[] {
  const owners = ownersOf(units);
  const live = new Set<UnitStatement>();
  const seen = new Set<string>();
  const add = (statement: UnitStatement) => {
    live.add(statement);
    for (const key of statement.uses) use(key);
  };
  const use = (key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const statement of owners.get(key) ?? []) if (!live.has(statement)) add(statement);
  };
  keys.forEach(use);
  return units.flatMap(({ statements }) => statements.filter((statement) => live.has(statement)));
}

/** What a key brings along: its definitions, and what its unit does. */
function ownersOf(units: readonly LibraryUnit[]): ReadonlyMap<string, readonly UnitStatement[]> {
  const owners = new Map<string, UnitStatement[]>();
  for (const { id, statements, exports } of units) {
    const acts = statements.filter(({ defines }) => defines.length === 0);
    for (const key of [moduleKey(id), ...exports.values()]) owners.set(key, [...acts]);
    for (const statement of statements)
      for (const key of statement.defines) owners.set(key, [...(owners.get(key) ?? []), statement]);
  }
  return owners;
}

function chooseNames(
  statements: readonly UnitStatement[],
  keys: readonly string[],
  wants: readonly Wants[],
): ReadonlyMap<string, string> {
  const counts = new Map<string, number>(keys.map((key) => [key, 1]));
  for (const { text } of statements)
    for (const [, key = "", argument] of text.matchAll(SHARED))
      if (argument === undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  const ordered = [...counts].sort(([, a], [, b]) => b - a).map(([key]) => key);
  const taken = new Set(wants.flatMap(({ words }) => [...words]));
  const crowded = new Set(wants.flatMap((each) => [...each.keys].slice(OUTER_VARIABLES)));
  const fresh = freshNames(taken);
  let locals = 0;
  // Holds the shared names that are no local variables.
  let table: string | undefined;
  const named = (key: string): string => {
    if (!crowded.has(key) && locals++ < LOCALS) return fresh.next().value;
    table ??= fresh.next().value;
    return `${table}.${fresh.next().value}`;
  };
  return new Map(ordered.map((key) => [key, named(key)]));
}

const FIRST = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const REST = `${FIRST}${FIRST.toLowerCase()}0123456789`;

/** Capitals first: variables inside of functions have small letters. */
function* freshNames(taken: ReadonlySet<string>): Generator<string, never, undefined> {
  for (const name of FIRST) if (!taken.has(name)) yield name;
  for (const first of FIRST)
    for (const rest of REST) if (!taken.has(first + rest)) yield first + rest;
  throw new Error("the library has more names than two letters make");
}

/** Stands for the number of lines. */
const COUNT = "«»";

function declarations(names: ReadonlyMap<string, string>): readonly string[] {
  const all = [...names.values()];
  const locals = all.filter((name) => !name.includes("."));
  const [table] = all.find((name) => name.includes("."))?.split(".") ?? [];
  const lines = names.get(LIBRARY_LINES);
  return [
    ...(locals.length > 0 ? [`local ${locals.join(",")}\n`] : []),
    ...(table ? [`local ${table}={}\n`] : []),
    ...(lines ? [`${lines}=${COUNT}\n`] : []),
  ];
}
