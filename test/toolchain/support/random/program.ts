import { Chance } from "./chance.ts";
import { type Node, Statements } from "./statements.ts";

/** What every program can call: keeps lists and texts short, reads within a list, sorts what can be sorted. */
const PRELUDE = `type Wide<T> = T extends number ? number : T extends string ? string : boolean;
const cut = (s: string): string => s.slice(0, 40);
const few = (l: number[]): number[] => l.slice(0, 6);
const at = (l: number[], i: number): number => (l.length === 0 || !(Math.abs(i) < 1e9) ? 0 : l[Math.floor(Math.abs(i)) % l.length]);
const sorted = (l: number[]): number[] => l.filter((x) => x === x).sort((a, b) => a - b);
const same = <T extends number | string | boolean>(x: T): Wide<T> => x as unknown as Wide<T>;
const safe = (f: () => number): string => { try { return String(f()); } catch (e) { return (e as Error).message; } };
`;

/** The program of a seed. */
export function randomProgram(seed: number): readonly Node[] {
  return new Statements(new Chance(seed)).program();
}

/** What it throws is printed too. */
export function sourceOf(nodes: readonly Node[]): string {
  const body = nodes.map((node) => textOf(node, "  ")).join("");
  return `${PRELUDE}function main(): void {\n${body}}\ntry {\n  main();\n} catch (e) {\n  console.log("thrown", (e as Error).message);\n}\n`;
}

function textOf(node: Node, indent: string): string {
  if (typeof node === "string") return `${indent}${node}\n`;
  const parts = node.parts.map(
    ({ head, body }) =>
      `${indent}${head}\n${body.map((inner) => textOf(inner, `${indent}  `)).join("")}`,
  );
  return `${parts.join("")}${indent}${node.end}\n`;
}

/** Leaves out statement after statement for as long as `fails` says that what remains still fails; asks it `tries` times at most. */
export async function shrunk(
  nodes: readonly Node[],
  fails: (nodes: readonly Node[]) => Promise<boolean>,
  tries = 100,
): Promise<readonly Node[]> {
  let left = tries;
  for (const smaller of smallerThan(nodes)) {
    if (left-- <= 0) return nodes;
    if (await fails(smaller)) return shrunk(smaller, fails, left);
  }
  return nodes;
}

/** Lists with one statement less, or one statement made smaller: the larger cuts first. */
function* smallerThan(nodes: readonly Node[]): Generator<readonly Node[]> {
  for (let i = nodes.length - 1; i >= 0; i--) yield nodes.filter((_, at) => at !== i);
  for (const [i, node] of nodes.entries()) {
    if (typeof node === "string") continue;
    for (const [p, part] of node.parts.entries()) {
      for (const body of smallerThan(part.body)) {
        const parts = node.parts.map((other, at) => (at === p ? { ...other, body } : other));
        yield nodes.map((other, at) => (at === i ? { ...node, parts } : other));
      }
    }
  }
}
