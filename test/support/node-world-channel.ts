export interface Arrival {
  readonly kind: "message" | "fault" | "closed";
  readonly port: string;
  readonly text: Uint8Array;
}

/** How a send stands: under way, delivered, or failed with "code message". */
export interface Sending {
  state: "under way" | "delivered" | string;
}

interface Outgoing {
  readonly text: Uint8Array;
  readonly sending: Sending;
}

/** Room for messages that wait to be received, on one port, bytes. */
const ROOM_BYTES = 65_536;

/** One direction of a connection: a bounded queue at the receiver, behind it what its sender has under way. */
export class Channel {
  readonly #port: string;
  readonly #queue: Arrival[] = [];
  #outgoing: Outgoing[] = [];
  #queuedBytes = 0;
  #broken: string | undefined;
  #ending = false;
  #senderLost = false;

  /** `port`: as the receiver calls it. */
  constructor(port: string) {
    this.#port = port;
  }

  send(text: Uint8Array): Sending {
    const sending: Sending = { state: this.#broken ?? "under way" };
    if (this.#senderLost) return sending;
    if (this.#broken === undefined) this.#outgoing.push({ text, sending });
    this.#move();
    return sending;
  }

  take(): Arrival | undefined {
    const arrival = this.#queue.shift();
    this.#queuedBytes -= arrival?.text.length ?? 0;
    this.#move();
    return arrival;
  }

  /** The sender has ended: "closed" comes after all that it has sent. */
  end(): void {
    if (this.#senderLost) return;
    this.#ending = true;
    this.#move();
  }

  /** The receiver has ended: what it has not taken is lost. */
  refuse(): void {
    this.#fail("no-receiver nobody is attached");
  }

  /** The sender is lost; the receiver learns it. */
  lose(): void {
    this.#senderLost = true;
    this.#outgoing = [];
    const text = new TextEncoder().encode("unreachable the node is silent");
    this.#queue.push({ kind: "fault", port: this.#port, text });
  }

  /** The receiver is lost; the sender learns it. */
  cut(): void {
    this.#fail("unreachable the node is silent");
  }

  #fail(reason: string): void {
    this.#broken = reason;
    for (const { sending } of this.#outgoing) sending.state = reason;
    this.#outgoing = [];
  }

  #move(): void {
    for (let next = this.#outgoing[0]; next && this.#fits(next); next = this.#outgoing[0]) {
      this.#outgoing.shift();
      this.#queuedBytes += next.text.length;
      this.#queue.push({ kind: "message", port: this.#port, text: next.text });
      next.sending.state = "delivered";
    }
    if (!this.#ending || this.#outgoing.length > 0) return;
    this.#ending = false;
    this.#queue.push({ kind: "closed", port: this.#port, text: new Uint8Array() });
  }

  #fits({ text }: Outgoing): boolean {
    return this.#queuedBytes === 0 || this.#queuedBytes + text.length <= ROOM_BYTES;
  }
}
