// Where writers and readers of one channel meet, on its home rank. Nothing here waits or sends.
//
//   write ──> values: [ taken up to `room` | writers that wait ] ──> read
//                                                       readers that wait <──┘
//   A reader in a select may hold a value in reserve until it has chosen: accept or decline.

/** A value that was written. */
export interface Value {
  readonly text: string;
  /** The rank that wrote it, and the number of its question. */
  readonly from: number;
  readonly id: number;
  /** Lets the writer go on; undefined: it has gone on already. */
  release: (() => void) | undefined;
}

export interface Reader {
  /** The rank that reads, and the number of its question. */
  readonly from: number;
  readonly id: number;
  /** It may still decline: `accept` or `decline` follows. */
  readonly reserves: boolean;
  readonly take: (value: Value) => void;
  /** The channel was closed and is empty. */
  readonly closed: () => void;
}

export interface Meeting {
  readonly room: number;
  closed: boolean;
  values: Value[];
  readers: Reader[];
}

export function openMeeting(room: number): Meeting {
  return { room, closed: false, values: [], readers: [] };
}

/** False: the channel is closed. */
export function write(meeting: Meeting, value: Value): boolean {
  if (meeting.closed) return false;
  meeting.values.push(value);
  settle(meeting);
  return true;
}

export function read(meeting: Meeting, reader: Reader): void {
  meeting.readers.push(reader);
  settle(meeting);
}

/** A reserved value is read. */
export function accept(meeting: Meeting, value: Value): void {
  release(value);
  settle(meeting);
}

/** A reserved value goes back to the front. */
export function decline(meeting: Meeting, value: Value): void {
  meeting.values.splice(0, 0, value);
  settle(meeting);
}

/** No value is written any more; those that were are still read. */
export function close(meeting: Meeting): void {
  meeting.closed = true;
  settle(meeting);
}

/** Takes out readers, and writers that wait. */
export function leave(
  meeting: Meeting,
  goes: (who: { from: number; id: number }) => boolean,
): void {
  meeting.readers = meeting.readers.filter((reader) => !goes(reader));
  meeting.values = meeting.values.filter((value) => value.release === undefined || !goes(value));
  settle(meeting);
}

/** Brings values and readers together, and lets the writers go on whose values have room. */
function settle(meeting: Meeting): void {
  const { values, readers } = meeting;
  while (values.length > 0 && readers.length > 0) {
    const [reader] = readers.splice(0, 1) as [Reader];
    const [value] = values.splice(0, 1) as [Value];
    reader.take(value);
    if (!reader.reserves) release(value);
  }
  for (let i = 0; i < values.length && i < meeting.room; i++) release(values[i] as Value);
  if (!meeting.closed || values.length > 0) return;
  for (const reader of readers.splice(0, readers.length)) reader.closed();
}

function release(value: Value): void {
  const { release } = value;
  value.release = undefined;
  if (release !== undefined) release();
}
