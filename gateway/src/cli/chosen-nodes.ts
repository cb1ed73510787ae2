import { InvalidArgumentError } from "commander";
import { type NodeView, VnetosError } from "#protocol";
import type { GatewayClient } from "./gateway-client.ts";
import { names } from "./parse-options.ts";

/** What `--nodes` says: nodes by name, or numbers of boards, one run for each. */
export type NodeChoice =
  | { readonly names: readonly string[] }
  | { readonly counts: readonly number[] };

const NUMBER = /^\d+$/;

/** `b0,b3,b5`, or `4`, or `1,2,4,8`. */
export function nodeChoice(text: string): NodeChoice {
  const list = names(text);
  const numbers = list.filter((word) => NUMBER.test(word));
  if (numbers.length === 0) return { names: list };
  if (numbers.length < list.length)
    throw new InvalidArgumentError(
      `${text} mixes numbers of boards with names: write 1,2,4 to run on so many boards, or b0,b3,b5.`,
    );
  const counts = numbers.map(Number);
  if (counts.includes(0)) throw new InvalidArgumentError("a run needs at least 1 board.");
  return { counts };
}

/**
 * The first boards of the cluster, so many for each number.
 * @throws VnetosError `no-such-node` when there are not so many, before anything runs
 */
export async function firstBoards(
  client: GatewayClient,
  counts: readonly number[],
): Promise<string[][]> {
  const boards = (await client.get<NodeView[]>("/api/nodes"))
    .filter((node) => node.address !== undefined && node.state === "up")
    .sort((a, b) => (a.address as number) - (b.address as number))
    .map((node) => node.name);
  const tooMany = counts.find((count) => count > boards.length);
  if (tooMany !== undefined)
    throw new VnetosError(
      "no-such-node",
      `--nodes ${tooMany}: only ${boards.length} boards are up (${boards.join(" ")}). ` +
        "A name may stand more than once: --nodes b0,b0 puts two ranks on b0",
    );
  return counts.map((count) => boards.slice(0, count));
}
