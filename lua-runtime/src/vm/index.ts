/** The Lua VM: budgets, preemption, JSON. */
export { checkProgram } from "./check-program.ts";
export { LuaVm, type NativeTable, type VmOptions, type VmStep } from "./lua-vm.ts";
export {
  failure,
  type Native,
  NativeCall,
  type NativeResults,
  type NativeValue,
  type Wait,
} from "./native-call.ts";
