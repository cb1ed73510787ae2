import type { LinkView } from "#protocol";
import type { Action, Dispatch } from "../state/action.ts";
import type { Clock } from "./clock.ts";

/** Notices come in groups; one question for all of them. */
const SETTLE_MS = 300;

/**
 * A dispatch that also reads the links' faults anew after a notice: somebody may have cut or repaired a link from
 * elsewhere, and the events tell of it only in words.
 */
export function followFaults(
  dispatch: Dispatch,
  readLinks: () => Promise<readonly LinkView[]>,
  clock: Clock,
): Dispatch {
  let due = false;
  const refresh = () => {
    due = false;
    readLinks().then(
      (links) => dispatch({ type: "links", links }),
      // The gateway went away: the snapshot that follows its return brings the links.
      () => {},
    );
  };
  return (action) => {
    dispatch(action);
    if (due || !tellsOfNotice(action)) return;
    due = true;
    clock.after(SETTLE_MS, refresh);
  };
}

function tellsOfNotice(action: Action): boolean {
  return (
    action.type === "events" &&
    !action.replay &&
    action.events.some((event) => event.type === "notice")
  );
}
