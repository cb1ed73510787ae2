import { Api } from "./client/api.ts";
import { browserClock } from "./client/clock.ts";
import { makeCommands } from "./client/commands.ts";
import { EventStream } from "./client/event-stream.ts";
import { followFaults } from "./client/follow-faults.ts";
import { watchQuiet } from "./client/quiet.ts";
import { openEventSocket } from "./client/socket.ts";
import { takeToken } from "./client/token.ts";
import { reduce } from "./state/reduce.ts";
import { Store } from "./state/store.ts";
import { followTheme } from "./theme.ts";
import { page } from "./views/page.ts";

/** Wires store, gateway and views together; the rest of the page is handed what it needs from here. */
function start(): void {
  const store = new Store(reduce, (tell) => requestAnimationFrame(tell));
  const token = takeToken(window);
  const api = new Api(token ?? "");
  const stream = new EventStream({
    gateway: () => api.gateway(),
    snapshot: () => api.snapshot(),
    open: (after) => openEventSocket(location.origin, token ?? "", after),
    clock: browserClock,
    dispatch: followFaults(store.dispatch, () => api.links(), browserClock),
  });
  const commands = makeCommands(api, store.dispatch, () => void stream.start());
  const view = page({ dispatch: store.dispatch, commands, clock: browserClock });

  followTheme(store, document.documentElement, localStorage);
  watchQuiet(store, browserClock);
  view.update(store.state, undefined);
  store.subscribe((state, previous) => view.update(state, previous));
  document.body.replaceChildren(view.dom);
  // A new address with a new token in the same tab changes the hash only.
  window.addEventListener("hashchange", () => location.reload());
  if (token === undefined) {
    store.dispatch({ type: "connection", connection: { phase: "no-token" } });
  } else {
    void stream.start();
  }
}

start();
