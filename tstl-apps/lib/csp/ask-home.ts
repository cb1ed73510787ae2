import { type Asked, ask } from "../kernel/ask.ts";
import { channelName, type ReadEnd, type WriteEnd } from "./channel.ts";
import { CONTEXT } from "./meetings.ts";

type Word = "write" | "read" | "select" | "poll" | "close";

/** Asks a channel's home for something; see meetings.ts. */
export function askHome<T>(word: Word, end: WriteEnd<T> | ReadEnd<T>, body = ""): Asked {
  const { channel, home, room } = end;
  return ask(CONTEXT, home, `${word} ${room} ${channel}`, body, channelName(channel));
}
