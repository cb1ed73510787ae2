import type {
  GatewayEvent,
  GatewayInfo,
  LinkView,
  NodeView,
  RunView,
  SwitchView,
  TopologyView,
} from "#protocol";
import type { Choices, Connection, Toast } from "./state.ts";

/** All that the REST side tells, read at once after the socket has opened. */
export interface Snapshot {
  readonly gateway: GatewayInfo;
  readonly nodes: readonly NodeView[];
  readonly links: readonly LinkView[];
  readonly topology: TopologyView;
  /** undefined: this gateway has no switch. */
  readonly switch: SwitchView | undefined;
  readonly runs: readonly RunView[];
}

/** The one way in: everything that can happen to the page's state. */
export type Action =
  | { readonly type: "connection"; readonly connection: Connection }
  | { readonly type: "snapshot"; readonly snapshot: Snapshot }
  /** `replay`: from before the page was there, so nobody needs to be alarmed by it. */
  | {
      readonly type: "events";
      readonly events: readonly GatewayEvent[];
      readonly replay: boolean;
    }
  /** Another gateway process answers now: what the old one said no longer holds. */
  | { readonly type: "gateway-restarted" }
  | { readonly type: "links"; readonly links: readonly LinkView[] }
  | { readonly type: "run"; readonly run: RunView }
  | { readonly type: "topology"; readonly topology: TopologyView }
  /** No sample came for a while: nothing moves. */
  | { readonly type: "quiet" }
  | { readonly type: "toast"; readonly level: Toast["level"]; readonly message: string }
  | { readonly type: "toast-closed"; readonly id: number }
  | { readonly type: "console-cleared" }
  | { readonly type: "chosen"; readonly choices: Partial<Choices> };

export type Dispatch = (action: Action) => void;
