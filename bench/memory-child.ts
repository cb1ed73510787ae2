/** Process: makes many VMs with the program on standard input; prints the heap that each takes, kB. */
import { readFileSync } from "node:fs";
import { LuaVm } from "../lua-runtime/src/vm/lua-vm.ts";

const VMS = 300;
const program = new Uint8Array(readFileSync(0));
const collect = (globalThis as { gc?: () => void }).gc;
if (!collect) throw new Error("run with --expose-gc");

const make = (): LuaVm => {
  const vm = new LuaVm({
    now: () => performance.now(),
    memoryBytes: 16_777_216,
    natives: {},
    print: () => {},
  });
  const refusal = vm.load(program, "program");
  if (refusal) throw new Error(refusal.message);
  return vm;
};

const heap = (): number => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

make();
const before = heap();
const vms = Array.from({ length: VMS }, make);
const after = heap();
process.stdout.write(String((after - before) / vms.length / 1000));
