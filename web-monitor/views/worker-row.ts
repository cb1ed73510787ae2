import type { NodeView, WorkerStatus } from "#protocol";
import { bytes, percent } from "../format.ts";
import type { State } from "../state/state.ts";
import { workerKey } from "../state/traffic.ts";
import { h, setAttribute, setText } from "./element.ts";
import type { Row } from "./keyed-list.ts";
import { meter } from "./meter.ts";
import type { ViewTools } from "./view.ts";

export interface WorkerItem {
  readonly node: NodeView;
  readonly worker: WorkerStatus;
  readonly state: State;
}

/** One worker on a board's card: rank, name, state, memory of its budget, CPU, and the button that kills it. */
export function workerRow(first: WorkerItem, tools: ViewTools): Row<WorkerItem> {
  const { node, worker } = first;
  const rank = h("span", { class: "rank" });
  const name = h("span", { class: "worker-name" });
  const word = h("span", { class: "worker-state" });
  const memory = meter(`Memory of worker ${worker.id} on ${node.name}`);
  const used = h("span", { class: "worker-memory" });
  const cpu = h("span", { class: "worker-cpu", title: "Share of one processor core" });
  const kill = killButton(node.name, worker.id, tools);
  const dom = h(
    "li",
    { class: "worker", "data-worker": worker.id },
    h("div", { class: "worker-line" }, rank, name, word),
    h("div", { class: "worker-line" }, memory.dom, used, cpu, kill),
  );
  return {
    dom,
    update({ worker: now, state }) {
      setText(rank, now.world ? String(now.world.rank) : "–");
      setAttribute(
        rank,
        "title",
        now.world ? `Rank ${now.world.rank} of ${now.world.nodes.length}` : "No rank",
      );
      setText(name, now.name);
      setText(word, stateWord(now));
      setAttribute(dom, "data-state", now.exit?.status ?? now.state);
      setAttribute(dom, "title", now.exit?.error?.message);
      memory.show(now.memory.used / Math.max(1, now.memory.budget), memoryText(now));
      setText(used, bytes(now.memory.used));
      setText(cpu, percent(state.rates.workerCpu.get(workerKey(node.name, now.id)) ?? 0));
      kill.hidden = now.state === "ended";
    },
  };
}

function killButton(node: string, worker: number, tools: ViewTools): HTMLButtonElement {
  const label = `Kill worker ${worker} on ${node}`;
  const button = h(
    "button",
    {
      type: "button",
      class: "kill",
      "aria-label": label,
      title: label,
      on: {
        click: async () => {
          button.disabled = true;
          await tools.commands.killWorker(node, worker);
          button.disabled = false;
        },
      },
    },
    "Kill",
  );
  return button;
}

function stateWord(worker: WorkerStatus): string {
  if (worker.state !== "ended") return worker.state;
  return worker.exit?.status === "ok" ? "ended" : (worker.exit?.status ?? "ended");
}

function memoryText({ memory }: WorkerStatus): string {
  return `${bytes(memory.used)} of ${bytes(memory.budget)}, at most ${bytes(memory.peak)}`;
}
