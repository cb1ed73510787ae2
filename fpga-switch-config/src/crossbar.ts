import type { DueTimes } from "./due-times.ts";
import type { InputPort } from "./input-port.ts";
import type { OutputPort } from "./output-port.ts";
import { COUNTER, type PortCounters } from "./port-counters.ts";
import type { RouteTable } from "./route-table.ts";

/** Largest piece handed out at once, bytes; after it the far end is asked anew whether it takes more. */
const BATCH_BYTES_MAX = 16_384;

export interface CrossbarParts {
  readonly inputs: readonly InputPort[];
  readonly outputs: readonly OutputPort[];
  readonly routes: RouteTable;
  readonly counters: PortCounters;
  /** Slots: ends of frames for each output, then ends of units and ends of patience for each input. */
  readonly due: DueTimes;
  readonly onSend: (port: number, bytes: Uint8Array) => void;
}

/**
 * The way of a frame from an input's line to an output's line. It knows only virtual time (`at`, ms):
 * whoever drives it sets that to the moment of the event before calling.
 *
 *   line -> unit -> input queue -> head -> (room? turn?) -> output queue -> line -> batch -> onSend
 */
export class Crossbar {
  at = 0;
  dropWaitMs = 0;
  readonly #parts: CrossbarParts;
  readonly #ports: number;
  readonly #unsent = new Set<OutputPort>();

  constructor(parts: CrossbarParts) {
    this.#parts = parts;
    this.#ports = parts.inputs.length;
  }

  /** What is due in slot `slot` at this moment. */
  expire(slot: number): void {
    const { due, inputs, outputs } = this.#parts;
    due.clear(slot);
    const port = slot % this.#ports;
    const input = inputs[port];
    const output = outputs[port];
    if (input === undefined || output === undefined) return;
    if (slot < this.#ports) this.#endFrame(output);
    else if (slot < 2 * this.#ports) this.#endUnit(input);
    else this.#endPatience(input);
  }

  /** Reads the input's line as far as its queue has room. */
  read(input: InputPort): void {
    while (!this.#parts.due.isSet(this.#ports + input.index)) {
      const bytes = input.nextUnit();
      if (bytes > 0 && !input.unitFits()) {
        this.#stop(input);
        return;
      }
      this.#resume(input);
      if (bytes === 0) return;
      if (input.byteMs > 0) {
        this.#parts.due.set(this.#ports + input.index, this.at + bytes * input.byteMs);
      } else this.#readUnit(input, bytes);
    }
  }

  /** Sends what the output may send, and lets those in who wait for its room. */
  serve(output: OutputPort): void {
    this.#send(output);
    if (output.hasRoom) output.wedged = false;
    while (output.waiters > 0 && output.hasRoom) this.#grant(output);
  }

  /** Hands out what was sent. */
  flush(): void {
    for (const output of this.#unsent) this.#flushOutput(output);
  }

  get hasUnsent(): boolean {
    return this.#unsent.size > 0;
  }

  /** Those that wait for the output drop its copy: it is disabled or unplugged. */
  refuseWaiters(output: OutputPort, cause: number): void {
    for (const input of this.#parts.inputs) {
      if (!input.pending?.includes(output.index)) continue;
      this.#drop(input, output.index, cause);
      this.#settleHead(input);
      this.read(input);
    }
  }

  /** Throws away all that the output holds. */
  flushQueue(output: OutputPort): void {
    this.#parts.counters.add(output.index, COUNTER.txFlushed, output.flush());
    this.#parts.due.clear(output.index);
    output.wedged = false;
  }

  /** Throws away the unfinished frame and what was not read of the line. */
  abort(input: InputPort): void {
    this.#parts.due.clear(this.#ports + input.index);
    if (input.abort()) this.#parts.counters.add(input.index, COUNTER.aborted, 1);
    this.#resume(input);
  }

  /** Throws away the frames of the input's queue. */
  dropQueue(input: InputPort): void {
    for (; input.queue.length > 0; this.#pop(input)) {
      const frame = input.queue[0] ?? new Uint8Array(0);
      const rest = input.pending ?? this.#lookUp(input, frame);
      for (const output of [...rest]) this.#drop(input, output, COUNTER.disabled);
    }
    this.#parts.due.clear(2 * this.#ports + input.index);
  }

  /** Adds the stop that still lasts to what was counted. */
  settleStops(): void {
    for (const input of this.#parts.inputs) {
      if (input.stoppedAt !== undefined) {
        input.stoppedMs += this.at - input.stoppedAt;
        input.stoppedAt = this.at;
      }
      const us = Math.round(input.stoppedMs * 1000);
      this.#parts.counters.set(input.index, COUNTER.stoppedUs, us);
    }
  }

  #stop(input: InputPort): void {
    if (input.stoppedAt !== undefined) return;
    input.stoppedAt = this.at;
    this.#parts.counters.add(input.index, COUNTER.stops, 1);
  }

  #resume(input: InputPort): void {
    if (input.stoppedAt === undefined) return;
    input.stoppedMs += this.at - input.stoppedAt;
    input.stoppedAt = undefined;
  }

  #endUnit(input: InputPort): void {
    this.#readUnit(input, input.nextUnit());
    this.read(input);
  }

  #readUnit(input: InputPort, bytes: number): void {
    const { counters } = this.#parts;
    counters.add(input.index, COUNTER.rxBytes, bytes);
    const unit = input.readUnit();
    if (unit === "oversize") counters.add(input.index, COUNTER.oversize, 1);
    else if (unit === "bad-cobs") counters.add(input.index, COUNTER.badCobs, 1);
    else if (unit !== undefined) this.#arrive(input, unit);
  }

  #arrive(input: InputPort, frame: Uint8Array): void {
    const { counters } = this.#parts;
    counters.add(input.index, COUNTER.rxFrames, 1);
    counters.raise(input.index, COUNTER.highIn, input.fill + frame.length);
    if (input.queue.length === 0 && this.#passStraight(input, frame)) return;
    input.queue.push(frame);
    input.fill += frame.length;
    if (input.queue.length === 1) this.#settleHead(input);
  }

  /** The way of most frames: one output, free, nobody before us. */
  #passStraight(input: InputPort, frame: Uint8Array): boolean {
    if (input.raw) return false;
    const only = this.#parts.routes.only(input.index, frame[0] ?? 0);
    const output = only === undefined ? undefined : this.#parts.outputs[only];
    if (output === undefined || !this.#isOpen(output)) return false;
    this.#enqueue(output, frame);
    return true;
  }

  #isOpen(output: OutputPort): boolean {
    return output.carrier && output.waiters === 0 && output.hasRoom;
  }

  /** Moves the head of the queue, and the heads after it, on as far as they get. */
  #settleHead(input: InputPort): void {
    for (let frame = input.queue[0]; frame !== undefined; frame = input.queue[0]) {
      if (input.pending === undefined) this.#offer(input, frame);
      if (input.pending !== undefined && input.pending.length > 0) return;
      this.#pop(input);
    }
  }

  #offer(input: InputPort, frame: Uint8Array): void {
    const outputs = this.#lookUp(input, frame);
    input.pending = outputs;
    for (const port of [...outputs]) {
      const output = this.#parts.outputs[port];
      if (output === undefined) continue;
      if (!output.carrier) this.#drop(input, port, COUNTER.noCarrier);
      else if (this.#isOpen(output)) this.#pass(input, output, frame);
      else if (output.wedged) this.#drop(input, port, COUNTER.wedged);
      else this.#await(input, output);
    }
  }

  #lookUp(input: InputPort, frame: Uint8Array): number[] {
    const { counters, routes } = this.#parts;
    const outputs = routes.outputs(input.index, input.raw ? undefined : frame[0]);
    if (outputs.length === 0) counters.add(input.index, COUNTER.unrouted, 1);
    else counters.add(input.index, COUNTER.rxCopies, outputs.length - 1);
    return outputs;
  }

  #await(input: InputPort, output: OutputPort): void {
    output.wait(input.index);
    const slot = 2 * this.#ports + input.index;
    if (output.drop && !this.#parts.due.isSet(slot)) {
      this.#parts.due.set(slot, this.at + this.dropWaitMs);
    }
  }

  #grant(output: OutputPort): void {
    const input = this.#parts.inputs[output.nextWaiter() ?? -1];
    const frame = input?.queue[0];
    if (input === undefined || frame === undefined) return;
    this.#pass(input, output, frame);
    this.#settleHead(input);
    this.read(input);
  }

  #pass(input: InputPort, output: OutputPort, frame: Uint8Array): void {
    this.#forget(input, output.index);
    this.#enqueue(output, frame);
  }

  #drop(input: InputPort, port: number, cause: number): void {
    this.#parts.outputs[port]?.leave(input.index);
    this.#forget(input, port);
    this.#parts.counters.add(input.index, cause, 1);
  }

  #forget(input: InputPort, port: number): void {
    const place = input.pending?.indexOf(port) ?? -1;
    if (place >= 0) input.pending?.splice(place, 1);
  }

  #pop(input: InputPort): void {
    input.fill -= input.queue.shift()?.length ?? 0;
    input.pending = undefined;
    this.#parts.due.clear(2 * this.#ports + input.index);
  }

  #endPatience(input: InputPort): void {
    for (const port of [...(input.pending ?? [])]) {
      const output = this.#parts.outputs[port];
      if (output === undefined || !output.drop) continue;
      output.wedged = true;
      this.#drop(input, port, COUNTER.wedged);
    }
    this.#settleHead(input);
    this.read(input);
  }

  #enqueue(output: OutputPort, frame: Uint8Array): void {
    const fill = output.fill + frame.length;
    this.#parts.counters.raise(output.index, COUNTER.highOut, fill);
    output.enqueue(frame);
    this.#send(output);
  }

  #send(output: OutputPort): void {
    while (output.ready && output.queue.length > 0 && !this.#parts.due.isSet(output.index)) {
      if (output.byteMs > 0) {
        const bytes = output.queue[0]?.length ?? 0;
        this.#parts.due.set(output.index, this.at + bytes * output.byteMs);
      } else this.#sent(output);
    }
  }

  #endFrame(output: OutputPort): void {
    this.#sent(output);
    this.serve(output);
  }

  #sent(output: OutputPort): void {
    const frame = output.dequeue();
    if (frame === undefined) return;
    this.#parts.counters.add(output.index, COUNTER.txFrames, 1);
    this.#parts.counters.add(output.index, COUNTER.txBytes, frame.length);
    output.batch.push(frame);
    output.batchBytes += frame.length;
    this.#unsent.add(output);
    if (output.batchBytes >= BATCH_BYTES_MAX) this.#flushOutput(output);
  }

  #flushOutput(output: OutputPort): void {
    this.#unsent.delete(output);
    this.#parts.onSend(output.index, output.takeBatch());
  }
}
