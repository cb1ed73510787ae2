import type { Socket } from "node:net";
import type { CableFaults } from "#protocol";
import { Cable, type SwitchClock, type SwitchModel } from "#switch";

export interface PortSocketParts {
  readonly model: SwitchModel;
  readonly port: number;
  readonly clock: SwitchClock;
  readonly random: () => number;
}

export type CableDirection = "to-switch" | "to-board";

/**
 * One link port of the switch as a socket: cable both ways, back-pressure both ways.
 *
 *   board's socket -> cable -> model.receive     (model full, or cable full: the socket is paused)
 *   board's socket <- cable <- model's onSend    (socket full, or cable full: the model's port is not ready)
 */
export class PortSocket {
  readonly #parts: PortSocketParts;
  readonly #toSwitch: Cable;
  readonly #toBoard: Cable;
  #socket: Socket | undefined;
  #modelTakes = true;
  #inRoom = true;
  #socketTakes = true;
  #outRoom = true;

  constructor(parts: PortSocketParts) {
    const { model, port, clock, random } = parts;
    this.#parts = parts;
    this.#toSwitch = new Cable({
      ...{ clock, random },
      onBytes: (bytes) => {
        this.#modelTakes = model.receive(port, bytes);
      },
      onRoom: () => this.#read({ inRoom: true }),
    });
    this.#toBoard = new Cable({
      ...{ clock, random },
      onBytes: (bytes) => {
        this.#socketTakes = this.#socket?.write(bytes) ?? true;
      },
      onRoom: () => this.#drain({ outRoom: true }),
    });
    model.setCarrier(port, false);
  }

  /** The board at this port from now on; one that was there before is unplugged. */
  attach(socket: Socket): void {
    this.#socket?.destroy();
    this.#socket = socket;
    this.#unplug();
    this.#parts.model.setCarrier(this.#parts.port, true);
    socket.on("data", (bytes) => this.#onData(socket, bytes));
    socket.on("drain", () => this.#drain({ socketTakes: true }));
    socket.on("close", () => this.#onClose(socket));
    // A broken connection is followed by "close", which is all that matters here.
    socket.on("error", () => undefined);
  }

  /** Bytes that leave the switch on this port. */
  send(bytes: Uint8Array): void {
    this.#outRoom = this.#toBoard.send(bytes);
    if (!this.#outRoom || !this.#socketTakes) this.#parts.model.setReady(this.#parts.port, false);
  }

  /** The model takes bytes again. */
  resume(): void {
    this.#read({ modelTakes: true });
  }

  setFaults(faults: CableFaults, direction?: CableDirection): void {
    if (direction !== "to-board") this.#toSwitch.setFaults(faults);
    if (direction !== "to-switch") this.#toBoard.setFaults(faults);
  }

  close(): void {
    this.#socket?.destroy();
    this.#toSwitch.close();
    this.#toBoard.close();
  }

  #unplug(): void {
    this.#toSwitch.close();
    this.#toBoard.close();
    this.#modelTakes = true;
    this.#inRoom = true;
    this.#socketTakes = true;
    this.#outRoom = true;
  }

  #onData(socket: Socket, bytes: Uint8Array): void {
    if (socket !== this.#socket) return;
    this.#inRoom = this.#toSwitch.send(bytes);
    if (!this.#inRoom || !this.#modelTakes) socket.pause();
  }

  #onClose(socket: Socket): void {
    if (socket !== this.#socket) return;
    this.#socket = undefined;
    this.#parts.model.setCarrier(this.#parts.port, false);
  }

  #read({ modelTakes = this.#modelTakes, inRoom = this.#inRoom }): void {
    this.#modelTakes = modelTakes;
    this.#inRoom = inRoom;
    if (modelTakes && inRoom) this.#socket?.resume();
  }

  #drain({ socketTakes = this.#socketTakes, outRoom = this.#outRoom }): void {
    this.#socketTakes = socketTakes;
    this.#outRoom = outRoom;
    if (socketTakes && outRoom) this.#parts.model.setReady(this.#parts.port, true);
  }
}
