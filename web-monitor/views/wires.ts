import type { NodeView } from "#protocol";
import { colourOf, colourVariable } from "../palette.ts";
import { CHORD_INSET, cableCurve, chordCurve, pointOn, svgPath } from "../picture/curves.ts";
import { type Layout, onRim, type Point, type Seat } from "../picture/geometry.ts";
import { LINK_STATE_WORDS, linkStateOf } from "../picture/link-state.ts";
import type { State } from "../state/state.ts";
import { setAttribute, svg } from "./element.ts";
import type { ViewTools } from "./view.ts";

/** The drawn part of the picture: the switch, the topology's edges inside it, and two links to each board. */
export class Wires {
  readonly dom = svg("svg", { class: "wires", role: "group", "aria-label": "Links to the switch" });
  readonly #body = svg("circle", { class: "switch-body" });
  readonly #edges = svg("g", { class: "edges", "aria-hidden": "true" });
  readonly #seats = svg("g", { "aria-hidden": "true" });
  readonly #cables = svg("g", { class: "cables" });
  readonly #tools: ViewTools;

  constructor(tools: ViewTools) {
    this.#tools = tools;
    this.dom.append(this.#body, this.#edges, this.#seats, this.#cables);
  }

  /** Draws anew: after a change of size, boards or topology. */
  draw(state: State, boards: readonly NodeView[], layout: Layout): void {
    this.dom.setAttribute("viewBox", `0 0 ${layout.width} ${layout.height}`);
    this.#body.setAttribute("cx", String(layout.centre.x));
    this.#body.setAttribute("cy", String(layout.centre.y));
    this.#body.setAttribute("r", String(layout.radius));
    this.#edges.replaceChildren(...edges(state, boards, layout));
    this.#seats.replaceChildren(...seatDots(state, boards, layout));
    const focused = document.activeElement?.getAttribute("data-link");
    this.#cables.replaceChildren(
      ...boards.flatMap((board, index) => {
        const seat = layout.seats[index];
        return seat ? [0, 1].map((link) => this.#makeCable(board.name, link, seat, layout)) : [];
      }),
    );
    if (focused) this.#cable(focused)?.focus();
  }

  /** Shows state and traffic on what is drawn. */
  show(state: State, boards: readonly NodeView[]): void {
    for (const board of boards) {
      for (const link of [0, 1]) {
        const element = this.#cable(`${board.name}/${link}`);
        if (element) showLink(element, state, board, link);
      }
    }
    const busy = busyPairs(state, boards);
    for (const edge of this.#edges.children) {
      const pair = `${edge.getAttribute("data-a")} ${edge.getAttribute("data-b")}`;
      setAttribute(edge, "data-busy", String(busy.has(pair)));
    }
    setAttribute(this.#body, "data-state", state.switch?.state ?? "lost");
  }

  #cable(name: string): SVGElement | null {
    return this.#cables.querySelector<SVGElement>(`[data-link="${CSS.escape(name)}"]`);
  }

  #makeCable(board: string, link: number, seat: Seat, layout: Layout): SVGElement {
    const cable = seat.links[link === 0 ? 0 : 1];
    const curve = cableCurve(cable, layout);
    const path = svgPath(curve);
    const name = `${board}/${link}`;
    const choose = () => this.#tools.dispatch({ type: "chosen", choices: { link: name } });
    const group = svg(
      "g",
      { class: "cable", role: "button", tabindex: 0, "data-link": name, on: { click: choose } },
      svg("path", { class: "cable-hit", d: path }),
      svg("path", { class: "cable-line", d: path }),
      svg("circle", { class: "pin", cx: cable.pin.x, cy: cable.pin.y, r: 5 }),
      faultMark(pointOn(curve, 0.42)),
    );
    group.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose();
    });
    return group;
  }
}

function edges(state: State, boards: readonly NodeView[], layout: Layout): readonly SVGElement[] {
  const seatOf = new Map(boards.map((board, index) => [board.name, layout.seats[index]]));
  return (state.topology?.edges ?? []).flatMap(([a, b]) => {
    const [from, to] = [seatOf.get(a), seatOf.get(b)];
    if (!from || !to) return [];
    const d = svgPath(chordCurve(layout, from.angle, to.angle));
    return [svg("path", { class: "edge", d, "data-a": a, "data-b": b })];
  });
}

/** Inside the switch each board is a dot in its colour, where the edges of the topology meet. */
function seatDots(
  state: State,
  boards: readonly NodeView[],
  layout: Layout,
): readonly SVGElement[] {
  return boards.flatMap((board, index) => {
    const seat = layout.seats[index];
    if (!seat) return [];
    const { x, y } = onRim(layout.centre, layout.radius - CHORD_INSET, seat.angle);
    const dot = svg("circle", { class: "seat-dot", cx: x, cy: y, r: 6 });
    dot.style.setProperty("--own", colourVariable(colourOf(state.nodes, board.name)));
    return [dot];
  });
}

/** A sign in the middle of a link, so that a fault does not depend on colour: a cross, or a zigzag. */
function faultMark({ x, y }: Point): SVGElement {
  return svg(
    "g",
    { class: "fault-mark", transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` },
    svg("circle", { r: 9 }),
    svg("path", { class: "mark-cross", d: "M-4 -4L4 4M4 -4L-4 4" }),
    svg("path", { class: "mark-noise", d: "M-5 1L-2.5 -3L0 3L2.5 -3L5 1" }),
  );
}

/** Pairs of boards, both ways round, that the last burst went between; none when nothing moves. */
function busyPairs(state: State, boards: readonly NodeView[]): ReadonlySet<string> {
  if (state.rates.ports.size === 0) return new Set();
  const nameOf = new Map(
    boards.flatMap((board) => (board.switchPorts ?? []).map((port) => [port, board.name])),
  );
  return new Set(
    (state.burst?.flows ?? []).flatMap(({ from, to }) => {
      const [a, b] = [nameOf.get(from ?? -1), nameOf.get(to ?? -1)];
      return a && b ? [`${a} ${b}`, `${b} ${a}`] : [];
    }),
  );
}

function showLink(element: Element, state: State, board: NodeView, link: number): void {
  const name = `${board.name}/${link}`;
  const view = state.links.find((other) => other.node === board.name && other.link === link);
  const rate = state.rates.links.get(name);
  const word = linkStateOf(board, link, view, rate);
  setAttribute(element, "data-state", word);
  setAttribute(element, "data-flow", flowWord(rate?.out ?? 0, rate?.in ?? 0));
  setAttribute(element, "data-rate", String(Math.round((rate?.out ?? 0) + (rate?.in ?? 0))));
  setAttribute(element, "aria-label", `Link ${name}, ${LINK_STATE_WORDS[word]}`);
  setAttribute(element, "data-chosen", String(state.choices.link === name));
}

function flowWord(out: number, into: number): "none" | "out" | "in" | "both" {
  if (out > 0) return into > 0 ? "both" : "out";
  return into > 0 ? "in" : "none";
}
