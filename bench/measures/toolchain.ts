import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { packageRoot } from "#cluster";
import { app, type Lab } from "../lab.ts";
import { median, medianTime } from "../median.ts";
import type { Row } from "../row.ts";

const HELLO = "tstl-apps/hello/main.ts";

/** Compile times, and the time from `run` to the first output on eight boards. */
export async function toolchain(lab: Lab): Promise<Row[]> {
  const cold = median(Array.from({ length: 3 }, compileInNewProcess));
  const hello = app(HELLO);
  const edited = (i: number) => ({
    ...hello,
    files: { "main.ts": `${hello.files["main.ts"]}\n// edit ${i} ${process.pid}\n` },
  });
  const { cluster } = lab.gateway;
  await cluster.programs.compile(edited(-1));
  const warm = await medianTime(9, (i) => cluster.programs.compile(edited(i)));
  const firsts: number[] = [];
  for (let i = 100; i < 107; i++) firsts.push((await lab.run(edited(i))).firstOutputMs);
  return [
    { id: "compile.cold", what: "compile hello, new process", value: cold, unit: "ms" },
    { id: "compile.warm", what: "compile an edit of hello, warm", value: warm, unit: "ms" },
    {
      id: "run.first-output",
      what: "edited source to first output on eight boards, warm",
      value: median(firsts),
      unit: "ms",
      target: "<= 1000 ms",
    },
  ];
}

function compileInNewProcess(): number {
  const startedAt = performance.now();
  const bin = join(packageRoot, "gateway/bin/vnetos.mjs");
  const { status, stderr } = spawnSync(process.execPath, [
    bin,
    "compile",
    join(packageRoot, HELLO),
  ]);
  if (status !== 0) throw new Error(String(stderr));
  return performance.now() - startedAt;
}
