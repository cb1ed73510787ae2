import type { Action, Snapshot } from "./action.ts";
import { appendNotice } from "./console-lines.ts";
import { reduceEvents } from "./events.ts";
import { sortNodes } from "./nodes.ts";
import { keepRuns, upsertRun } from "./runs.ts";
import { NO_RATES, type State } from "./state.ts";
import { addToast } from "./toasts.ts";

/** The next state. Pure: same state and action, same answer. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case "connection":
      return { ...state, connection: action.connection };
    case "snapshot":
      return withSnapshot(state, action.snapshot);
    case "events":
      return reduceEvents(state, action.events, action.replay);
    case "gateway-restarted":
      return afterRestart(state);
    case "links":
      return { ...state, links: action.links };
    case "run":
      return { ...state, runs: upsertRun(state.runs, action.run) };
    case "topology":
      return { ...state, topology: action.topology };
    case "quiet":
      return { ...state, rates: NO_RATES };
    case "toast":
      return addToast(state, action.level, action.message);
    case "toast-closed":
      return { ...state, toasts: state.toasts.filter((toast) => toast.id !== action.id) };
    case "console-cleared":
      return { ...state, console: { ...state.console, lines: [] } };
    case "chosen":
      return { ...state, choices: { ...state.choices, ...action.choices } };
  }
}

function withSnapshot(state: State, snapshot: Snapshot): State {
  return {
    ...state,
    gateway: snapshot.gateway,
    nodes: sortNodes(snapshot.nodes),
    links: snapshot.links,
    topology: snapshot.topology,
    switch: snapshot.switch,
    runs: keepRuns(snapshot.runs),
  };
}

/** Output stays readable; counters start anew, so the old ones must not make a rate. */
function afterRestart(state: State): State {
  const next = { ...state, nodes: [], links: [], runs: [], rates: NO_RATES };
  return {
    ...next,
    switch: undefined,
    topology: undefined,
    sampledAt: undefined,
    burst: undefined,
    console: appendNotice(state.console, "", "the gateway has started anew"),
  };
}
