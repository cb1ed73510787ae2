import { h, setAttribute } from "./element.ts";

export interface Meter {
  readonly dom: HTMLElement;
  /** `share` 0..1; `text` says it in words. */
  show(share: number, text: string): void;
}

/** A bar with a value: memory used of a budget. Over 90 % it is marked as nearly full. */
export function meter(label: string): Meter {
  const bar = h("span", { class: "meter-bar" });
  const dom = h(
    "span",
    {
      class: "meter",
      role: "meter",
      "aria-label": label,
      "aria-valuemin": 0,
      "aria-valuemax": 100,
    },
    bar,
  );
  return {
    dom,
    show(share, text) {
      const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
      bar.style.width = `${percent}%`;
      setAttribute(dom, "aria-valuenow", String(percent));
      setAttribute(dom, "aria-valuetext", text);
      setAttribute(dom, "title", `${label}: ${text}`);
      setAttribute(dom, "data-level", percent >= 90 ? "full" : "fine");
    },
  };
}
