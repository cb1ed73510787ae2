import type { Connection } from "../state/state.ts";
import { h, setText } from "./element.ts";
import type { View } from "./view.ts";

/** In place of the page when it may not in: without a token, or with one that is no longer good. */
export function entryCard(): View {
  const title = h("h2", {});
  const why = h("p", {});
  const dom = h(
    "section",
    { class: "panel entry-card", role: "alert" },
    title,
    why,
    h(
      "ol",
      {},
      h("li", {}, "In a terminal in the project folder, run ", h("code", {}, "npx vnetos up"), "."),
      h("li", {}, "Open the address on its last line; it ends in ", h("code", {}, "#token=…"), "."),
    ),
  );
  return {
    dom,
    update({ connection }) {
      dom.hidden = connection.phase !== "no-token" && connection.phase !== "refused";
      setText(title, titleText(connection));
      setText(why, whyText(connection));
    },
    destroy() {},
  };
}

function titleText(connection: Connection): string {
  return connection.phase === "refused"
    ? "The gateway does not know this page"
    : "This page needs the gateway's token";
}

function whyText(connection: Connection): string {
  return connection.phase === "refused"
    ? `Its token is not the gateway's, most often because the gateway was started again: ${connection.message}.`
    : "The token shows that you may control the cluster. It is part of the address that the gateway prints.";
}
