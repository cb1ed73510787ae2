import { describe, expect, test } from "vitest";
import { formatBytes, formatMs } from "../../../gateway/src/cli/ui/bytes.ts";
import { createPrefixer } from "../../../gateway/src/cli/ui/prefix.ts";
import { createProgress } from "../../../gateway/src/cli/ui/progress.ts";
import { hasColour, inNodeColour, styleFor } from "../../../gateway/src/cli/ui/style.ts";
import { formatTable } from "../../../gateway/src/cli/ui/table.ts";

const plain = styleFor({ isTTY: false }, {});
const coloured = styleFor({ isTTY: true }, {});

describe("bytes", () => {
  test.each([
    [0, "0 B"],
    [999, "999 B"],
    [1_000, "1 kB"],
    [1_249, "1.2 kB"],
    [9_949, "9.9 kB"],
    [9_950, "10 kB"],
    [65_536, "66 kB"],
    [999_499, "999 kB"],
    [999_500, "1 MB"],
    [16_777_216, "17 MB"],
    [3.2e9, "3.2 GB"],
  ])("%i is %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe("durations", () => {
  test.each([
    [0, "0 ms"],
    [0.42, "0.4 ms"],
    [12.4, "12 ms"],
    [999.4, "999 ms"],
    [999.6, "1 s"],
    [1_340, "1.3 s"],
    [45_000, "45 s"],
    [59_400, "59 s"],
    [59_600, "1 min"],
    [125_000, "2 min 5 s"],
    [3_600_000, "1 h"],
    [12_000_000, "3 h 20 min"],
    [435_600_000, "5 d 1 h"],
  ])("%d ms is %s", (ms, text) => {
    expect(formatMs(ms)).toBe(text);
  });
});

describe("colours", () => {
  test.each([
    ["a terminal", true, {}, true],
    ["no terminal", false, {}, false],
    ["a terminal that can do nothing", true, { TERM: "dumb" }, false],
    ["NO_COLOR", true, { NO_COLOR: "1" }, false],
    ["an empty NO_COLOR", true, { NO_COLOR: "" }, true],
    ["FORCE_COLOR", false, { FORCE_COLOR: "1" }, true],
    ["FORCE_COLOR over NO_COLOR", false, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
    ["FORCE_COLOR=0", true, { FORCE_COLOR: "0" }, false],
  ])("%s", (_, isTTY, env, expected) => {
    expect(hasColour({ isTTY }, env)).toBe(expected);
  });

  test("eight boards have eight colours, each the same every time", () => {
    const shown = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => inNodeColour(coloured, `b${i}`, "x"));
    expect(new Set(shown).size).toBe(8);
    expect(inNodeColour(coloured, "b3", "x")).toBe(shown[3]);
    expect(inNodeColour(plain, "lab-pi", "x")).toBe("x");
  });
});

describe("tables", () => {
  test("numbers and quantities stand right, names left, and no line ends with a space", () => {
    const rows = [
      ["b0", "3", "1.2 MB", "2 min 5 s", "up"],
      ["board-10", "-", "16 kB", "12 ms", ""],
    ];
    expect(formatTable(["NODE", "WORKERS", "MEMORY", "AGE", "STATE"], rows, plain)).toBe(
      [
        "NODE      WORKERS  MEMORY        AGE  STATE",
        "b0              3  1.2 MB  2 min 5 s  up",
        "board-10        -   16 kB      12 ms",
      ].join("\n"),
    );
  });

  test("colours and wide characters do not move columns", () => {
    const rows = [
      [coloured.red("ab"), "x"],
      ["漢字", "x"],
      ["e\u0301e\u0301e\u0301e\u0301", "x"],
    ];
    const [, ...lines] = formatTable(["N", "M"], rows, plain).split("\n");
    expect(lines).toEqual([
      `${coloured.red("ab")}    x`,
      "漢字  x",
      "e\u0301e\u0301e\u0301e\u0301  x",
    ]);
  });

  test("a row that is too short is filled, a table without rows is its head", () => {
    expect(formatTable(["A", "B"], [["1"]], plain)).toBe("A  B\n1");
    expect(formatTable(["A", "B"], [], plain)).toBe("A  B");
  });
});

describe("prefixed output", () => {
  function setUp() {
    const lines: string[] = [];
    const prefixer = createPrefixer((line) => lines.push(line), plain);
    const write = (key: string, text: string, stream: "out" | "err" = "out") =>
      prefixer.write({ key, node: key.split("/")[0] ?? "", stream, text });
    return { lines, prefixer, write };
  }

  test("each line has its board before it", () => {
    const { lines, write } = setUp();
    write("b3/1", "one\ntwo\n\nfour\n");
    expect(lines).toEqual(["b3 │ one", "b3 │ two", "b3 │", "b3 │ four"]);
  });

  test("parts of lines wait for their end, of each worker and stream apart", () => {
    const { lines, prefixer, write } = setUp();
    write("b0/1", "hel");
    write("b0/2", "other ");
    write("b0/1", "warn", "err");
    write("b0/1", "lo\nrest");
    write("b0/2", "worker\n");
    expect(lines).toEqual(["b0 │ hello", "b0 │ other worker"]);
    prefixer.flush();
    expect(lines.slice(2)).toEqual(["b0 │ warn", "b0 │ rest"]);
    prefixer.flush();
    expect(lines).toHaveLength(4);
  });

  test("names are aligned, and line feeds of Windows are line feeds", () => {
    const { lines, write } = setUp();
    write("b10/1", "a\r\n");
    write("b2/1", "b\n");
    expect(lines).toEqual(["b10 │ a", "b2  │ b"]);
  });

  test("a line without an end is cut, and nothing of it is lost", () => {
    const { lines, prefixer, write } = setUp();
    for (let i = 0; i < 20; i++) write("b0/1", "x".repeat(10_000));
    expect(lines.length).toBe(3);
    prefixer.flush();
    expect(lines.map((line) => line.slice("b0 │ ".length)).join("")).toBe("x".repeat(200_000));
  });
});

describe("progress", () => {
  function setUp(isTTY: boolean, quiet = false) {
    let text = "";
    const stream = { isTTY, write: (part: string) => (text += part) };
    return { progress: createProgress({ quiet, stream }), text: () => text };
  }

  test("without a terminal: one line for each text, no control characters", () => {
    const { progress, text } = setUp(false);
    progress.start("starting 8 boards");
    progress.line("b3 is late");
    progress.stop();
    expect(text()).toBe("starting 8 boards\nb3 is late\n");
  });

  test("on a terminal: what is shown is gone after stop, lines stay", () => {
    const { progress, text } = setUp(true);
    progress.start("starting");
    progress.line("b3 is late");
    progress.stop();
    const screen = text()
      .split("\n")
      .map((line) => line.split("\r\u001b[2K").at(-1));
    expect(screen).toEqual(["b3 is late", ""]);
    expect(text()).toContain("starting");
  });

  test("stop without start, and quiet, write nothing", () => {
    const idle = setUp(true);
    idle.progress.stop();
    expect(idle.text()).toBe("");
    const quiet = setUp(true, true);
    quiet.progress.start("starting");
    quiet.progress.line("late");
    quiet.progress.stop();
    expect(quiet.text()).toBe("");
  });
});
