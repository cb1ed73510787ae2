import { decode } from "../json.ts";
import { answer, answerAs, neverArrives, type Question, refuse } from "../kernel/ask.ts";
import { isDelivered, type Posted } from "../kernel/post.ts";
import { matches, type Pattern, type Tuple } from "./pattern.ts";

// Tuple spaces at home on this rank. Questions, the space's name behind each word:
//
//   out          body: a tuple             answered when it is in the space
//   in, rd       body: a pattern           answered with a tuple, as soon as one fits: taken out, or left there
//   inp, rdp     body: a pattern           the same, or "" when none fits now
//   count        body: a pattern           answered with the number of tuples that fit

/** The context of all spaces. */
export const CONTEXT = "tuples";

interface Kept {
  readonly text: string;
  readonly tuple: Tuple;
}

interface Waiting {
  readonly question: Question;
  readonly pattern: Pattern;
  readonly takes: boolean;
}

interface Given {
  readonly posted: Posted;
  readonly kept: Kept;
}

interface Store {
  tuples: Kept[];
  waiting: Waiting[];
  /** Taken out, and perhaps not yet where they go. */
  given: Given[];
}

const stores: Record<string, Store> = {};

function storeOf(name: string): Store {
  const known = stores[name];
  if (known !== undefined) return known;
  const made: Store = { tuples: [], waiting: [], given: [] };
  stores[name] = made;
  return made;
}

answerAs(CONTEXT, {
  asked: (question) => {
    const space = question.kind.indexOf(" ");
    const store = storeOf(question.kind.substring(space + 1));
    carryOut(store, question.kind.substring(0, space), question);
  },
  withdrawn: (from, id) => {
    leave(({ question }) => question.from === from && question.id === id);
  },
  lost: (peer) => {
    leave(({ question }) => question.from === peer);
    for (const name in stores) takeBack(stores[name] as Store);
  },
});

function carryOut(store: Store, word: string, question: Question): void {
  if (word === "out") {
    keep(store, { text: question.body, tuple: decode<Tuple>(question.body) });
    // A tuple that is given back is news: nobody waits.
    if (question.id > 0) answer(question, "");
    return;
  }
  const pattern = decode<Pattern>(question.body);
  if (word === "count") {
    const fitting = store.tuples.filter(({ tuple }) => matches(pattern, tuple));
    answer(question, String(fitting.length));
    return;
  }
  const takes = word === "in" || word === "inp";
  const found = store.tuples.findIndex(({ tuple }) => matches(pattern, tuple));
  if (found >= 0) give(store, question, take(store, found, takes), takes);
  else if (word === "inp" || word === "rdp") answer(question, "");
  else if (word === "in" || word === "rd") store.waiting.push({ question, pattern, takes });
  else refuse(question, "bad-request", `tuple spaces know no "${word}"`);
}

/** Gives a new tuple to all who wait to read it and the first who waits to take it; or keeps it. */
function keep(store: Store, kept: Kept): void {
  const { waiting } = store;
  store.waiting = [];
  let taken = false;
  for (const each of waiting) {
    if (taken || !matches(each.pattern, kept.tuple)) store.waiting.push(each);
    else {
      give(store, each.question, kept, each.takes);
      taken = each.takes;
    }
  }
  if (!taken) store.tuples.push(kept);
}

function take(store: Store, index: number, takes: boolean): Kept {
  const kept = store.tuples[index] as Kept;
  if (takes) store.tuples.splice(index, 1);
  return kept;
}

function give(store: Store, question: Question, kept: Kept, takes: boolean): void {
  const posted = answer(question, kept.text);
  if (!takes) return;
  store.given = store.given.filter((given) => !isDelivered(given.posted));
  store.given.push({ posted, kept });
}

/** Puts those tuples back that a rank has taken and died before they came. */
function takeBack(store: Store): void {
  const { given } = store;
  store.given = [];
  for (const each of given) {
    if (neverArrives(each.posted)) keep(store, each.kept);
    else store.given.push(each);
  }
}

function leave(goes: (waiting: Waiting) => boolean): void {
  for (const name in stores) {
    const store = stores[name] as Store;
    store.waiting = store.waiting.filter((each) => !goes(each));
  }
}
