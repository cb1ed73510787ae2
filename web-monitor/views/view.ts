import type { Clock } from "../client/clock.ts";
import type { Commands } from "../client/commands.ts";
import type { Dispatch } from "../state/action.ts";
import type { State } from "../state/state.ts";

/** A part of the page. It owns `dom`, shows what `update` hands it, and keeps no truth of its own. */
export interface View {
  readonly dom: HTMLElement;
  /** `previous` is undefined the first time. */
  update(state: State, previous: State | undefined): void;
  /** Gives back timers, frames and listeners outside `dom`. */
  destroy(): void;
}

/** What a view can do beside showing. */
export interface ViewTools {
  readonly dispatch: Dispatch;
  readonly commands: Commands;
  readonly clock: Clock;
}

export type MakeView = (tools: ViewTools) => View;
