import { describe, expect, it } from "vitest";
import {
  ANSWER_START,
  type ControlFrame,
  ControlPort,
  ControlReader,
  decodeControl,
  encodeControl,
  REQUEST_START,
  type RegisterName,
  SwitchModel,
} from "#switch";
import { bytesOf, hexOf, readVectors } from "../support/vectors.ts";
import { BenchSwitch } from "./bench-switch.ts";
import { SimulatedClock } from "./simulated-clock.ts";

interface ControlVectors {
  accept: { name: string; direction: "request" | "answer"; frame: ControlFrame; hex: string }[];
  refuse: { name: string; direction: "request" | "answer"; hex: string }[];
  streams: { name: string; hex: string; events: string[] }[];
}

const START = { request: REQUEST_START, answer: ANSWER_START };
const control = readVectors<ControlVectors>("switch-control");

/** Hands `bytes` over whole (step 0) or in pieces of `step`. */
function inSteps(bytes: Uint8Array, step: number, take: (piece: Uint8Array) => void): void {
  const size = step === 0 ? bytes.length : step;
  for (let at = 0; at < bytes.length; at += size) take(bytes.slice(at, at + size));
}

describe("control frames", () => {
  it.each(control.accept)("accepts: $name", ({ direction, frame, hex }) => {
    expect(hexOf(encodeControl(START[direction], frame))).toBe(hex);
    expect(decodeControl(START[direction], bytesOf(hex))).toEqual(frame);
  });

  it.each(control.refuse)("refuses: $name", ({ direction, hex }) => {
    expect(() => decodeControl(START[direction], bytesOf(hex))).toThrow("control frame");
  });

  it.each(control.streams)("stream: $name", ({ hex, events }) => {
    for (const step of [0, 1, 2, 5]) {
      const found: string[] = [];
      const reader = new ControlReader(REQUEST_START, {
        onFrame: (frame) => found.push(hexOf(encodeControl(REQUEST_START, frame))),
        onBadCrc: () => found.push("bad-crc"),
      });
      inSteps(bytesOf(hex), step, (piece) => reader.push(piece, 0));
      expect(found).toEqual(events);
    }
  });

  it("gives an unfinished frame up after 20 ms, also when bytes trickle", () => {
    const found: ControlFrame[] = [];
    let bad = 0;
    const reader = new ControlReader(REQUEST_START, {
      onFrame: (frame) => found.push(frame),
      onBadCrc: () => {
        bad += 1;
      },
    });
    const bytes = bytesOf(control.accept[1]?.hex ?? "");
    for (const [place, byte] of bytes.entries()) reader.push(Uint8Array.of(byte), place * 2.5);
    expect(found).toHaveLength(1);
    for (const [place, byte] of bytes.entries()) reader.push(Uint8Array.of(byte), 100 + place * 3);
    reader.push(bytes.slice(0, 5), 200);
    reader.push(bytes, 221);
    expect(found).toHaveLength(2);
    expect(bad).toBe(0);
  });
});

describe("a conversation with a switch after power-up", () => {
  const { steps } = readVectors<{ steps: { name: string; request: string; answers: string[] }[] }>(
    "switch-conversation",
  );
  it.each([0, 1, 4])("goes as written (pieces of %i bytes)", (size) => {
    const clock = new SimulatedClock();
    const model = new SwitchModel({ ports: 16, clock, onSend: () => undefined });
    const answers: string[] = [];
    const port = new ControlPort({
      ...{ registers: model.registers, clock },
      onSend: (bytes) => answers.push(hexOf(bytes)),
    });
    for (const step of steps) {
      answers.length = 0;
      inSteps(bytesOf(step.request), size, (piece) => port.receive(piece));
      expect({ [step.name]: answers }).toEqual({ [step.name]: step.answers });
    }
  });
});

describe("bytes on a link's line", () => {
  const { lines } = readVectors<{
    lines: { name: string; hex: string; out: string[]; counters: Record<string, number> }[];
  }>("switch-lines");
  it.each(lines)("$name", ({ hex, out, counters }) => {
    for (const size of [0, 1, 3, 100]) {
      const bench = BenchSwitch.open(4);
      inSteps(bytesOf(hex), size, (piece) => bench.model.receive(0, piece));
      expect(bench.sent.map((_, port) => hexOf(bench.bytesOf(port)))).toEqual(out);
      const names = Object.keys(counters) as RegisterName[];
      expect(Object.fromEntries(names.map((name) => [name, bench.count(name, 0)]))).toEqual(
        counters,
      );
    }
  });
});
