// What travels between two ranks, as text:
//
//   header ":" body        a whole message
//   "<" body               the first part of a long one; what came before and has no end is void
//   "+" body               a part in the middle
//   ">" header ":" body    the last part
//
// header: ""                  context "", tag "": what send() sends on the world without a tag
//         context "/" tag     anything else; no context holds ":" or "/", no tag holds ":"
//
// The context says for whom a message is: a communicator's number, a mark and a number for what communicators say
// among themselves, the name of a service. Nobody takes a message of another context.

/** A message that has come in. */
export interface Arrived {
  /** The sender's rank in the world. */
  readonly from: number;
  readonly context: string;
  readonly tag: string;
  readonly body: string;
}

// Every kind of board takes messages of this length; longer ones go in parts.
const PART_BYTES = 32_768;

/** A message as the texts that carry it, in the order to send them. */
export function wrap(context: string, tag: string, body: string): readonly string[] {
  const header = context === "" && tag === "" ? ":" : `${context}/${tag}:`;
  if (body.length <= PART_BYTES) return [header + body];
  const parts = [`<${body.substring(0, PART_BYTES)}`];
  let start = PART_BYTES;
  for (; body.length - start > PART_BYTES; start += PART_BYTES) {
    parts.push(`+${body.substring(start, start + PART_BYTES)}`);
  }
  parts.push(`>${header}${body.substring(start)}`);
  return parts;
}

/** A whole message's text, taken apart. */
export function unwrap(from: number, text: string): Arrived {
  if (text.charAt(0) === ":") return { from, context: "", tag: "", body: text.substring(1) };
  const colon = text.indexOf(":");
  const slash = text.indexOf("/");
  const context = text.substring(0, slash);
  return { from, context, tag: text.substring(slash + 1, colon), body: text.substring(colon + 1) };
}
