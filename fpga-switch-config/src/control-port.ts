import type { SwitchClock } from "./clock.ts";
import {
  CONTROL_OPS,
  type ControlFrame,
  type ControlStatus,
  encodeAnswer,
  REQUEST_START,
  RUN_COUNT_MAX,
  unpackRun,
} from "./control-codec.ts";
import { ControlReader } from "./control-reader.ts";
import type { ReadAnswer, RegisterFile } from "./register-file.ts";

export interface ControlPortParts {
  readonly registers: RegisterFile;
  readonly clock: Pick<SwitchClock, "now">;
  readonly onSend: (bytes: Uint8Array) => void;
}

/** The switch's end of a control line: request bytes in, answer bytes out. */
export class ControlPort {
  readonly #parts: ControlPortParts;
  readonly #reader: ControlReader;

  constructor(parts: ControlPortParts) {
    this.#parts = parts;
    this.#reader = new ControlReader(REQUEST_START, {
      onFrame: (frame) => this.#answer(frame),
      onBadCrc: () => {
        const data = parts.registers.countControlError();
        this.#send("bad-crc", { tag: 0, address: 0, data });
      },
    });
  }

  receive(bytes: Uint8Array): void {
    this.#reader.push(bytes, this.#parts.clock.now());
  }

  #answer(frame: ControlFrame): void {
    const { registers } = this.#parts;
    if (frame.code === CONTROL_OPS.read) this.#tell(frame, registers.read(frame.address));
    else if (frame.code === CONTROL_OPS.write) {
      this.#tell(frame, registers.write(frame.address, frame.data));
    } else if (frame.code === CONTROL_OPS["read-run"]) this.#answerRun(frame);
    else this.#send("bad-op", frame);
  }

  #answerRun(frame: ControlFrame): void {
    const { count, stride } = unpackRun(frame.data);
    if (count < 1 || count > RUN_COUNT_MAX || stride < 1) {
      this.#send("bad-value", frame);
      return;
    }
    for (let step = 0; step < count; step += 1) {
      const address = (frame.address + step * stride) & 0xffff;
      this.#tell({ ...frame, address }, this.#parts.registers.read(address));
    }
  }

  #tell(frame: ControlFrame, answer: ReadAnswer): void {
    this.#send(answer.status, { tag: frame.tag, address: frame.address, data: answer.value });
  }

  #send(status: ControlStatus, { tag, address, data }: Omit<ControlFrame, "code">): void {
    this.#parts.onSend(encodeAnswer(status, { tag, address, data }));
  }
}
