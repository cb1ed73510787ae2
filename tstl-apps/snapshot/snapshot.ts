import { rank, size } from "vnetos";

/**
 * Chandy and Lamport, 1985: this board's part of a consistent picture of the whole system, taken while it runs.
 *
 *   running ── begin() or first marker ──> recording ── a marker has come from every peer ──> complete
 *
 * The state is recorded and markers are sent in one step, before any other message. On every channel the marker then
 * divides what was sent before the picture from what was sent after it; the channel keeps the order.
 */
export class Snapshot<State> {
  state: State | undefined;
  /** By sender: the messages that were on the way. */
  readonly channels: number[][] = [];
  private readonly capture: () => State;
  private readonly sendMarkers: () => void;
  private readonly unmarked = new Set<number>();

  constructor(capture: () => State, sendMarkers: () => void) {
    this.capture = capture;
    this.sendMarkers = sendMarkers;
    for (let from = 0; from < size; from++) this.channels.push([]);
  }

  begin(): void {
    this.state = this.capture();
    for (let from = 0; from < size; from++) if (from !== rank) this.unmarked.add(from);
    this.sendMarkers();
  }

  /** All that `from` had sent before the picture has come. */
  onMarker(from: number): void {
    if (this.state === undefined) this.begin();
    this.unmarked.delete(from);
  }

  /** Sent before the picture, received after it: so it was on the way. */
  onMessage(from: number, amount: number): void {
    if (this.unmarked.has(from)) (this.channels[from] as number[]).push(amount);
  }

  get complete(): boolean {
    return this.state !== undefined && this.unmarked.size === 0;
  }
}
