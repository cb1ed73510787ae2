import type { OutgoingFrame } from "./outgoing.ts";
import type { Path } from "./path.ts";

/** What newly acknowledged frames prove. */
export interface LossEvidence {
  /** By path: the latest transmission that arrived. */
  readonly orders: Map<Path, number>;
  /** When the latest of them all was sent, ms. */
  sentAt: number;
}

/**
 * Frames that are lost by that evidence. A path keeps the order, so what was sent over the same path before a frame that
 * arrived will not come any more. Between paths `reorderMs` is allowed for.
 */
export function findLost(
  frames: Iterable<OutgoingFrame>,
  evidence: LossEvidence,
  reorderMs: number,
): OutgoingFrame[] {
  const lost: OutgoingFrame[] = [];
  for (const frame of frames) {
    if (frame.state !== "flying" || frame.path === undefined) continue;
    const isOvertaken = frame.order < (evidence.orders.get(frame.path) ?? -1);
    if (isOvertaken || frame.sentAt + reorderMs < evidence.sentAt) lost.push(frame);
  }
  return lost;
}
