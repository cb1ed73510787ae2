import type { NodeEvent } from "#protocol";
import type { Line } from "./line.ts";
import { linkErrors } from "./link-errors.ts";
import type { Peer } from "./peer.ts";

/** peer: one with connections has fallen silent, or is heard again. link: plugged in or out at the board's own end. */
export type LinkEvent = Unnumbered<Extract<NodeEvent, { readonly type: "peer" | "link" }>>;

/** Number and time are given by the event log. */
type Unnumbered<E> = E extends NodeEvent ? Omit<E, "seq" | "at"> : never;

export function peerEvent(peer: Peer, state: "lost" | "back"): LinkEvent {
  const lost = linkErrors.unreachable(peer.name).message;
  const message = state === "lost" ? lost : `node "${peer.name}" is heard again`;
  return { type: "peer", peer: peer.name, state, message };
}

export function linkEvent({ link, up }: Line): LinkEvent {
  const message = up ? `link ${link} is plugged in` : `link ${link} is unplugged`;
  return { type: "link", link, state: up ? "up" : "down", message };
}
