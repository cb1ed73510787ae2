import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { VariantName } from "#firmware";
import { buildFiles, C_TESTS, environmentOf } from "./firmware.ts";

/** A program for the VM of the boards in C: test/firmware/c/vnetos_lua.c. */
export interface LuaProgram {
  readonly lua: string;
  readonly memoryBytes?: number;
  /** Kill order after so long; absent: none. */
  readonly killAfterMs?: number;
}

export interface LuaOutcome {
  readonly output: string;
  /** Absent: it ended well. */
  readonly error?: { readonly code: string; readonly message: string; readonly traceback: string };
  /** CPU time that it took after the kill order, us. */
  readonly stoppedCpuUs: number;
  /** Bytes that it left in use. */
  readonly leftBytes: number;
}

/** Like a board's: 64 MB, so that it is the program that is tested. */
const MEMORY_BYTES = 67_108_864;

export class NativeLua {
  static async build(variant: VariantName): Promise<NativeLua> {
    const files = ["vnetos_lua.c", "vm_bench.c"].map((name) => join(C_TESTS, name));
    return new NativeLua(await buildFiles("vnetos-lua", files, variant), variant);
  }

  private readonly file: string;
  private readonly env: NodeJS.ProcessEnv;

  private constructor(file: string, variant: VariantName) {
    this.file = file;
    this.env = environmentOf(variant);
  }

  /** Runs each in a VM of its own, one after the other in one process. */
  run(programs: readonly LuaProgram[]): LuaOutcome[] {
    const input = Buffer.concat(programs.map(framed));
    const options = { input, env: this.env, timeout: 300_000, maxBuffer: 1e9 } as const;
    const { status, error, stdout, stderr } = spawnSync(this.file, ["--batch"], options);
    const outcomes = outcomesOf(stdout);
    if (status === 0 && outcomes.length === programs.length) return outcomes;
    const last = programs[outcomes.length]?.lua;
    throw new Error(`vnetos-lua broke off: ${error ?? stderr.toString()}\n${last}`);
  }
}

function framed({ lua, memoryBytes = MEMORY_BYTES, killAfterMs = 0 }: LuaProgram): Buffer {
  const text = Buffer.from(lua);
  return Buffer.concat([Buffer.from(`${text.length} ${memoryBytes} ${killAfterMs}\n`), text]);
}

function outcomesOf(told: Buffer): LuaOutcome[] {
  const outcomes: LuaOutcome[] = [];
  for (let at = 0; at < told.length; ) {
    const start = told.indexOf("\n", at) + 1;
    const numbers = told.toString("utf8", at, start).split(" ").map(Number);
    at = start;
    const [output = "", code = "", message = "", traceback = ""] = numbers
      .slice(0, 4)
      .map((bytes) => {
        at += bytes;
        return told.toString("utf8", at - bytes, at);
      });
    const [stoppedCpuUs = 0, leftBytes = 0] = numbers.slice(5);
    const figures = { stoppedCpuUs, leftBytes };
    outcomes.push(
      code === ""
        ? { output, ...figures }
        : { output, error: { code, message, traceback }, ...figures },
    );
  }
  return outcomes;
}
