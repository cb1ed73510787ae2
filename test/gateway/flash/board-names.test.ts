import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { boardNames, boardOfSketch, portFault } from "#flash";

const fault = (code: string) =>
  portFault("/dev/ttyUSB0", Object.assign(new Error(`${code}: told by the system`), { code }));

describe("names of boards", () => {
  const none = new Set<string>();
  it.each([
    ["new boards are numbered", "b{n}", [undefined, undefined], none, ["b0", "b1"]],
    ["a board keeps its name", "b{n}", [undefined, "b0", undefined], none, ["b1", "b0", "b2"]],
    ["others' names are left out", "b{n}", [undefined, undefined], new Set(["b0"]), ["b1", "b2"]],
    ["a name of another pattern goes", "lab-{n}-x", ["b0"], none, ["lab-0-x"]],
    ["what looks like a number is none", "b{n}", ["b00", "b1x", "b"], none, ["b0", "b1", "b2"]],
    ["one board needs no number", "gate", [undefined], none, ["gate"]],
    ["a name that stands twice is kept once", "b{n}", ["b1", "b1"], none, ["b1", "b0"]],
  ] as const)("%s", (_, pattern, former, taken, wanted) => {
    expect(boardNames(pattern, former, taken)).toEqual(wanted);
  });
});

describe("what is wrong with a port", () => {
  it("is a permission: what to do stands beside it", () => {
    const { code, message } = fault("EACCES");
    expect(code).toBe("forbidden");
    expect(message).toMatch(/^no permission on \/dev\/ttyUSB0: .*usermod -aG dialout/);
  });
  it.each(["ENOENT", "ENODEV", "ENXIO", "EIO"])("is that it has gone: %s", (code) => {
    expect(fault(code).message).toBe("/dev/ttyUSB0 has gone: is the board plugged in?");
  });
  it("is something else, in the system's words", () => {
    expect(fault("EMFILE").message).toBe("/dev/ttyUSB0: EMFILE: told by the system");
  });
});

describe("the kind of board that a sketch is for", () => {
  const yaml = [
    "default_profile: psram",
    "profiles:",
    "  plain:",
    "    fqbn: esp32:esp32:esp32:CPUFreq=240",
    "  psram:",
    "    notes: An ESP32 with PSRAM.",
    "    fqbn: esp32:esp32:esp32:PSRAM=enabled,CPUFreq=240",
  ];
  it.each([
    ["of its default profile", yaml, "esp32:esp32:esp32:PSRAM=enabled,CPUFreq=240"],
    ["of the first one without a default", yaml.slice(1), "esp32:esp32:esp32:CPUFreq=240"],
    ["an ESP32 where the file names none", ["profiles:"], "esp32:esp32:esp32"],
    ["an ESP32 without such a file", undefined, "esp32:esp32:esp32"],
  ])("is %s", (_, lines, wanted) => {
    const folder = mkdtempSync(join(tmpdir(), "vnetos-sketch-"));
    if (lines) writeFileSync(join(folder, "sketch.yaml"), `${lines.join("\n")}\n`);
    expect(boardOfSketch(folder)).toBe(wanted);
    rmSync(folder, { recursive: true });
  });
});
