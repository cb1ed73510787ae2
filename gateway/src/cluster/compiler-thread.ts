/** Thread: the compiler, kept warm, beside the gateway's event loop. */
import { parentPort } from "node:worker_threads";
import { type AppSources, Compiler } from "#toolchain";
import { compilerFiles, sha256 } from "./compiler-files.ts";

const compiler = new Compiler({ files: compilerFiles, sha256 });

parentPort?.on("message", (job: { id: number; app: AppSources }) => {
  try {
    parentPort?.postMessage({ id: job.id, result: compiler.compile(job.app) });
  } catch (error) {
    parentPort?.postMessage({ id: job.id, fault: (error as Error).stack ?? String(error) });
  }
});
