import type { Toast } from "../state/state.ts";
import { h } from "./element.ts";
import { KeyedList, type Row } from "./keyed-list.ts";
import type { View, ViewTools } from "./view.ts";

/** How long a message stays, ms; the pointer or the keyboard focus on it does not hold it, the console keeps notices. */
const SHOWN_MS = 9_000;

/** Refusals and warnings, each for a while or until closed. */
export function toasts(tools: ViewTools): View {
  const dom = h("div", { class: "toasts", role: "status", "aria-live": "assertive" });
  const timers = new Map<number, () => void>();
  const close = (id: number) => {
    timers.get(id)?.();
    timers.delete(id);
    tools.dispatch({ type: "toast-closed", id });
  };
  const list = new KeyedList<Toast>(
    dom,
    ({ id }) => String(id),
    (toast) => {
      timers.set(
        toast.id,
        tools.clock.after(SHOWN_MS, () => close(toast.id)),
      );
      return toastRow(toast, () => close(toast.id));
    },
  );
  return {
    dom,
    update: (state, previous) => {
      if (state.toasts !== previous?.toasts) list.update(state.toasts);
    },
    destroy() {
      for (const cancel of timers.values()) cancel();
    },
  };
}

function toastRow(toast: Toast, close: () => void): Row<Toast> {
  const dom = h(
    "div",
    { class: "toast", "data-level": toast.level },
    h("p", {}, toast.message),
    h(
      "button",
      { type: "button", class: "quiet", "aria-label": "Close message", on: { click: close } },
      "×",
    ),
  );
  return { dom, update() {} };
}
