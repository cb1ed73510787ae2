import type { Connection } from "../state/state.ts";
import { h, setText } from "./element.ts";
import type { View, ViewTools } from "./view.ts";

/** Tells that the gateway went away, and when it is tried again. What was known stays on the page. */
export function banner(tools: ViewTools): View {
  const text = h("p", { role: "status" });
  const again = h(
    "button",
    { type: "button", on: { click: () => tools.commands.retryNow() } },
    "Try now",
  );
  const dom = h("div", { class: "banner" }, text, again);
  return {
    dom,
    update({ connection }) {
      dom.hidden = connection.phase !== "away";
      setText(text, awayText(connection));
    },
    destroy() {},
  };
}

function awayText(connection: Connection): string {
  if (connection.phase !== "away") return "";
  if (connection.retryInS === 0) return "Gateway away, trying again";
  return `Gateway away, trying again in ${connection.retryInS} s`;
}
