import { expect, it } from "vitest";
import { runWorld } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

it("a span without a trace gives what its work gives, and throws what it throws", () => {
  const program = compileText(
    `import { span } from "vnetos";
     console.log(span("sum", () => 1 + 2));
     span("nothing", () => {});
     try {
       span("fail", (): number => { throw new Error("boom"); });
     } catch (error) {
       console.log((error as Error).message);
     }`,
  );
  expect(runWorld(program, { size: 1 })[0]).toMatchObject({ end: "ok", lines: ["3", "boom"] });
});
