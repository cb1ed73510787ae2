import type { State } from "../state/state.ts";
import { h } from "./element.ts";
import type { MakeView, View, ViewTools } from "./view.ts";

/**
 * A view that may fail alone: when it throws, its place says so and offers to build it anew; the rest of the page goes
 * on. `name` is what people call the part.
 */
export function guarded(name: string, make: MakeView, tools: ViewTools): View {
  const dom = h("div", { class: "guard" });
  let inner: View | undefined;
  let last: State | undefined;

  const fail = (error: unknown) => {
    console.error(`${name}:`, error);
    const broken = inner;
    inner = undefined;
    dom.replaceChildren(failure(name, error, build));
    quietly(() => broken?.destroy());
  };
  const attempt = (work: () => void) => {
    try {
      work();
    } catch (error) {
      fail(error);
    }
  };
  const build = () =>
    attempt(() => {
      inner = make(tools);
      dom.replaceChildren(inner.dom);
      if (last) inner.update(last, undefined);
    });

  build();
  return {
    dom,
    update(state, previous) {
      last = state;
      attempt(() => inner?.update(state, previous));
    },
    destroy: () => quietly(() => inner?.destroy()),
  };
}

function failure(name: string, error: unknown, again: () => void): HTMLElement {
  const message = error instanceof Error ? error.message : String(error);
  return h(
    "div",
    { class: "panel failure", role: "alert" },
    h("p", {}, `${name} cannot be shown: ${message}`),
    h("button", { type: "button", on: { click: again } }, "Show again"),
  );
}

function quietly(work: () => void): void {
  try {
    work();
  } catch (error) {
    // The view is gone either way; what it left behind is for the developer.
    console.error(error);
  }
}
