import type { NodeView } from "#protocol";
import { type Layout, layOut } from "../picture/geometry.ts";
import type { State } from "../state/state.ts";
import { type BoardItem, boardCard } from "./board-card.ts";
import { h } from "./element.ts";
import { KeyedList } from "./keyed-list.ts";
import { linkPopover } from "./link-popover.ts";
import { switchLabel } from "./switch-label.ts";
import { TrafficCanvas } from "./traffic-canvas.ts";
import type { View, ViewTools } from "./view.ts";
import { Wires } from "./wires.ts";

/** Size to draw in when the page has none yet. */
const UNMEASURED = { width: 900, height: 600 } as const;

/** The picture of the cluster: boards left and right, the switch in the middle, messages on their way. */
export function clusterMap(tools: ViewTools): View {
  const wires = new Wires(tools);
  const traffic = new TrafficCanvas();
  const label = switchLabel(tools);
  const popover = linkPopover(tools);
  const seats = h("div", { class: "seats" });
  const aside = h("div", { class: "unwired" });
  const stage = h("div", { class: "stage" }, wires.dom, traffic.dom, label.dom, seats, popover.dom);
  const dom = h("section", { class: "panel map", "aria-label": "Cluster" }, stage, aside);
  const cards = boardList(seats, tools);
  const others = boardList(aside, tools);
  let layout: Layout | undefined;
  let state: State | undefined;

  const place = () => {
    if (!state) return;
    const boards = wiredBoards(state);
    layout = layOut(
      stage.clientWidth || UNMEASURED.width,
      stage.clientHeight || UNMEASURED.height,
      boards.length,
    );
    wires.draw(state, boards, layout);
    traffic.place(layout, boards);
    placeCards(seats, layout);
    placeLabel(stage, layout);
    wires.show(state, boards);
  };
  const watcher = new ResizeObserver(place);
  watcher.observe(stage);

  return {
    dom,
    update(now, previous) {
      const boards = wiredBoards(now);
      const redraw = !layout || shapeOf(now) !== (previous && shapeOf(previous));
      state = now;
      cards.update(boards.map((node) => ({ node, state: now })));
      others.update(unwiredNodes(now).map((node) => ({ node, state: now })));
      if (redraw) place();
      wires.show(now, boards);
      label.update(now, previous);
      popover.update(now, previous);
      if (now.burst && now.burst !== previous?.burst) traffic.start(now.burst);
    },
    destroy() {
      watcher.disconnect();
      traffic.destroy();
    },
  };
}

function boardList(parent: HTMLElement, tools: ViewTools): KeyedList<BoardItem> {
  return new KeyedList<BoardItem>(
    parent,
    ({ node }) => node.name,
    (item) => boardCard(item, tools),
  );
}

function wiredBoards(state: State): readonly NodeView[] {
  return state.nodes.filter((node) => node.switchPorts !== undefined);
}

function unwiredNodes(state: State): readonly NodeView[] {
  return state.nodes.filter((node) => node.switchPorts === undefined);
}

/** What the drawing depends on; all else is shown on what is drawn. */
function shapeOf(state: State): string {
  const boards = wiredBoards(state).map((node) => `${node.name}:${node.switchPorts?.join()}`);
  return `${boards.join(" ")} ${state.topology?.name} ${state.topology?.edges.join(" ")}`;
}

function placeCards(seats: HTMLElement, layout: Layout): void {
  layout.seats.forEach(({ card, side }, index) => {
    const element = seats.children[index];
    if (!(element instanceof HTMLElement)) return;
    element.dataset.side = side;
    element.style.left = `${card.x}px`;
    element.style.top = `${card.y}px`;
    element.style.width = `${card.width}px`;
    element.style.height = `${card.height}px`;
  });
}

/** The label has the room between the two columns of cards; the style sheet needs to know how much. */
function placeLabel(stage: HTMLElement, layout: Layout): void {
  const cardWidth = layout.seats[0]?.card.width ?? 0;
  stage.style.setProperty("--middle", `${layout.width - 2 * cardWidth}px`);
}
