import * as faults from "../../../tstl-apps/toolchain/faults.ts";
import * as valueFaults from "../../../tstl-apps/toolchain/value-faults.ts";
import type { ConformanceClass } from "./conformance-classes.ts";
import { linesInNode, outcomesOn } from "./conformance-run.ts";
import { VMS, type Vm } from "./vms.ts";

/** The guide with its tables made anew. */
export async function withTables(
  guide: string,
  classes: readonly ConformanceClass[],
): Promise<string> {
  const tables = { classes: await classTable(classes), refusals: refusalTable() };
  return Object.entries(tables).reduce((text, [name, table]) => {
    const part = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- end -->)`);
    if (!part.test(text)) throw new Error(`the guide has no part ${name}`);
    return text.replace(part, (_whole, start, end) => `${start}\n${table}\n${end}`);
  }, guide);
}

async function classTable(classes: readonly ConformanceClass[]): Promise<string> {
  const head = ["class", "what holds", ...VMS.map(({ name }) => name), "refused", "stopped"];
  const counts = classes.map(() => VMS.map(() => 0));
  for (const [i, one] of classes.entries())
    for (const [v, vm] of VMS.entries()) (counts[i] as number[])[v] = await agreeing(vm, one);
  const rows = classes.map(({ title, text, refused, stopped }, i) => {
    const codes = [...new Set(refused.map(({ code }) => code))].sort();
    return [
      title,
      text.replaceAll("\n", " "),
      ...(counts[i] ?? []),
      codes.join(", "),
      stopped.length || "",
    ];
  });
  const total = VMS.map((_vm, v) => counts.reduce((sum, row) => sum + (row[v] ?? 0), 0));
  const refused = classes.reduce((sum, one) => sum + one.refused.length, 0);
  const stopped = classes.reduce((sum, one) => sum + one.stopped.length, 0);
  return markdown([head, ...rows, ["**all**", "", ...total, `${refused} programs`, stopped]]);
}

async function agreeing(vm: Vm, { agree }: ConformanceClass): Promise<number> {
  if (agree.length === 0) return 0;
  const outcomes = outcomesOn(vm, agree);
  const same = await Promise.all(
    agree.map(async (program, i) => {
      const outcome = outcomes[i];
      const lines = await linesInNode(program);
      return outcome?.error === undefined && outcome?.lines.join("\n") === lines.join("\n");
    }),
  );
  return same.filter(Boolean).length;
}

/** Every fault of ours, by its code. */
function refusalTable(): string {
  const all = Object.values({ ...faults, ...valueFaults }).flatMap(
    (factory) => sample(factory as Factory) ?? [],
  );
  const rows = all
    .filter(({ code }) => /^VN\d+$/.test(code))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, message, advice }) => [code, message, advice ?? ""]);
  return markdown([["code", "what", "what to do"], ...rows]);
}

type Factory = (...args: readonly unknown[]) => faults.Fault;

/** A fault of a factory, whose arguments are texts or lists of them; none of what is no factory. */
function sample(factory: Factory): faults.Fault | undefined {
  for (const last of ["…", ["…"]]) {
    try {
      const fault = factory("…", last, last);
      return { ...fault, code: String(fault.code) };
    } catch {
      // It wants the other kind.
    }
  }
  return undefined;
}

function markdown(rows: readonly (readonly (string | number)[])[]): string {
  const [head, ...rest] = rows.map((row) => `| ${row.map(cell).join(" | ")} |`);
  return [head, `|${" --- |".repeat(rows[0]?.length ?? 0)}`, ...rest, ""].join("\n");
}

function cell(value: string | number): string {
  return String(value).replaceAll("|", "\\|");
}
