import { colourOf, colourVariable } from "../palette.ts";
import type { ConsoleLine, State } from "../state/state.ts";
import { h } from "./element.ts";

/** Distance from the end, px, that still counts as being there. */
const NEAR_END_PX = 24;

/** The lines of output. New ones are added, old ones taken away; it follows the end only while one is at the end. */
export class ConsoleLines {
  readonly dom = h("div", { class: "lines", role: "log", tabindex: 0, "aria-label": "Output" });
  readonly #shown: { readonly id: number; readonly element: HTMLElement }[] = [];
  #follows = true;
  #lastId = 0;
  #filter = "";

  readonly #resized = new ResizeObserver(() => this.#follow());

  constructor() {
    this.dom.addEventListener("scroll", () => {
      this.#follows = this.#atEnd();
    });
    this.#resized.observe(this.dom);
  }

  show(state: State): void {
    const filter = JSON.stringify([state.choices.consoleNode, state.choices.search]);
    if (filter !== this.#filter) this.#clear();
    this.#filter = filter;
    this.#forget(state.console.lines[0]?.id ?? state.console.nextId);
    this.#add(state);
    this.#follow();
  }

  destroy(): void {
    this.#resized.disconnect();
  }

  #follow(): void {
    if (this.#follows) this.dom.scrollTop = this.dom.scrollHeight;
  }

  #atEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.dom;
    return scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  }

  #clear(): void {
    this.dom.replaceChildren();
    this.#shown.length = 0;
    this.#lastId = 0;
  }

  #forget(oldest: number): void {
    const kept = this.#shown.findIndex(({ id }) => id >= oldest);
    const gone = this.#shown.splice(0, kept < 0 ? this.#shown.length : kept);
    for (const { element } of gone) element.remove();
  }

  #add(state: State): void {
    const end = state.choices.pausedAt ?? Number.POSITIVE_INFINITY;
    const fresh = newerThan(state.console.lines, this.#lastId).filter(({ id }) => id <= end);
    this.#lastId = fresh.at(-1)?.id ?? this.#lastId;
    const shown = fresh.filter((line) => matches(line, state));
    const elements = shown.map((line) => lineElement(line, state));
    elements.forEach((element, index) => {
      this.#shown.push({ id: shown[index]?.id ?? 0, element });
    });
    this.dom.append(...elements);
  }
}

/** Lines are in the order of their numbers. */
function newerThan(lines: readonly ConsoleLine[], id: number): readonly ConsoleLine[] {
  const first = lines[0]?.id ?? 0;
  return lines.slice(Math.max(0, id - first + 1));
}

function matches(line: ConsoleLine, { choices }: State): boolean {
  if (choices.consoleNode !== undefined && line.node !== choices.consoleNode) return false;
  return line.text.toLowerCase().includes(choices.search.toLowerCase());
}

function lineElement(line: ConsoleLine, state: State): HTMLElement {
  const who = h("span", { class: "line-who" }, line.node || "gateway");
  who.style.setProperty("--own", colourVariable(colourOf(state.nodes, line.node)));
  if (line.rank !== undefined) who.title = `rank ${line.rank}, worker ${line.worker}`;
  const text = h("span", { class: "line-text" }, line.text);
  return h("div", { class: "line", "data-stream": line.stream }, who, text);
}
