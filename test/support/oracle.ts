import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { VariantName } from "#firmware";
import { buildOracle, environmentOf } from "./firmware.ts";

interface Waiting {
  readonly resolve: (answer: string) => void;
  readonly reject: (error: Error) => void;
}

/** The core in C, asked line by line: test/firmware/c/oracle. */
export class Oracle {
  static async start(variant: VariantName): Promise<Oracle> {
    return new Oracle(spawn(await buildOracle(variant), { env: environmentOf(variant) }));
  }

  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting: Waiting[] = [];
  private readonly closed: Promise<unknown>;
  private complaints = "";

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.child = child;
    this.closed = once(child, "close").then(([code, signal]) => this.onEnd(code ?? signal));
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.complaints += text;
    });
    child.stdin.on("error", () => undefined); // Its end tells why.
    createInterface(child.stdout).on("line", (line) => this.waiting.shift()?.resolve(line));
  }

  /** `words` are a verb and what it wants; many may be under way. Rejects with what a sanitizer says. */
  ask(...words: readonly (string | number)[]): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        reject(new Error(`the oracle has ended:\n${this.complaints}`));
      this.waiting.push({ resolve, reject });
      this.child.stdin.write(`${words.join(" ")}\n`);
    });
  }

  /** Ends it. Throws when it leaves memory behind or complains. */
  async stop(): Promise<void> {
    this.child.stdin.end();
    await this.closed;
    if (this.child.exitCode !== 0 || this.complaints !== "") throw new Error(this.complaints);
  }

  private onEnd(how: number | string): void {
    const error = new Error(`the oracle ended with ${how}:\n${this.complaints}`);
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }
}
