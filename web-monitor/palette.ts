import type { NodeView } from "#protocol";

/** Board colours in the style sheet: `--node-0` to `--node-7`, told apart by colour-blind people too. */
export const NODE_COLOURS = 8;

/** Colour number of a node: its place in the list, so that neighbours differ. Unknown: undefined. */
export function colourOf(nodes: readonly NodeView[], name: string): number | undefined {
  const index = nodes.findIndex((node) => node.name === name);
  return index < 0 ? undefined : index % NODE_COLOURS;
}

export function colourVariable(colour: number | undefined): string {
  return colour === undefined ? "var(--ink-2)" : `var(--node-${colour})`;
}
