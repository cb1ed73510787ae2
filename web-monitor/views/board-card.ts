import type { NodeView } from "#protocol";
import { bytes } from "../format.ts";
import { colourOf, colourVariable } from "../palette.ts";
import type { State } from "../state/state.ts";
import { h, setAttribute, setText } from "./element.ts";
import { KeyedList, type Row } from "./keyed-list.ts";
import { meter } from "./meter.ts";
import type { ViewTools } from "./view.ts";
import { type WorkerItem, workerRow } from "./worker-row.ts";

export interface BoardItem {
  readonly node: NodeView;
  readonly state: State;
}

export interface BoardCard extends Row<BoardItem> {
  readonly dom: HTMLElement;
}

/** A board: what it is, how it is, and what runs on it. Its name shows its output in the console. */
export function boardCard({ node }: BoardItem, tools: ViewTools): BoardCard {
  const name = nameButton(node.name, tools);
  const state = h("span", { class: "board-state" });
  const kind = h("span", { class: "board-kind" });
  const restarts = h("span", { class: "board-restarts" });
  const memory = meter(`Memory of ${node.name}`);
  const free = h("span", { class: "board-free" });
  const reason = h("p", { class: "board-reason" });
  const list = h("ul", { class: "workers", "aria-label": `Workers on ${node.name}` });
  const idle = h("p", { class: "board-idle" }, "no worker");
  const workers = new KeyedList<WorkerItem>(
    list,
    ({ worker }) => String(worker.id),
    (item) => workerRow(item, tools),
  );
  const dom = h(
    "article",
    { class: "board", "aria-label": `Board ${node.name}`, "data-node": node.name },
    h("header", { class: "board-head" }, name, state, h("span", { class: "gap" }), kind, restarts),
    h("div", { class: "board-memory" }, memory.dom, free),
    reason,
    list,
    idle,
  );
  return {
    dom,
    update({ node: now, state: all }) {
      setAttribute(dom, "data-state", now.state);
      dom.style.setProperty("--own", colourVariable(colourOf(all.nodes, now.name)));
      name.setAttribute("aria-pressed", String(all.choices.consoleNode === now.name));
      setText(state, now.state);
      setText(kind, now.info?.kind ?? now.origin);
      setAttribute(
        state,
        "title",
        `${now.info?.kind ?? "unknown kind"}, ${now.origin}, at ${now.url}`,
      );
      setText(restarts, now.restarts > 0 ? `restarted ${now.restarts}×` : "");
      setText(reason, now.state === "up" ? "" : (now.reason ?? ""));
      showMemory(now, memory.show, free);
      setAttribute(list, "data-many", String(now.workers.length > 1));
      workers.update(now.workers.map((worker) => ({ node: now, worker, state: all })));
      idle.hidden = now.workers.length > 0 || now.state !== "up";
    },
  };
}

function nameButton(node: string, tools: ViewTools): HTMLButtonElement {
  return h(
    "button",
    {
      type: "button",
      class: "board-name",
      title: `Show only the output of ${node}`,
      on: {
        click: (event) => {
          const on = (event.currentTarget as HTMLElement).getAttribute("aria-pressed") === "true";
          tools.dispatch({ type: "chosen", choices: { consoleNode: on ? undefined : node } });
        },
      },
    },
    node,
  );
}

function showMemory(
  node: NodeView,
  show: (share: number, text: string) => void,
  free: HTMLElement,
): void {
  const { memory } = node;
  if (!memory) {
    show(0, "not known");
    setText(free, "");
    return;
  }
  const total = memory.used + memory.free;
  show(memory.used / Math.max(1, total), `${bytes(memory.used)} of ${bytes(total)}`);
  setText(free, `${bytes(memory.free)} free`);
}
