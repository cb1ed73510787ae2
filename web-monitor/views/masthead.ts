import { count } from "../format.ts";
import type { State, Theme } from "../state/state.ts";
import { h, setAttribute, setText, svg } from "./element.ts";
import type { View, ViewTools } from "./view.ts";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

/** The line at the top: how the cluster is, in one sentence, and how the page looks. */
export function masthead(tools: ViewTools): View {
  const summary = h("p", { class: "summary", role: "status" });
  const phase = h("span", { class: "phase" });
  let theme: Theme = "system";
  const look = h("button", {
    type: "button",
    class: "look",
    on: { click: () => tools.dispatch({ type: "chosen", choices: { theme: after(theme) } }) },
  });
  const dom = h(
    "header",
    { class: "masthead" },
    h("h1", {}, mark(), "VNetOS"),
    summary,
    phase,
    look,
  );
  return {
    dom,
    update(state) {
      theme = state.choices.theme;
      setText(summary, summaryText(state));
      setText(phase, phaseText(state));
      setAttribute(phase, "data-phase", state.connection.phase);
      setText(look, `Theme: ${theme}`);
    },
    destroy() {},
  };
}

function after(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";
}

/** The switch with its links, small. */
function mark(): SVGElement {
  return svg(
    "svg",
    { class: "mark", viewBox: "0 0 24 24", "aria-hidden": "true" },
    svg("path", { d: "M2 5h4l3 4M2 19h4l3-4M22 5h-4l-3 4M22 19h-4l-3-4" }),
    svg("circle", { cx: 12, cy: 12, r: 4.5 }),
  );
}

function summaryText(state: State): string {
  if (state.nodes.length === 0) return "";
  const up = state.nodes.filter((node) => node.state === "up").length;
  const workers = state.nodes
    .flatMap((node) => node.workers)
    .filter((one) => one.state !== "ended");
  const boards = `${up} of ${count(state.nodes.length)} boards up`;
  return `${boards} · ${count(workers.length)} ${workers.length === 1 ? "worker" : "workers"}`;
}

function phaseText({ connection }: State): string {
  switch (connection.phase) {
    case "live":
      return "live";
    case "connecting":
      return "connecting";
    case "away":
      return "gateway away";
    default:
      return "not admitted";
  }
}
