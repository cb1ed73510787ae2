import { rank, receive, send, size } from "vnetos";
import { blockWith } from "vnetos/parallel";
import type { Algorithm, Station } from "./algorithm.ts";

/** What travels from a station to the next one. */
interface Message {
  readonly to: number;
  readonly id: number;
  /** The station that announces `id` as the leader; undefined while `id` competes. */
  readonly announcer?: number;
}

export interface Outcome {
  /** How many times stations of this board passed an id on, announcements not counted. */
  readonly messages: number;
  /** The leader's id as each station of this board has learned it. */
  readonly learned: readonly number[];
}

/** Lets the stations of this board take part in an election, until each of them knows the leader. */
export function holdElection(ids: readonly number[], algorithm: Algorithm): Outcome {
  const count = ids.length;
  const stations = new Map<number, Station>();
  const learned: number[] = [];
  let messages = 0;

  // The ring is laid over the boards in blocks.
  const boardOf = (station: number) => blockWith(count, station, size);

  function passOn(from: number, id: number, announcer?: number): void {
    if (announcer === undefined) messages++;
    const to = (from + 1) % count;
    send<Message>(boardOf(to), { to, id, announcer });
  }

  ids.forEach((id, place) => {
    if (boardOf(place) !== rank) return;
    stations.set(
      place,
      algorithm(id, (passed) => passOn(place, passed)),
    );
  });
  for (const station of stations.values()) station.begin();

  while (learned.length < stations.size) {
    const { to, id, announcer } = receive<Message>().value;
    if (announcer === undefined) {
      const leader = stations.get(to)?.hear(id);
      if (leader !== undefined) passOn(to, leader, to);
    } else {
      learned.push(id);
      if (to !== announcer) passOn(to, id, announcer);
    }
  }
  return { messages, learned };
}
