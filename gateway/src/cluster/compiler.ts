import { Worker } from "node:worker_threads";
import { type AppSources, VnetosError } from "#protocol";
import type { CompileResult } from "#toolchain";
import { builtScript } from "./package-root.ts";

type Answer = { id: number; result: CompileResult } | { id: number; fault: string };

/** Compiles apps in a thread of its own, so that the gateway goes on serving meanwhile. */
export class CompilerService {
  #thread: Worker | undefined;
  #id = 0;
  readonly #waiting = new Map<
    number,
    { resolve(r: CompileResult): void; reject(e: Error): void }
  >();

  /** Starts the thread ahead of the first compile: loading the two compilers takes most of a second. */
  warmUp(): void {
    this.#start();
  }

  compile(app: AppSources): Promise<CompileResult> {
    const id = ++this.#id;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#start().postMessage({ id, app });
    });
  }

  async stop(): Promise<void> {
    await this.#thread?.terminate();
  }

  #start(): Worker {
    if (this.#thread) return this.#thread;
    const thread = new Worker(builtScript("compiler-thread.js"));
    this.#thread = thread;
    thread.unref();
    thread.on("message", (answer: Answer) => this.#take(answer));
    const fail = (error: Error) => {
      if (this.#thread === thread) this.#fail(error);
    };
    thread.on("error", fail);
    thread.on("exit", () => fail(new Error("the compiler thread has ended")));
    return thread;
  }

  #take(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("result" in answer) waiting?.resolve(answer.result);
    else waiting?.reject(new VnetosError("internal", `the compiler failed: ${answer.fault}`));
  }

  #fail(error: Error): void {
    this.#thread = undefined;
    for (const { reject } of this.#waiting.values())
      reject(new VnetosError("internal", `the compiler ended: ${error.message}`, { cause: error }));
    this.#waiting.clear();
  }
}
