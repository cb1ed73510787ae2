import type { GatewayEvent } from "#protocol";
import type { Console, ConsoleLine } from "./state.ts";

/** Lines that the page keeps, whatever programs print. */
export const LINES_KEPT = 2_000;
/** Longest line shown, characters; the rest is cut with a mark. */
export const LINE_LENGTH_MAX = 2_000;

type Draft = Omit<ConsoleLine, "id">;

/** The console with what a batch of events says; oldest lines beyond `LINES_KEPT` are forgotten. */
export function appendEvents(console: Console, events: readonly GatewayEvent[]): Console {
  return append(console, events.flatMap(linesOf));
}

export function appendNotice(console: Console, node: string, text: string): Console {
  return append(console, [notice(node, text)]);
}

function append(console: Console, drafts: readonly Draft[]): Console {
  if (drafts.length === 0) return console;
  const added = drafts
    .map((draft, index) => ({ ...draft, id: console.nextId + index }))
    .slice(-LINES_KEPT);
  const kept = console.lines.slice(Math.max(0, console.lines.length + added.length - LINES_KEPT));
  return { lines: kept.concat(added), nextId: console.nextId + drafts.length };
}

function linesOf(event: GatewayEvent): readonly Draft[] {
  switch (event.type) {
    case "output":
      return splitLines(event.text).map((text) => ({
        node: event.node,
        worker: event.worker,
        rank: event.rank,
        stream: event.stream,
        text: cut(text),
      }));
    case "file":
      return event.last ? [notice(event.node, `file ${event.name} is complete`)] : [];
    case "node":
      return [notice(event.node, `${event.state}: ${event.message}`)];
    case "notice":
      return [notice(event.node ?? "", event.message)];
    case "hello":
      return event.dropped > 0 ? [notice("", droppedText(event.dropped))] : [];
    default:
      return [];
  }
}

function notice(node: string, text: string): Draft {
  return { node, worker: 0, rank: undefined, stream: "notice", text: cut(text) };
}

function splitLines(text: string): readonly string[] {
  const whole = text.endsWith("\n") ? text.slice(0, -1) : text;
  return whole.split("\n");
}

function cut(text: string): string {
  return text.length <= LINE_LENGTH_MAX ? text : `${text.slice(0, LINE_LENGTH_MAX)} …`;
}

function droppedText(count: number): string {
  return `${count} earlier ${count === 1 ? "event is" : "events are"} no longer kept by the gateway`;
}
