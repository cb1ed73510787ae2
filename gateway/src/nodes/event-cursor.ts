import type { EventsAnswer, NodeEvent } from "#protocol";
import type { DroppedNews } from "./session-news.ts";

/**
 * The place in a node's numbered events up to which all was told. What it lets through comes once and
 * in order, and every number that was jumped over is counted as dropped.
 */
export class EventCursor {
  #last: number;

  constructor(startAfter: number) {
    this.#last = startAfter;
  }

  /** Number of the last event that was told; ask for what comes after it. */
  get last(): number {
    return this.#last;
  }

  /** Takes what was asked for with `after`: the news in it that were not told yet. */
  *take(answer: EventsAnswer): Generator<NodeEvent | DroppedNews> {
    for (const event of answer.events) {
      if (event.seq <= this.#last) continue;
      yield* this.#jump(event.seq - 1);
      this.#last = event.seq;
      yield event;
    }
    yield* this.#jump(answer.last);
  }

  *#jump(to: number): Generator<DroppedNews> {
    const count = to - this.#last;
    if (count <= 0) return;
    this.#last = to;
    yield { type: "dropped", count };
  }
}
