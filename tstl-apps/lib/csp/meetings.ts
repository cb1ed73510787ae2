import { answer, answerAs, type Question, refuse } from "../kernel/ask.ts";
import { rank } from "../world.ts";
import { channelName, closedMessage } from "./channel.ts";
import {
  accept,
  close,
  decline,
  leave,
  type Meeting,
  openMeeting,
  type Reader,
  read,
  type Value,
  write,
} from "./meeting.ts";

// Channels whose home is this rank, and what other ranks do with them. Questions, `room name` behind each word:
//
//   write    body: the value         answered when it was read or has room
//   read     answered with the value
//   select   as read, but the value is only reserved: news `accept id` or `decline id` follows
//   poll     as select, but refused as `empty` when no value is there
//   close    answered at once

/** The context of all channels. */
export const CONTEXT = "csp";

const meetings: Record<string, Meeting> = {};

interface Reserved {
  readonly meeting: Meeting;
  readonly value: Value;
  readonly from: number;
  readonly id: number;
}

let reserved: Reserved[] = [];

/** The meeting of a channel at home here; made when first used. */
export function meetingOf(name: string, room: number): Meeting {
  const known = meetings[name];
  if (known !== undefined) return known;
  const made = openMeeting(room);
  meetings[name] = made;
  return made;
}

answerAs(CONTEXT, {
  asked: (question) => {
    const words = question.kind.split(" ");
    const word = words[0] as string;
    if (word === "accept" || word === "decline") {
      decide(question.from, Number(words[1]), word === "accept");
      return;
    }
    const room = Number(words[1]);
    const name = words[2] as string;
    const meeting = meetingOf(name, room);
    if (meeting.room !== room) refuseRoom(question, name, meeting.room, room);
    else begin(word, meeting, name, question);
  },
  withdrawn: (from, id) => leaveAll((who) => who.from === from && who.id === id),
  lost: (peer) => {
    leaveAll((who) => who.from === peer);
    for (const each of reserved.filter(({ from }) => from === peer)) decide(peer, each.id, false);
  },
});

function leaveAll(goes: (who: { from: number; id: number }) => boolean): void {
  for (const name in meetings) leave(meetings[name] as Meeting, goes);
}

function begin(word: string, meeting: Meeting, name: string, question: Question): void {
  if (word === "write") writeFor(meeting, name, question);
  else if (word === "close") {
    close(meeting);
    answer(question, "");
  } else if (word === "poll" && meeting.values.length === 0 && !meeting.closed) {
    refuse(question, "empty", `${channelName(name)} is empty`);
  } else read(meeting, readerFor(meeting, name, question, word !== "read"));
}

function writeFor(meeting: Meeting, name: string, question: Question): void {
  const { from, id, body } = question;
  const release = () => void answer(question, "");
  const written = write(meeting, { text: body, from, id, release });
  if (!written) refuse(question, "closed", closedMessage(name));
}

function readerFor(meeting: Meeting, name: string, question: Question, reserves: boolean): Reader {
  const { from, id } = question;
  const take = (value: Value) => {
    if (reserves) reserved.push({ meeting, value, from, id });
    answer(question, value.text);
  };
  const closed = () => refuse(question, "closed", closedMessage(name));
  return { from, id, reserves, take, closed };
}

function decide(from: number, id: number, accepted: boolean): void {
  const isIt = (each: Reserved) => each.from === from && each.id === id;
  const found = reserved.find(isIt);
  if (found === undefined) return;
  reserved = reserved.filter((each) => !isIt(each));
  if (accepted) accept(found.meeting, found.value);
  else decline(found.meeting, found.value);
}

function refuseRoom(question: Question, name: string, room: number, other: number): void {
  const text = `${channelName(name)} has room ${room} on its home rank ${rank}, not ${other}`;
  refuse(question, "bad-request", `${text}: make it with the same options everywhere`);
}
