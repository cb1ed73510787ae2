import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";

export interface Ran {
  readonly isGood: boolean;
  /** Both outputs, as they came. */
  readonly text: string;
}

/** Runs a program to its end. */
export function run(program: string, args: readonly string[], cwd: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    const collect = (chunk: string) => {
      text += chunk;
    };
    child.stdout.setEncoding("utf8").on("data", collect);
    child.stderr.setEncoding("utf8").on("data", collect);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (signal !== null) text += `\n${program} was ended by ${signal}`;
      resolve({ isGood: code === 0, text });
    });
  });
}

/** Does `work` for all items, as many at a time as there are cores. */
export async function onAllCores<T>(items: readonly T[], work: (item: T) => Promise<void>) {
  const rest = [...items];
  const lane = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(items.length, availableParallelism()) }, lane));
}
