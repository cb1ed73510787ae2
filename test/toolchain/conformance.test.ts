import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { compileFaults } from "./support/compile.ts";
import { conformanceClasses, type Refused } from "./support/conformance-classes.ts";
import { linesInNode, outcomesOn } from "./support/conformance-run.ts";
import { withTables } from "./support/typescript-guide.ts";
import { isSkipped, VMS } from "./support/vms.ts";

const ALL = conformanceClasses();
const CLASSES = ALL.map((one) => [one.title, one] as const);
const GUIDE = fileURLToPath(new URL("../../docs/typescript.md", import.meta.url));
const VMS_BY_NAME = VMS.map((vm) => [vm.name, vm] as const);

describe.each(CLASSES)("%s", (_title, { agree, refused, stopped }) => {
  for (const [name, vm] of agree.length > 0 ? VMS_BY_NAME : []) {
    const cases = agree.map((program, index) => [program.name, program, index] as const);
    test.skipIf(isSkipped(vm)).each(cases)(`${name}: %s`, async (_name, program, index) => {
      const outcome = outcomesOn(vm, agree)[index];
      expect(outcome?.error?.message).toBeUndefined();
      expect(outcome?.lines).toEqual(await linesInNode(program));
    });
  }
  for (const [name, vm] of stopped.length > 0 ? VMS_BY_NAME : []) {
    const cases = stopped.map((program, index) => [program.name, program, index] as const);
    test.skipIf(isSkipped(vm)).each(cases)(`stopped on ${name}: %s`, async (_name, program, i) => {
      const { lines = [], error } = outcomesOn(vm, stopped)[i] ?? {};
      const told = error?.message.replace(/^program:\d+: /, "");
      expect(told?.slice(0, program.error.length)).toBe(program.error);
      const inNode = await linesInNode(program);
      expect(lines).toEqual(inNode.slice(0, lines.length));
    });
  }
  if (refused.length > 0)
    test.each(refused.map((program) => [program.name, program] as const))("refused: %s", isRefused);
});

function isRefused(_name: string, { files, code, file, line, column }: Refused): void {
  const [fault] = compileFaults(files);
  expect(fault).toMatchObject({ severity: "error", code, file, line, column });
  expect(fault?.sourceLine).toBe(files[file]?.split("\n")[line - 1]);
  expect(fault?.message).toMatch(/\w/);
  if (code.startsWith("VN")) expect(fault?.advice).toMatch(/\w/);
}

test.skipIf(VMS.some(isSkipped))(
  "docs/typescript.md tells this run (npm run conformance makes it)",
  async () => {
    const made = await withTables(readFileSync(GUIDE, "utf8"), ALL);
    await expect(made).toMatchFileSnapshot(GUIDE);
  },
);
