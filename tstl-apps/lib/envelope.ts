// What travels between two ranks, as text:
//
//   header ":" body        a whole message
//   "<" body               the first part of a long one; what came before and has no end is void
//   "+" body               a part in the middle
//   ">" header ":" body    the last part
//
// header: ""            a message of send()
//         "reduce 7"    a step of the run's 7th collective call
//         "!"           the sender's collective has failed; body: code, space, message

/** The header of what `send` sends. */
export const MESSAGE = "";

/** The header of the news that a collective has failed. */
export const FAILURE = "!";

// Every kind of board takes messages of this length; longer ones go in parts.
const PART_BYTES = 32_768;

/** A message as the texts that carry it, in the order to send them. */
export function wrap(header: string, body: string): string[] {
  if (body.length <= PART_BYTES) return [`${header}:${body}`];
  const parts = [`<${body.substring(0, PART_BYTES)}`];
  let start = PART_BYTES;
  for (; body.length - start > PART_BYTES; start += PART_BYTES) {
    parts.push(`+${body.substring(start, start + PART_BYTES)}`);
  }
  parts.push(`>${header}:${body.substring(start)}`);
  return parts;
}
