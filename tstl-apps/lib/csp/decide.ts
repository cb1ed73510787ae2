import { type Asked, tell } from "../kernel/ask.ts";
import { CONTEXT } from "./meetings.ts";

/** Takes the value that a channel's home holds in reserve for this question. */
export function accept({ to, id }: Asked): void {
  tell(CONTEXT, to, `accept ${id}`, "");
}

/** Gives it back: it is the next to be read. */
export function decline({ to, id }: Asked): void {
  tell(CONTEXT, to, `decline ${id}`, "");
}
