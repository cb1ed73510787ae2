import type { GatewayInfo, LinkView, NodeView, RunView, SwitchView, TopologyView } from "#protocol";
import type { Flow } from "../picture/flows.ts";

/** How the page stands with the gateway. */
export type Connection =
  | { readonly phase: "connecting" }
  | { readonly phase: "live" }
  /** Tries again in that many seconds. */
  | { readonly phase: "away"; readonly retryInS: number }
  | { readonly phase: "no-token" }
  /** The gateway does not take this page's token. */
  | { readonly phase: "refused"; readonly message: string };

/** Frames per second on one cable, seen from the board. */
export interface LinkRate {
  readonly out: number;
  readonly in: number;
  readonly bad: number;
}

/** Frames per second through one switch port. */
export interface PortRate {
  readonly in: number;
  readonly out: number;
}

/** Per second, between the last two samples; all empty when nothing moves. */
export interface Rates {
  /** By link name, "b0/1". */
  readonly links: ReadonlyMap<string, LinkRate>;
  readonly ports: ReadonlyMap<number, PortRate>;
  /** Share of one core, 0..1, by node name. */
  readonly nodeCpu: ReadonlyMap<string, number>;
  /** The same by worker, "b0#3". */
  readonly workerCpu: ReadonlyMap<string, number>;
}

/** What passed the switch between two samples: drawn once, as particles. */
export interface Burst {
  readonly serial: number;
  /** How long the frames took to come, ms: they are drawn over the same time. */
  readonly spreadMs: number;
  readonly flows: readonly Flow[];
}

export interface ConsoleLine {
  /** Counts from 1 as long as the page lives. */
  readonly id: number;
  /** "" for what the gateway itself tells. */
  readonly node: string;
  readonly worker: number;
  readonly rank: number | undefined;
  readonly stream: "out" | "err" | "notice";
  readonly text: string;
}

export interface Console {
  readonly lines: readonly ConsoleLine[];
  readonly nextId: number;
}

export interface Toast {
  readonly id: number;
  readonly level: "info" | "warning" | "error";
  readonly message: string;
}

export type Theme = "system" | "light" | "dark";

/** What the person in front of the page has chosen. */
export interface Choices {
  readonly theme: Theme;
  /** The board whose output is shown; undefined: all. */
  readonly consoleNode: string | undefined;
  readonly search: string;
  /** Lines after this one are not shown; undefined: not paused. */
  readonly pausedAt: number | undefined;
  /** The link whose popover is open, "b0/1". */
  readonly link: string | undefined;
}

/** Everything that the page knows. Never changed in place: `reduce` makes the next one. */
export interface State {
  readonly connection: Connection;
  readonly gateway: GatewayInfo | undefined;
  /** By switch port, then by name. */
  readonly nodes: readonly NodeView[];
  readonly links: readonly LinkView[];
  readonly topology: TopologyView | undefined;
  readonly switch: SwitchView | undefined;
  /** Newest first, at most `RUNS_KEPT`. */
  readonly runs: readonly RunView[];
  readonly rates: Rates;
  /** Gateway's time of the last sample, ms. */
  readonly sampledAt: number | undefined;
  readonly burst: Burst | undefined;
  readonly console: Console;
  readonly toasts: readonly Toast[];
  readonly nextToast: number;
  readonly choices: Choices;
}

export const NO_RATES: Rates = {
  links: new Map(),
  ports: new Map(),
  nodeCpu: new Map(),
  workerCpu: new Map(),
};

export const INITIAL_STATE: State = {
  connection: { phase: "connecting" },
  gateway: undefined,
  nodes: [],
  links: [],
  topology: undefined,
  switch: undefined,
  runs: [],
  rates: NO_RATES,
  sampledAt: undefined,
  burst: undefined,
  console: { lines: [], nextId: 1 },
  toasts: [],
  nextToast: 1,
  choices: {
    theme: "system",
    consoleNode: undefined,
    search: "",
    pausedAt: undefined,
    link: undefined,
  },
};
