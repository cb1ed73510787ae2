/** Where the C comes from and how it is built: from a fresh clone to a program, with a C compiler and nothing else. */
export { filesBelow } from "./compile/parts.ts";
export { buildLibraries, buildProgram, type Program } from "./compile/program.ts";
export { VARIANTS, type Variant, type VariantName, variantOf } from "./compile/variants.ts";
export type { BuildOptions } from "./compile/workshop.ts";
export { FirmwareError, type FirmwareReason, type OnProgress } from "./firmware-error.ts";
export { cacheFolder } from "./folders.ts";
export { nativeBoard } from "./native-board.ts";
export { sketchFolder } from "./sketch.ts";
export { getSource, type SourceOptions } from "./sources/get-source.ts";
export { profileFile } from "./tools/coverage.ts";
export { checkEsp32 } from "./tools/esp32-check.ts";
export { buildFuzzer, dictionaryOf, fuzzTargets } from "./tools/fuzz.ts";
