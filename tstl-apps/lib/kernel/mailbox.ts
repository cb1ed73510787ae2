import { size } from "../world.ts";
import { type Arrived, unwrap } from "./envelope.ts";
import { hooks } from "./hooks.ts";
import { losses } from "./peers.ts";

/** What has come and was not taken yet, in the order of arrival. */
const arrivals: Arrived[] = [];

/** By rank: the parts of a long message that has not come to its end. */
const begun: string[] = [];
for (let peer = 0; peer < size; peer++) begun.push("");

/** Takes in a text from a rank; what a rank sends to itself comes in here too. */
export function deliver(from: number, text: string): void {
  losses[from] = false;
  const mark = text.charAt(0);
  if (mark === "<") begun[from] = text.substring(1);
  else if (mark === "+") begun[from] = (begun[from] as string) + text.substring(1);
  else {
    const arrived = unwrap(from, mark === ">" ? text.substring(1) : text);
    if (mark === ">") complete(arrived);
    else keep(arrived);
  }
}

function complete(last: Arrived): void {
  const { from } = last;
  const body = (begun[from] as string) + last.body;
  begun[from] = "";
  keep({ from, context: last.context, tag: last.tag, body });
}

function keep(arrived: Arrived): void {
  if (hooks.route === undefined || !hooks.route(arrived)) arrivals.push(arrived);
}

/** Takes the first message that fits out of the mailbox; undefined: there is none. */
export function take(fits: (arrived: Arrived) => boolean): Arrived | undefined {
  for (let i = 0; i < arrivals.length; i++) {
    const arrived = arrivals[i] as Arrived;
    if (!fits(arrived)) continue;
    for (let k = i + 1; k < arrivals.length; k++) arrivals[k - 1] = arrivals[k] as Arrived;
    arrivals.pop();
    return arrived;
  }
  return undefined;
}

/** As `take`, but leaves it there. */
export function peek(fits: (arrived: Arrived) => boolean): Arrived | undefined {
  for (let i = 0; i < arrivals.length; i++) {
    const arrived = arrivals[i] as Arrived;
    if (fits(arrived)) return arrived;
  }
  return undefined;
}
