import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Programs } from "../../../lua-runtime/src/root/programs.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const program = Buffer.from("print('hello')".repeat(100));
const name = sha256(program);
const fresh = () => new Programs({ limitBytes: 2_000, sha256 });

describe("programs", () => {
  it("puts parts together and checks the hash", () => {
    const programs = fresh();
    for (let offset = 0; offset < program.length; offset += 500)
      programs.put(name, program.subarray(offset, offset + 500), offset, program.length);
    expect(programs.state(name)).toEqual({ received: program.length, complete: true });
    expect(Buffer.from(programs.get(name)).equals(program)).toBe(true);
  });

  it("refuses a gap and tells where to go on", () => {
    const programs = fresh();
    programs.put(name, program.subarray(0, 500), 0, program.length);
    expect(() => programs.put(name, program.subarray(600), 600, program.length)).toThrow(
      /has 500 of 1400/,
    );
    expect(programs.state(name)).toEqual({ received: 500, complete: false });
  });

  it("takes the same program from two clients at once", () => {
    const programs = fresh();
    const put = (from: number, to: number) =>
      programs.put(name, program.subarray(from, to), from, program.length);
    put(0, 500);
    put(500, 1_000);
    expect(put(0, 500)).toEqual({ received: 1_000, complete: false });
    expect(put(500, 1_000).received).toBe(1_000);
    expect(put(1_000, 1_400).complete).toBe(true);
    expect(put(1_000, 1_400).complete).toBe(true);
    expect(Buffer.from(programs.get(name)).equals(program)).toBe(true);
  });

  it("takes longer parts after an upload in shorter ones was given up", () => {
    const programs = fresh();
    programs.put(name, program.subarray(0, 300), 0, program.length);
    expect(programs.put(name, program.subarray(0, 800), 0, program.length).received).toBe(800);
    expect(programs.put(name, program.subarray(700), 700, program.length).complete).toBe(true);
    expect(Buffer.from(programs.get(name)).equals(program)).toBe(true);
  });

  it("begins anew at 0 with another total, refuses it elsewhere", () => {
    const programs = fresh();
    programs.put(name, program.subarray(0, 500), 0, 1_000);
    expect(() => programs.put(name, program.subarray(0, 100), 100, program.length)).toThrow(
      /has 500 of 1000/,
    );
    expect(programs.put(name, program.subarray(0, 100), 0, program.length).received).toBe(100);
  });

  it("takes the right content after a wrong one was found out", () => {
    const programs = fresh();
    programs.put(name, new Uint8Array(500), 0, program.length);
    const rest = () => programs.put(name, program, 0, program.length);
    expect(rest).toThrow(/hashes to/);
    expect(programs.state(name)).toEqual({ received: 0, complete: false });
    expect(rest().complete).toBe(true);
  });

  it("refuses another content under the name, and keeps nothing of it", () => {
    const programs = fresh();
    const other = Buffer.from(program);
    other[3] = 0;
    expect(() => programs.put(name, other, 0, other.length)).toThrow(/hashes to/);
    expect(() => programs.get(name)).toThrow(/upload it first/);
  });

  it("refuses a program over the limit before it takes a byte", () => {
    expect(() => fresh().put(name, program, 0, 2_001)).toThrow(/at most 2000/);
  });
});
