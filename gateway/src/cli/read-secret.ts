import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { VnetosError } from "#protocol";

/**
 * A secret from a file, from the environment, or typed without echo: never from the command line, which every user of
 * the machine can read. @throws VnetosError `not-found`: no such file; `bad-request`: nobody can be asked
 */
export async function readSecret(options: {
  readonly file: string | undefined;
  readonly variable: string;
  readonly question: string;
}): Promise<string> {
  if (options.file !== undefined) return fromFile(options.file);
  const given = process.env[options.variable];
  if (given !== undefined) return given;
  if (process.stdin.isTTY) return await askHidden(options.question);
  const message = `no terminal to ask for the password: put it into a file or into ${options.variable}`;
  throw new VnetosError("bad-request", message);
}

function fromFile(file: string): string {
  try {
    return readFileSync(file, "utf8").replace(/\r?\n$/, "");
  } catch (error) {
    throw new VnetosError("not-found", `no file ${file}`, { cause: error });
  }
}

async function askHidden(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const answer = await new Promise<string>((resolve, reject) => {
    lines.once("line", resolve);
    lines.once("SIGINT", () => reject(new VnetosError("closed", "no password was given")));
  }).finally(() => lines.close());
  process.stderr.write("\n");
  return answer;
}
