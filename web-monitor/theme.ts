import type { State, Theme } from "./state/state.ts";
import type { Store } from "./state/store.ts";

const KEY = "vnetos-theme";

/** Puts the chosen theme on the document, and remembers it in this browser. Answer: stop. */
export function followTheme(store: Store, root: HTMLElement, memory: Storage): () => void {
  const remembered = memory.getItem(KEY);
  if (isTheme(remembered)) store.dispatch({ type: "chosen", choices: { theme: remembered } });
  const show = ({ choices }: State) => {
    root.dataset.theme = choices.theme;
  };
  show(store.state);
  return store.subscribe((state, previous) => {
    if (state.choices.theme === previous.choices.theme) return;
    show(state);
    memory.setItem(KEY, state.choices.theme);
  });
}

function isTheme(text: string | null): text is Theme {
  return text === "system" || text === "light" || text === "dark";
}
