import { type CompilerChoice, hostCompilers } from "./compiler.ts";

/** One way to compile the same sources. */
export interface Variant {
  readonly name: string;
  readonly meaning: string;
  readonly compilers: CompilerChoice;
  /** For compiling and linking. */
  readonly flags: readonly string[];
  readonly linkFlags?: readonly string[];
  /** No operating system: no threads to link with. */
  readonly isBare?: boolean;
  /** For running what was made. */
  readonly environment?: Readonly<Record<string, string>>;
}

const CLANG: CompilerChoice = {
  commands: ["clang"],
  install: "install clang (Debian: apt-get install clang libclang-rt-dev)",
};

const SANITIZERS = "-fsanitize=address,undefined";
const SANITIZED = ["-O1", "-g", "-fno-omit-frame-pointer", "-fno-sanitize-recover=all"];
const REPORTS = {
  ASAN_OPTIONS: "abort_on_error=0:detect_stack_use_after_return=1:exitcode=99",
  UBSAN_OPTIONS: "print_stacktrace=1",
  TSAN_OPTIONS: "halt_on_error=1:exitcode=99",
};
const OPTIMISED = ["-O2", "-g", "-ffunction-sections", "-fdata-sections"];

/** All of them; `native` is what people run. */
export const VARIANTS = {
  native: {
    meaning: "as people run it",
    compilers: hostCompilers(),
    flags: OPTIMISED,
  },
  sanitized: {
    meaning: "with AddressSanitizer and UndefinedBehaviorSanitizer",
    compilers: hostCompilers(),
    flags: [...SANITIZED, SANITIZERS],
    environment: REPORTS,
  },
  threads: {
    meaning: "with ThreadSanitizer",
    compilers: hostCompilers(),
    flags: [...SANITIZED, "-fsanitize=thread"],
    environment: REPORTS,
  },
  m32: {
    meaning:
      "as a 32-bit program with a board's small stacks (Debian: apt-get install gcc-multilib)",
    compilers: hostCompilers(),
    flags: [...OPTIMISED, "-m32", "-DVN_SMALL_STACK"],
  },
  fuzz: {
    meaning: "for libFuzzer, with sanitizers (clang)",
    compilers: CLANG,
    flags: [...SANITIZED, "-fsanitize=fuzzer-no-link", SANITIZERS],
    linkFlags: ["-fsanitize=fuzzer"],
    environment: REPORTS,
  },
  coverage: {
    meaning: "counts the lines that run (clang, llvm-cov)",
    compilers: CLANG,
    flags: ["-O1", "-g", "-fprofile-instr-generate", "-fcoverage-mapping"],
  },
  rv32: {
    meaning: "for a 32-bit RISC-V, with picolibc",
    compilers: {
      commands: ["riscv64-unknown-elf-gcc"],
      install:
        "install the cross compiler (Debian: apt-get install gcc-riscv64-unknown-elf picolibc-riscv64-unknown-elf)",
    },
    flags: [
      ...OPTIMISED,
      "-march=rv32imac",
      "-mabi=ilp32",
      "--specs=picolibc.specs",
      "-DVN_SMALL_STACK",
    ],
    isBare: true,
  },
  xtensa: {
    meaning: "for an Xtensa, a close cousin of the ESP32's, with picolibc",
    compilers: {
      commands: ["xtensa-lx106-elf-gcc"],
      install:
        "install the cross compiler (Debian: apt-get install gcc-xtensa-lx106 picolibc-xtensa-lx106-elf)",
    },
    flags: [...OPTIMISED, "-mlongcalls", "-DVN_SMALL_STACK"],
    isBare: true,
  },
} as const satisfies Record<string, Omit<Variant, "name">>;

export type VariantName = keyof typeof VARIANTS;

export function variantOf(name: VariantName): Variant {
  return { name, ...VARIANTS[name] };
}
