import { describe, expect, it } from "vitest";
import { ManualHost } from "../../support/manual-host.ts";
import { onBench } from "./worker-bench.ts";

/** What the shell writes for these lines; "!" stands before error output. */
async function dialogue(...lines: string[]): Promise<string> {
  const host = new ManualHost();
  const bench = onBench(undefined, { host });
  bench.worker.start();
  await host.settle();
  for (const line of lines) {
    bench.worker.input(`${line}\n`, false, () => undefined);
    await host.advance(0);
  }
  const text = bench.sink.events
    .map(({ stream, text }) => (stream === "err" ? `!${text}` : text))
    .join("");
  return bench.worker.state === "ended" ? `${text}(ended)` : text;
}

describe("the shell", () => {
  const cases: readonly { name: string; lines: string[]; output: string }[] = [
    { name: "shows the value of an expression", lines: ["1 + 1"], output: "> 2\n> " },
    { name: "shows all values", lines: ["1, nil, 'x'"], output: "> 1\tnil\tx\n> " },
    { name: "takes = before an expression", lines: ["=7"], output: "> 7\n> " },
    { name: "runs statements and keeps globals", lines: ["x = 5", "x"], output: "> > 5\n> " },
    { name: "prints", lines: ["print('hi')"], output: "> hi\n> " },
    {
      name: "asks for the rest",
      lines: ["for i = 1, 2 do", "print(i)", "end"],
      output: "> >> >> 1\n2\n> ",
    },
    { name: "asks for the rest of an expression", lines: ["1 +", "2"], output: "> >> 3\n> " },
    {
      name: "shows what does not load",
      lines: ["1 1"],
      output: "> !shell:1: unexpected symbol near '1'\n> ",
    },
    { name: "ignores empty lines", lines: ["", "  "], output: "> > > " },
    { name: "ends at exit", lines: ["exit"], output: "> (ended)" },
    { name: "waits in a call", lines: ["__vnetos.sleep(0)", "1"], output: "> > 1\n> " },
    {
      name: "lives on after an error value",
      lines: ["error({})", "1"],
      output:
        "> !(error object is a table value)\nstack traceback:\n\t[JS]: in function 'error'\n\tshell:1: in main chunk\n> 1\n> ",
    },
  ];

  for (const { name, lines, output } of cases)
    it(name, async () => expect(await dialogue(...lines)).toBe(output));

  it("shows an error with its traceback, and lives on", async () => {
    const text = await dialogue("local x = nil; x.y = 1", "1");
    expect(text).toMatch(
      /^> !shell:1: attempt to index a nil value.*\nstack traceback:\n.*shell:1:/s,
    );
    expect(text).not.toContain("(shell)");
    expect(text.endsWith("> 1\n> ")).toBe(true);
  });

  it("ends with its input, after the last line", async () => {
    const host = new ManualHost();
    const { worker, sink } = onBench(undefined, { host });
    worker.start();
    worker.input("print(1)\nprint(2)", true, () => undefined);
    await host.settle();
    expect(sink.text()).toBe("> 1\n> 2\n> ");
    expect(worker.status().exit).toEqual({ status: "ok" });
  });

  it("survives a loop only by being killed", async () => {
    const bench = onBench(undefined);
    bench.worker.start();
    bench.worker.input("while true do end\n", false, () => undefined);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(bench.worker.state).toBe("running");
    bench.worker.kill();
    await bench.ended;
    expect(bench.worker.status().exit?.status).toBe("killed");
  });
});
