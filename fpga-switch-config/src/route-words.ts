import { VnetosError } from "#protocol";
import { LABELS } from "./geometry.ts";
import { maskOfPorts, maskWords } from "./masks.ts";
import type { RouteWords } from "./route-table.ts";
import type { SwitchRoutes } from "./routes.ts";

/** Errors: impossible-route, naming the row or label and the port that is out of range or stands twice. */
export function checkSwitchRoutes({ rows, labels }: SwitchRoutes, ports: number): void {
  if (rows.length > ports)
    refuse(`there are rows for ${rows.length} inputs, the switch has ${ports}`);
  if (labels.length > LABELS) refuse(`there are ${labels.length} labels, at most ${LABELS}`);
  if ((labels[0] ?? []).length > 0) refuse("label 0 does not exist: it has outputs");
  for (const [input, outputs] of rows.entries()) checkOutputs(`row ${input}`, outputs, ports);
  for (const [label, outputs] of labels.entries()) checkOutputs(`label ${label}`, outputs, ports);
}

function checkOutputs(what: string, outputs: readonly number[], ports: number): void {
  const seen = new Set<number>();
  for (const output of outputs) {
    if (!Number.isInteger(output) || output < 0 || output >= ports) {
      refuse(`${what} names port ${output}, the switch has 0 to ${ports - 1}`);
    }
    if (seen.has(output)) refuse(`${what} names port ${output} twice`);
    seen.add(output);
  }
}

/** The routes as the words of the registers. */
export function wordsOfRoutes({ rows, labels }: SwitchRoutes, ports: number): RouteWords {
  const words = maskWords(ports);
  const flat = (entries: SwitchRoutes["rows"], length: number) => {
    const all = new Uint32Array(length * words);
    for (const [place, outputs] of entries.entries()) {
      all.set(maskOfPorts(outputs, words), place * words);
    }
    return all;
  };
  return { rows: flat(rows, ports), labels: flat(labels, LABELS) };
}

function refuse(message: string): never {
  throw new VnetosError("impossible-route", message);
}
