// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import type { GatewayEvent } from "#protocol";
import { LINES_KEPT } from "../../web-monitor/state/console-lines.ts";
import { consoleView } from "../../web-monitor/views/console.ts";
import { Stage } from "./browser-parts.ts";

function print(stage: Stage, node: string, text: string, stream: "out" | "err" = "out"): void {
  const event: GatewayEvent = { seq: 1, time: "", type: "output", node, worker: 1, stream, text };
  stage.dispatch({ type: "events", events: [event], replay: false });
}

const shown = (stage: Stage) => stage.texts(".line-text");

describe("the console", () => {
  test("shows all boards in one stream, each line with its board's name", () => {
    const stage = new Stage(consoleView);
    print(stage, "b0", "hello");
    print(stage, "b1", "oh", "err");
    expect(stage.texts(".line")).toEqual(["b0hello", "b1oh"]);
    expect(stage.find('[data-stream="err"]').textContent).toBe("b1oh");
    expect(stage.find(".empty").hidden).toBe(true);
  });

  test("shows one board alone by its tab, and all again", () => {
    const stage = new Stage(consoleView);
    print(stage, "b0", "zero");
    print(stage, "b1", "one");
    stage.button("b1").click();
    expect(shown(stage)).toEqual(["one"]);
    expect(stage.button("b1").getAttribute("aria-pressed")).toBe("true");
    print(stage, "b0", "more");
    expect(shown(stage)).toEqual(["one"]);
    stage.button("All").click();
    expect(shown(stage)).toEqual(["zero", "one", "more"]);
  });

  test("searches without regard to case, also in what comes later", () => {
    const stage = new Stage(consoleView);
    print(stage, "b0", "Tile 7 done\nelse");
    const search = stage.find<HTMLInputElement>("input");
    search.value = "tILE";
    search.dispatchEvent(new Event("input"));
    print(stage, "b2", "tile 8 done\nelse");
    expect(shown(stage)).toEqual(["Tile 7 done", "tile 8 done"]);
  });

  test("pauses, counts what waits, and goes on with all of it", () => {
    const stage = new Stage(consoleView);
    print(stage, "b0", "before");
    stage.button("Pause").click();
    print(stage, "b0", "a\nb");
    expect(shown(stage)).toEqual(["before"]);
    stage.button("Go on (2 more)").click();
    expect(shown(stage)).toEqual(["before", "a", "b"]);
  });

  test("holds no more elements than lines are kept, whatever is printed", () => {
    const stage = new Stage(consoleView);
    print(stage, "b0", "first");
    for (let n = 0; n < 3; n += 1) print(stage, "b0", "x\n".repeat(LINES_KEPT - 100));
    expect(stage.view.dom.querySelectorAll(".line")).toHaveLength(LINES_KEPT);
    expect(shown(stage)[0]).toBe("x");
  });

  test("clears, and shows only what comes then", () => {
    const stage = new Stage(consoleView);
    print(stage, "b0", "old");
    stage.button("Clear").click();
    expect(shown(stage)).toEqual([]);
    print(stage, "b0", "new");
    expect(shown(stage)).toEqual(["new"]);
  });

  test("shows hostile output as text", () => {
    const stage = new Stage(consoleView);
    print(stage, "b0", "<script>alert(1)</script>");
    expect(stage.view.dom.querySelector("script")).toBeNull();
    expect(shown(stage)).toEqual(["<script>alert(1)</script>"]);
  });

  test("follows the end only while one is at the end", () => {
    const stage = new Stage(consoleView);
    const lines = stage.find(".lines");
    let height = 1_000;
    Object.defineProperties(lines, {
      scrollHeight: { get: () => height },
      clientHeight: { get: () => 200 },
    });
    print(stage, "b0", "a");
    expect(lines.scrollTop).toBe(1_000);
    lines.scrollTop = 300;
    lines.dispatchEvent(new Event("scroll"));
    height = 1_500;
    print(stage, "b0", "b");
    expect(lines.scrollTop).toBe(300);
    lines.scrollTop = 1_300;
    lines.dispatchEvent(new Event("scroll"));
    height = 2_000;
    print(stage, "b0", "c");
    expect(lines.scrollTop).toBe(2_000);
  });
});
