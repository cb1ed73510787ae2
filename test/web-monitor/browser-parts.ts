import { vi } from "vitest";
import type { Commands } from "../../web-monitor/client/commands.ts";
import type { Action } from "../../web-monitor/state/action.ts";
import { reduce } from "../../web-monitor/state/reduce.ts";
import { INITIAL_STATE, type State } from "../../web-monitor/state/state.ts";
import type { View, ViewTools } from "../../web-monitor/views/view.ts";
import { FakeCluster } from "../support/fake-gateway-cluster.ts";
import { HandClock } from "./hand-clock.ts";

/** The state of a page that shows a fake cluster. */
export function stateOf(cluster = new FakeCluster()): State {
  const { nodes, links, topology, runs } = cluster;
  const connection = { phase: "live" } as const;
  return { ...INITIAL_STATE, connection, nodes, links, topology, runs, switch: cluster.switch };
}

/** Shows one view, and plays the store: what the view dispatches comes back to it. */
export class Stage {
  readonly clock = new HandClock();
  readonly commands = {
    stopRun: vi.fn(async () => {}),
    killWorker: vi.fn(async () => {}),
    setTopology: vi.fn(async () => {}),
    setFaults: vi.fn(async () => {}),
    retryNow: vi.fn(),
  } satisfies Commands;
  readonly view: View;
  state: State;

  constructor(make: (tools: ViewTools) => View, state = stateOf()) {
    this.state = state;
    const dispatch = (action: Action) => this.dispatch(action);
    this.view = make({ dispatch, commands: this.commands, clock: this.clock });
    document.body.replaceChildren(this.view.dom);
    this.view.update(state, undefined);
  }

  dispatch(action: Action): void {
    this.show(reduce(this.state, action));
  }

  show(state: State): void {
    const previous = this.state;
    this.state = state;
    this.view.update(state, previous);
  }

  /** The one element; throws where there is none. */
  find<Found extends Element = HTMLElement>(selector: string): Found {
    const found = this.view.dom.querySelector<Found>(selector);
    if (!found) throw new Error(`nothing matches ${selector}`);
    return found;
  }

  texts(selector: string): readonly string[] {
    return [...this.view.dom.querySelectorAll(selector)].map(
      ({ textContent }) => textContent ?? "",
    );
  }

  button(name: string): HTMLButtonElement {
    const found = [...this.view.dom.querySelectorAll("button")].find(
      (button) => (button.getAttribute("aria-label") ?? button.textContent) === name,
    );
    if (!found) throw new Error(`no button "${name}"`);
    return found;
  }
}
