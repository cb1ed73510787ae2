import { count } from "../format.ts";
import { colourOf, colourVariable } from "../palette.ts";
import type { State } from "../state/state.ts";
import { ConsoleLines } from "./console-lines.ts";
import { h, setAttribute, setText } from "./element.ts";
import { KeyedList, type Row } from "./keyed-list.ts";
import type { View, ViewTools } from "./view.ts";

interface Tab {
  /** undefined: all boards. */
  readonly node: string | undefined;
  readonly state: State;
}

/** What the programs print: all boards in one stream, or one board; searched, paused, cleared. */
export function consoleView(tools: ViewTools): View {
  const lines = new ConsoleLines();
  const tabs = h("div", { class: "tabs", role: "group", "aria-label": "Whose output" });
  const tabList = new KeyedList<Tab>(
    tabs,
    ({ node }) => node ?? "",
    (tab) => tabButton(tab, tools),
  );
  const search = h("input", {
    type: "search",
    class: "search",
    placeholder: "Search output",
    "aria-label": "Search output",
    on: { input: () => tools.dispatch({ type: "chosen", choices: { search: search.value } }) },
  });
  let state: State | undefined;
  const pause = h("button", { type: "button", on: { click: () => togglePause(state, tools) } });
  const clear = h(
    "button",
    { type: "button", on: { click: () => tools.dispatch({ type: "console-cleared" }) } },
    "Clear",
  );
  const empty = h("p", { class: "empty" }, "What programs print appears here.");
  const dom = h(
    "section",
    { class: "panel console", "aria-labelledby": "console-title" },
    h(
      "header",
      { class: "panel-head" },
      h("h2", { id: "console-title" }, "Output"),
      h("div", { class: "console-tools" }, search, pause, clear),
    ),
    tabs,
    empty,
    lines.dom,
  );
  return {
    dom,
    update(now) {
      state = now;
      tabList.update(
        [undefined, ...now.nodes.map(({ name }) => name)].map((node) => ({ node, state: now })),
      );
      setText(pause, pauseText(now));
      setAttribute(pause, "aria-pressed", String(now.choices.pausedAt !== undefined));
      empty.hidden = now.console.lines.length > 0;
      lines.show(now);
    },
    destroy: () => lines.destroy(),
  };
}

function tabButton({ node }: Tab, tools: ViewTools): Row<Tab> {
  const choose = () => tools.dispatch({ type: "chosen", choices: { consoleNode: node } });
  const dom = h("button", { type: "button", class: "tab", on: { click: choose } }, node ?? "All");
  return {
    dom,
    update({ state }) {
      setAttribute(dom, "aria-pressed", String(state.choices.consoleNode === node));
      if (node) dom.style.setProperty("--own", colourVariable(colourOf(state.nodes, node)));
    },
  };
}

function togglePause(state: State | undefined, tools: ViewTools): void {
  if (!state) return;
  const pausedAt = state.choices.pausedAt === undefined ? state.console.nextId - 1 : undefined;
  tools.dispatch({ type: "chosen", choices: { pausedAt } });
}

function pauseText({ choices, console }: State): string {
  if (choices.pausedAt === undefined) return "Pause";
  const waiting = console.nextId - 1 - choices.pausedAt;
  return waiting > 0 ? `Go on (${count(waiting)} more)` : "Go on";
}
