import type { SwitchPortView } from "#protocol";
import { bytes, count, perSecond } from "../format.ts";
import { heatScale, heatStep } from "../picture/heat.ts";
import type { State } from "../state/state.ts";
import { h, setAttribute, setText } from "./element.ts";
import { KeyedList, type Row } from "./keyed-list.ts";
import type { View } from "./view.ts";

interface PortItem {
  readonly port: SwitchPortView;
  readonly scale: number;
  /** Frames per second, in and out. */
  readonly rate: number;
}

/** The switch's queues, a column for each port: fill, highest fill so far, frames per second, frames dropped. */
export function switchQueues(): View {
  const list = h("ol", { class: "queues", "aria-label": "Queues of the switch's ports" });
  const scaleText = h("span", { class: "scale" });
  const dom = h(
    "section",
    { class: "panel switch-queues", "aria-labelledby": "queues-title" },
    h(
      "header",
      { class: "panel-head" },
      h("h2", { id: "queues-title" }, "Switch queues"),
      scaleText,
    ),
    list,
  );
  const columns = new KeyedList<PortItem>(list, ({ port }) => String(port.port), portColumn);
  return {
    dom,
    update(state) {
      const items = portItems(state);
      columns.update(items);
      const scale = items[0]?.scale ?? 0;
      setText(
        scaleText,
        items.length > 0
          ? `bar: bytes waiting, full at ${bytes(scale)} · line: highest so far · number: frames/s`
          : "no switch",
      );
    },
    destroy() {},
  };
}

function portItems(state: State): readonly PortItem[] {
  const ports = state.switch?.ports ?? [];
  const scale = heatScale(ports.map((port) => port.highestFill));
  return ports.map((port) => {
    const rate = state.rates.ports.get(port.port);
    return { port, scale, rate: (rate?.in ?? 0) + (rate?.out ?? 0) };
  });
}

function portColumn(): Row<PortItem> {
  const bar = h("span", { class: "queue-bar" });
  const mark = h("span", { class: "queue-highest" });
  const name = h("span", { class: "queue-name" });
  const rate = h("span", { class: "queue-rate" });
  const lost = h("span", { class: "queue-lost" });
  const dom = h(
    "li",
    { class: "queue" },
    h("span", { class: "queue-well" }, bar, mark),
    rate,
    name,
    lost,
  );
  return {
    dom,
    update({ port, scale, rate: frames }) {
      bar.style.height = `${share(port.queued, scale)}%`;
      mark.style.bottom = `${share(port.highestFill, scale)}%`;
      setAttribute(bar, "data-heat", String(heatStep(port.queued, scale)));
      setAttribute(dom, "data-connected", String(port.connected));
      setAttribute(dom, "data-moving", String(frames > 0));
      setAttribute(dom, "title", details(port));
      setText(rate, perSecond(frames));
      setText(name, port.link ?? `port ${port.port}`);
      setText(lost, lostText(port));
    },
  };
}

function share(value: number, scale: number): number {
  return Math.min(100, Math.round((value / scale) * 100));
}

function lostText(port: SwitchPortView): string {
  const lost = port.dropped + port.unrouted + port.errors;
  return lost > 0 ? `${count(lost)} lost` : "";
}

function details(port: SwitchPortView): string {
  return [
    `port ${port.port}${port.link ? `, link ${port.link}` : ""}${port.connected ? "" : ", not connected"}`,
    `in ${count(port.framesIn)} frames, ${bytes(port.bytesIn)}`,
    `out ${count(port.framesOut)} frames, ${bytes(port.bytesOut)}`,
    `queued ${bytes(port.queued)}, highest ${bytes(port.highestFill)}`,
    `dropped ${port.dropped}, without a route ${port.unrouted}, broken ${port.errors}`,
  ].join("\n");
}
