import { VnetosError } from "../vnetos-error.ts";
import { hooks } from "./hooks.ts";
import { leftUntil } from "./left-until.ts";
import { deliver } from "./mailbox.ts";
import { losses, peerError, rankBehind } from "./peers.ts";

/**
 * Takes one arrival from the board, or hears that one of `tickets` is settled, at most until `deadline`: the one
 * place that waits natively for messages. False: nothing came in time.
 */
export function listen(
  ports: readonly string[],
  deadline: number,
  tickets: readonly number[],
): boolean {
  const [kind, port, text] = __vnetos.receive(ports, leftUntil(deadline), tickets);
  if (kind === "message") {
    const peer = rankBehind[port];
    if (peer !== undefined) deliver(peer, text);
    else if (hooks.port !== undefined) hooks.port(kind, port, text);
    return true;
  }
  if (kind === undefined) {
    if (port === "timeout") return false;
    throw new VnetosError(port, text);
  }
  if (kind !== "sent") lose(kind, port, text);
  return true;
}

/** A connection has broken, or its other end has ended. */
function lose(kind: "fault" | "closed", port: string, text: string): void {
  const peer = rankBehind[port];
  if (peer === undefined) {
    if (hooks.port !== undefined) hooks.port(kind, port, text);
    return;
  }
  const space = text.indexOf(" ");
  const code = kind === "closed" ? kind : text.substring(0, space);
  losses[peer] = {
    error: peerError(peer, code, text.substring(space + 1)),
    told: kind === "closed",
  };
  if (hooks.lost !== undefined) hooks.lost(peer);
}
