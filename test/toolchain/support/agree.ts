import { describe, expect, test } from "vitest";
import { compileProgram } from "./compile.ts";
import { runInNode } from "./node-reference.ts";
import { VMS } from "./vms.ts";

/** Small programs by name, each run in Node.js and on every VM here; all have to print the same. */
export function agree(group: string, programs: Readonly<Record<string, string>>): void {
  const compiled = new Map<string, string>();
  const luaOf = (source: string): string => {
    const lua = compiled.get(source) ?? compileProgram({ "main.ts": source }).lua;
    compiled.set(source, lua);
    return lua;
  };
  describe.each(VMS)(`${group} on $name`, (vm) => {
    test.skipIf(vm.missing).each(Object.entries(programs))("%s", async (_name, source) => {
      const outcome = vm.run(luaOf(source));
      expect(outcome.error?.message).toBeUndefined();
      expect(outcome.lines).toEqual(await runInNode(source));
    });
  });
}
