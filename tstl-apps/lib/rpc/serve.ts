import { decode } from "../json.ts";
import { answer, type Question, refuse } from "../kernel/ask.ts";
import { spawn } from "../kernel/fiber.ts";
import { rankName } from "../rank-name.ts";
import { VnetosError } from "../vnetos-error.ts";
import { rank } from "../world.ts";
import { implementations, parked } from "./implementations.ts";
import type { Calls, Service } from "./service.ts";
import { encodeResult, encodeThrown } from "./wire.ts";

/**
 * Serves a service on this rank from now on: its calls are answered whenever this rank waits, whatever for (a
 * `receive`, a `barrier`, a `sleep`, a call of its own). A rank that computes answers when it waits next; a rank
 * with nothing else to do waits in `barrier()` until all are through. Each call runs beside the program: it may
 * wait, and call others. Calls that came before are answered now.
 *
 * @throws VnetosError `bad-request` when this rank serves it already.
 *
 * ```ts
 * serve(calculator, { add: (a, b) => a + b });
 * barrier(); // answers until all ranks are here
 * ```
 */
export function serve<S extends Calls<S>>({ name }: Service<S>, implementation: S): void {
  if (implementations[name] !== undefined) {
    throw new VnetosError(
      "bad-request",
      `serve(service): ${rankName(rank)} serves "${name}" already`,
    );
  }
  implementations[name] = { run: (question) => run(name, implementation, question) };
  const waiting = parked[name] ?? [];
  delete parked[name];
  for (const question of waiting) run(name, implementation, question);
}

type Method = (...args: unknown[]) => unknown;

function run(name: string, implementation: object, question: Question): void {
  const method = question.kind.substring(question.kind.indexOf(" ") + 1);
  const call = `${name}.${method}`;
  const calls = implementation as Record<string, Method | undefined>;
  if (typeof calls[method] !== "function") {
    refuse(question, "not-found", `${call}: ${rankName(rank)} serves no such call`);
    return;
  }
  const body = () => {
    answer(question, outcome(call, calls as Record<string, Method>, method, question));
  };
  spawn(body, { name: call });
}

function outcome(
  call: string,
  calls: Readonly<Record<string, Method>>,
  method: string,
  { body }: Question,
): string {
  try {
    const args = decode<unknown[]>(body);
    return encodeResult(call, (calls[method] as Method)(...args));
  } catch (error) {
    return encodeThrown(error);
  }
}
