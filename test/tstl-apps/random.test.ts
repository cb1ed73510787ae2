import { expect, it } from "vitest";
import { runWorld } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";
import { mrg32k3a } from "../support/node-world-random.ts";

it.each([
  [0, 0],
  [1, 7],
  [2147483645, 2147483645],
])("random(%i, %i) draws the digits of its definition", (seed, stream) => {
  const program = `import { random } from "vnetos";
    const draw = random(${seed}, ${stream});
    for (let i = 0; i < 300; i++) console.log(String(draw()));`;
  const [result] = runWorld(compileText(program), { size: 1 });
  const numbers = mrg32k3a(seed, stream);
  const expected = Array.from({ length: 300 }, () => String(numbers.next().value));
  expect(result?.lines).toEqual(expected);
});
