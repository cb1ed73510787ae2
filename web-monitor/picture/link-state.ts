import type { LinkView, NodeView } from "#protocol";
import type { LinkRate } from "../state/state.ts";

/** cut: by a fault set here. down: it should work and does not. noisy: bits or bytes are lost on it. */
export type LinkState = "up" | "noisy" | "cut" | "down";

export function linkStateOf(
  node: NodeView,
  link: number,
  view: LinkView | undefined,
  rate: LinkRate | undefined,
): LinkState {
  if (view?.faults.cut) return "cut";
  if (node.state !== "up" || node.links[link]?.up === false) return "down";
  const faulty = (view?.faults.ber ?? 0) > 0 || (view?.faults.loss ?? 0) > 0;
  return faulty || (rate?.bad ?? 0) > 0 ? "noisy" : "up";
}

export const LINK_STATE_WORDS: Readonly<Record<LinkState, string>> = {
  up: "up",
  noisy: "up, with bit errors",
  cut: "cut",
  down: "down",
};
