import { count, lineSpeed, perSecond } from "../format.ts";
import type { State } from "../state/state.ts";
import { h, setText } from "./element.ts";
import type { View, ViewTools } from "./view.ts";

const TOPOLOGIES = ["ring", "mesh", "torus", "star", "tree", "hypercube", "full"] as const;

/** Above the switch the topology to choose, below it what the switch does now. */
export function switchLabel(tools: ViewTools): View {
  const custom = h("option", { value: "custom", disabled: true, hidden: true }, "custom");
  const select = h(
    "select",
    { id: "topology", on: { change: () => void choose() } },
    ...TOPOLOGIES.map((name) => h("option", { value: name }, name)),
    custom,
  );
  const rate = h("strong", { class: "switch-rate" });
  const unit = h("span", { class: "switch-unit" }, "frames/s");
  const about = h("span", { class: "switch-about" });
  let current = "";

  // The selector shows what is, never what was only asked for.
  const choose = async () => {
    const wanted = select.value;
    select.value = current;
    select.disabled = true;
    await tools.commands.setTopology(wanted);
    select.disabled = false;
    if (document.activeElement === document.body) select.focus();
  };

  const dom = h(
    "div",
    { class: "switch-label" },
    h("div", { class: "switch-top" }, h("label", { for: "topology" }, "Topology"), select),
    h("div", { class: "switch-bottom" }, h("span", { class: "switch-now" }, rate, unit), about),
  );
  return {
    dom,
    update(state) {
      const name = state.topology?.name ?? "";
      const known = TOPOLOGIES.some((topology) => topology === name);
      custom.hidden = known;
      if (name !== current || select.value === "") {
        current = known ? name : "custom";
        select.value = current;
      }
      setText(rate, perSecond(framesPerSecond(state)));
      setText(about, aboutText(state));
    },
    destroy() {},
  };
}

function framesPerSecond(state: State): number {
  return [...state.rates.ports.values()].reduce((sum, port) => sum + port.in, 0);
}

function aboutText({ switch: it, topology }: State): string {
  if (!it) return "no switch";
  if (it.state === "lost") return `switch ${it.id} does not answer`;
  const edges = topology?.edges.length ?? 0;
  return `switch ${it.id} · ${lineSpeed(it.lineSpeed)} · ${count(edges)} neighbour pairs`;
}
