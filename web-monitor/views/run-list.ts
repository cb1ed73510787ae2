import type { RankView, RunView } from "#protocol";
import { duration } from "../format.ts";
import { h, setAttribute, setText } from "./element.ts";
import { KeyedList, type Row } from "./keyed-list.ts";
import type { View, ViewTools } from "./view.ts";

/** Runs, newest first: state, a square for each rank, and a button that stops it. */
export function runList(tools: ViewTools): View {
  const list = h("ul", { class: "runs" });
  const none = h(
    "p",
    { class: "empty" },
    "Nothing has run yet. Try ",
    h("code", {}, "npx vnetos run tstl-apps/hello/main.ts"),
  );
  const dom = h(
    "section",
    { class: "panel run-list", "aria-labelledby": "runs-title" },
    h("header", { class: "panel-head" }, h("h2", { id: "runs-title" }, "Runs")),
    none,
    list,
  );
  const rows = new KeyedList<RunView>(
    list,
    (run) => run.id,
    (run) => runRow(run, tools),
  );
  return {
    dom,
    update(state, previous) {
      if (state.runs === previous?.runs) return;
      rows.update(state.runs);
      none.hidden = state.runs.length > 0;
    },
    destroy() {},
  };
}

function runRow({ id }: RunView, tools: ViewTools): Row<RunView> {
  const name = h("span", { class: "run-name" });
  const word = h("span", { class: "run-state" });
  const time = h("span", { class: "run-time" });
  const ranks = h("span", { class: "ranks", role: "img" });
  const message = h("p", { class: "run-error" });
  const stop = h(
    "button",
    {
      type: "button",
      class: "stop",
      on: {
        click: async () => {
          stop.disabled = true;
          await tools.commands.stopRun(id);
          stop.disabled = false;
        },
      },
    },
    "Stop",
  );
  const line = h(
    "div",
    { class: "run-line" },
    name,
    h("code", { class: "run-id" }, id),
    ranks,
    word,
    time,
    stop,
  );
  const dom = h("li", { class: "run", "data-run": id }, line, message);
  return {
    dom,
    update(run) {
      setText(name, run.name);
      setText(word, runWord(run));
      setText(time, run.state === "ended" ? duration(run.elapsedMs) : startedText(run));
      setAttribute(dom, "data-state", run.exit?.status ?? run.state);
      setAttribute(stop, "aria-label", `Stop run ${run.name} ${id}`);
      stop.hidden = run.state === "ended";
      ranks.replaceChildren(...run.ranks.map(rankSquare));
      setAttribute(ranks, "aria-label", ranksText(run.ranks));
      setText(message, errorText(run));
    },
  };
}

function runWord(run: RunView): string {
  if (run.state !== "ended") return run.state;
  return run.exit?.status === "ok" ? "done" : (run.exit?.status ?? "ended");
}

function startedText(run: RunView): string {
  return `since ${new Date(run.startedAt).toLocaleTimeString("en-GB")}`;
}

function rankSquare(rank: RankView): HTMLElement {
  const state = rank.exit?.status ?? "running";
  return h("span", {
    class: "rank-square",
    "data-state": state,
    title: `rank ${rank.rank} on ${rank.node}: ${state}`,
  });
}

function ranksText(ranks: readonly RankView[]): string {
  const words = ranks.map((rank) => rank.exit?.status ?? "running");
  const kinds = [...new Set(words)];
  return kinds.map((kind) => `${words.filter((word) => word === kind).length} ${kind}`).join(", ");
}

function errorText({ exit }: RunView): string {
  if (!exit?.error) return "";
  return exit.error.traceback ?? exit.error.message;
}
