import type { CableFaults, CableState, LinkView, NodeView } from "#protocol";
import { count } from "../format.ts";
import { LINK_STATE_WORDS, linkStateOf } from "../picture/link-state.ts";
import type { State } from "../state/state.ts";
import { h, setAttribute, setText } from "./element.ts";
import type { View, ViewTools } from "./view.ts";

const NO_FAULTS: CableState = { cut: false, ber: 0, loss: 0, delayMs: 0 };
const BIT_ERROR_RATES = [0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2] as const;

/** The chosen link: its figures, and the faults that can be put on its cable. Escape closes it. */
export function linkPopover(tools: ViewTools): View {
  const title = h("h2", {});
  const word = h("p", { class: "link-word" });
  const figures = h("dl", { class: "figures" });
  const cut = h(
    "button",
    { type: "button", on: { click: () => void change({ cut: true }) } },
    "Cut",
  );
  const repair = h(
    "button",
    { type: "button", on: { click: () => void change(NO_FAULTS) } },
    "Repair",
  );
  const rates = h(
    "select",
    { id: "ber", on: { change: () => void change({ ber: Number(rates.value) }) } },
    ...BIT_ERROR_RATES.map((ber) => h("option", { value: ber }, berText(ber))),
  );
  const close = () => {
    const name = shown?.name ?? "";
    tools.dispatch({ type: "chosen", choices: { link: undefined } });
    document.querySelector<SVGElement>(`[data-link="${CSS.escape(name)}"]`)?.focus();
  };
  const dom = h(
    "div",
    {
      class: "popover",
      role: "dialog",
      on: { keydown: (event) => event.key === "Escape" && close() },
    },
    h(
      "header",
      {},
      title,
      h(
        "button",
        { type: "button", class: "quiet", "aria-label": "Close", on: { click: close } },
        "×",
      ),
    ),
    word,
    figures,
    h("div", { class: "fault-tools" }, cut, repair),
    h("label", { for: "ber" }, "Bit errors", rates),
  );
  dom.hidden = true;
  let shown: Chosen | undefined;

  // The whole set goes out, so that it means the same whether the gateway merges or replaces.
  const change = async (part: CableFaults) => {
    if (!shown) return;
    await tools.commands.setFaults(shown.node.name, shown.link, { ...shown.faults, ...part });
  };

  return {
    dom,
    update(state) {
      const opened = shown?.name !== state.choices.link;
      shown = chosenLink(state);
      dom.hidden = shown === undefined;
      if (!shown) return;
      setAttribute(dom, "data-side", sideOf(shown.name));
      setAttribute(dom, "aria-label", `Link ${shown.name}`);
      setText(title, `Link ${shown.name}`);
      setText(word, wordText(shown, state));
      showFigures(figures, shown);
      allow(cut, !shown.faults.cut, repair);
      allow(repair, !isSound(shown.faults), cut);
      showRate(rates, shown.faults.ber);
      if (opened) (cut.disabled ? repair : cut).focus();
    },
    destroy() {},
  };
}

interface Chosen {
  readonly name: string;
  readonly node: NodeView;
  readonly link: number;
  readonly view: LinkView | undefined;
  readonly faults: CableState;
}

function chosenLink(state: State): Chosen | undefined {
  const name = state.choices.link;
  const cutAt = name?.lastIndexOf("/") ?? -1;
  if (name === undefined || cutAt < 0) return undefined;
  const node = state.nodes.find((one) => one.name === name.slice(0, cutAt));
  if (!node) return undefined;
  const link = Number(name.slice(cutAt + 1));
  const view = state.links.find((one) => one.node === node.name && one.link === link);
  return { name, node, link, view, faults: view?.faults ?? NO_FAULTS };
}

/** The popover stands on the far side, so that the link stays in sight. */
function sideOf(name: string): string | undefined {
  const [board] = name.split("/");
  const card = document.querySelector<HTMLElement>(
    `.board[data-node="${CSS.escape(board ?? "")}"]`,
  );
  return card?.dataset.side;
}

function wordText({ node, link, view, name }: Chosen, state: State): string {
  const word = LINK_STATE_WORDS[linkStateOf(node, link, view, state.rates.links.get(name))];
  const port = node.switchPorts?.[link === 0 ? 0 : 1];
  return port === undefined ? word : `${word} · switch port ${port}`;
}

function showFigures(list: HTMLElement, { node, link }: Chosen): void {
  const stats = node.links[link];
  const rows: readonly (readonly [string, number])[] = [
    ["frames out", stats?.framesOut ?? 0],
    ["frames in", stats?.framesIn ?? 0],
    ["sent again", stats?.retries ?? 0],
    ["broken", stats?.badFrames ?? 0],
  ];
  list.replaceChildren(
    ...rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, count(value)))),
  );
}

/** A button that may no longer be pressed hands the keyboard's focus on, so that Escape still closes the popover. */
function allow(button: HTMLButtonElement, allowed: boolean, other: HTMLButtonElement): void {
  const focused = document.activeElement === button;
  if (focused && !allowed) {
    other.disabled = false;
    other.focus();
  }
  button.disabled = !allowed;
}

/** A rate set from elsewhere gets an option of its own. */
function showRate(select: HTMLSelectElement, ber: number): void {
  const known = [...select.options].some((option) => Number(option.value) === ber);
  if (!known) select.append(h("option", { value: ber }, berText(ber)));
  if (select !== document.activeElement || Number(select.value) !== ber) select.value = String(ber);
}

function berText(ber: number): string {
  if (ber === 0) return "none";
  return `1 bit in ${count(1 / ber)}`;
}

function isSound(faults: CableState): boolean {
  return !faults.cut && faults.ber === 0 && faults.loss === 0 && faults.delayMs === 0;
}
