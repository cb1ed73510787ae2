import type { GatewayEvent } from "#protocol";
import { appendEvents } from "./console-lines.ts";
import { withNodeState, withWorker } from "./nodes.ts";
import { upsertRun } from "./runs.ts";
import type { State } from "./state.ts";
import { addToast } from "./toasts.ts";
import { reduceSample } from "./traffic.ts";

/** A batch at once: a program that prints for ever costs one copy of the console a batch. */
export function reduceEvents(
  state: State,
  events: readonly GatewayEvent[],
  replay: boolean,
): State {
  const start = { ...state, console: appendEvents(state.console, events) };
  return events.reduce((next, event) => reduceEvent(next, event, replay), start);
}

function reduceEvent(state: State, event: GatewayEvent, replay: boolean): State {
  switch (event.type) {
    case "worker":
      return { ...state, nodes: withWorker(state.nodes, event.node, event.worker) };
    case "run":
      return { ...state, runs: upsertRun(state.runs, event.run) };
    case "node":
      return {
        ...state,
        nodes: withNodeState(state.nodes, event.node, event.state, event.message),
      };
    case "topology":
      return { ...state, topology: event.topology };
    case "traffic":
      // An old sample says nothing about now.
      return replay ? state : reduceSample(state, event.sample, Date.parse(event.time));
    case "notice":
      return replay || event.level === "info" ? state : alarmed(state, event);
    default:
      // Output is in the console already; events of a newer gateway are not known here.
      return state;
  }
}

function alarmed(state: State, event: GatewayEvent & { readonly type: "notice" }): State {
  const who = event.node === undefined ? "" : `${event.node}: `;
  return addToast(state, event.level, who + event.message);
}
