import { answerAs, type Question } from "../kernel/ask.ts";
import { CONTEXT } from "./wire.ts";

interface Implementation {
  readonly run: (question: Question) => void;
}

/** What this rank serves, by the name of the service. */
export const implementations: Record<string, Implementation> = {};

/** Questions to services that this rank does not serve yet. */
export const parked: Record<string, Question[]> = {};

answerAs(CONTEXT, {
  asked: (question) => {
    const name = question.kind.substring(0, question.kind.indexOf(" "));
    const implementation = implementations[name];
    if (implementation !== undefined) implementation.run(question);
    else {
      const waiting = parked[name] ?? [];
      waiting.push(question);
      parked[name] = waiting;
    }
  },
  withdrawn: (from, id) => dropParked((question) => question.from === from && question.id === id),
  lost: (peer) => dropParked((question) => question.from === peer),
});

function dropParked(goes: (question: Question) => boolean): void {
  for (const name in parked) {
    const stay = (parked[name] as Question[]).filter((question) => !goes(question));
    if (stay.length > 0) parked[name] = stay;
    else delete parked[name];
  }
}
