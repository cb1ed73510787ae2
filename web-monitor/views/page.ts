import type { State } from "../state/state.ts";
import { banner } from "./banner.ts";
import { clusterMap } from "./cluster-map.ts";
import { consoleView } from "./console.ts";
import { h, setAttribute } from "./element.ts";
import { entryCard } from "./entry-card.ts";
import { guarded } from "./guarded.ts";
import { masthead } from "./masthead.ts";
import { runList } from "./run-list.ts";
import { switchQueues } from "./switch-queues.ts";
import { toasts } from "./toasts.ts";
import type { MakeView, View, ViewTools } from "./view.ts";

/** The parts of the page, each in its place. A new view is a new row here. */
const PARTS: readonly {
  readonly name: string;
  readonly place: "top" | "left" | "right" | "over";
  readonly make: MakeView;
}[] = [
  { name: "The head line", place: "top", make: masthead },
  { name: "The connection banner", place: "top", make: banner },
  { name: "The way in", place: "top", make: entryCard },
  { name: "The cluster", place: "left", make: clusterMap },
  { name: "The switch's queues", place: "left", make: switchQueues },
  { name: "The list of runs", place: "right", make: runList },
  { name: "The output", place: "right", make: consoleView },
  { name: "The messages", place: "over", make: toasts },
];

/** The whole page as one view: each part guarded, so that one that throws does not take the page down. */
export function page(tools: ViewTools): View {
  const places = {
    top: h("div", { class: "top" }),
    left: h("div", { class: "left" }),
    right: h("div", { class: "right" }),
    over: h("div", { class: "over" }),
  };
  const main = h("main", { class: "work" }, places.left, places.right);
  const dom = h("div", { class: "page" }, places.top, main, places.over);
  const views = PARTS.map(({ name, place, make }) => {
    const view = guarded(name, make, tools);
    places[place].append(view.dom);
    return view;
  });
  return {
    dom,
    update(state, previous) {
      setAttribute(dom, "data-phase", state.connection.phase);
      main.hidden = isShut(state);
      for (const view of views) view.update(state, previous);
    },
    destroy() {
      for (const view of views) view.destroy();
    },
  };
}

function isShut({ connection }: State): boolean {
  return connection.phase === "no-token" || connection.phase === "refused";
}
