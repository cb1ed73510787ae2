import { checkRank } from "../check-arguments.ts";
import { checkName } from "../check-name.ts";
import { VnetosError } from "../vnetos-error.ts";
import { rank } from "../world.ts";

interface End {
  /** The channel's name. */
  readonly channel: string;
  /** The rank that keeps what was written and not yet read. */
  readonly home: number;
  /** How many values it keeps before a writer waits; 0: a rendezvous. */
  readonly room: number;
}

/** The end of a channel that is written to. Plain data: it can be sent, also through channels. */
export interface WriteEnd<T> extends End {
  /** Only for the compiler: there is no such field at run time. */
  readonly takes: (value: T) => void;
}

/** The end of a channel that is read from. Plain data: it can be sent, also through channels. */
export interface ReadEnd<T> extends End {
  /** Only for the compiler: there is no such field at run time. */
  readonly gives: () => T;
}

/** Both ends of a channel. */
export interface Channel<T> extends WriteEnd<T>, ReadEnd<T> {}

/** How a channel is made. */
export interface ChannelOptions {
  /** How many values are kept before a writer waits, 0 to 1000. Default 0: writer and reader meet (rendezvous). */
  readonly room?: number | undefined;
  /** The rank where writers and readers meet: best that of the reader. Default: a channel with a name: 0. */
  readonly home?: number | undefined;
}

let nameless = 0;

/**
 * A channel for values of one type between processes, on this rank or on different ones. A value that is written is
 * read once, by one reader; readers and writers are served in the order in which they came. The reader gets a copy.
 *
 * Without a name it is a new channel, known to this rank and to whom its ends are sent. With a name it is the same
 * channel on every rank that makes it with the same name and options.
 *
 * The home rank of a channel serves it whenever it waits for something; a process elsewhere that reads or writes waits
 * at least until then.
 *
 * @param name 1 to 63 letters, digits, `.`, `_`, `-`.
 * @throws VnetosError `bad-request` for a wrong name, room or rank.
 *
 * ```ts
 * const numbers = channel<number>(); // between processes of this rank
 * const jobs = channel<Job>("jobs", { home: 0, room: 4 }); // between ranks
 * ```
 */
export function channel<T>(name?: string, options: ChannelOptions = {}): Channel<T> {
  const { room = 0, home = name === undefined ? rank : 0 } = options;
  if (name !== undefined) checkName("channel(name)", name);
  checkRank("channel(home)", home);
  if (!(typeof room === "number" && room >= 0 && room <= 1000 && room % 1 === 0)) {
    throw new VnetosError("bad-request", `channel(room): ${room} is no whole number 0..1000`);
  }
  if (name !== undefined) return { channel: name, home, room } as Channel<T>;
  nameless += 1;
  // No name that a program can give holds "#".
  return { channel: `#${rank}.${nameless}`, home, room } as Channel<T>;
}

/** The writing end, for who should not read. */
export function writeEnd<T>({ channel, home, room }: WriteEnd<T>): WriteEnd<T> {
  return { channel, home, room } as WriteEnd<T>;
}

/** The reading end, for who should not write. */
export function readEnd<T>({ channel, home, room }: ReadEnd<T>): ReadEnd<T> {
  return { channel, home, room } as ReadEnd<T>;
}

/** A channel as messages name it: `channel "jobs"`; the nameless ones: `channel #0.1`. */
export function channelName(name: string): string {
  return name.charAt(0) === "#" ? `channel ${name}` : `channel "${name}"`;
}

/** What readers and writers of a closed channel are told; that its home rank has ended reads otherwise. */
export function closedMessage(name: string): string {
  return `${channelName(name)} is closed`;
}
