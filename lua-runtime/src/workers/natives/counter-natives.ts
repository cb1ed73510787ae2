import { VnetosError } from "#protocol";
import type { BoardHost } from "../../host.ts";
import type { NativeTable } from "../../vm/lua-vm.ts";
import {
  failure,
  type Native,
  type NativeCall,
  type NativeResults,
  type Wait,
} from "../../vm/native-call.ts";
import type { TakeKind, Taken } from "../counters/counter.ts";
import type { CounterUser } from "../counters/index.ts";
import { waitAtMost } from "../wait.ts";

/** counterOpen, counterTake, counterGive, counterClose. */
export function counterNatives(host: BoardHost, user: CounterUser): NativeTable {
  return {
    counterOpen: refusing((call) => {
      const scope = oneOf(call, 3, ["run", "board"]);
      const [name, kind] = [call.text(1), call.text(2)];
      const [initial, most] = [call.number(4), call.number(5)];
      return [user.open({ name, kind, initial, most }, scope)];
    }),
    counterTake: refusing((call) => take(host, user, call)),
    counterGive: refusing((call) => [
      user.give(call.number(1), oneOf(call, 2, ["hold", "spend"]), call.number(3)),
    ]),
    counterClose: refusing((call) => {
      user.close(call.number(1));
      return [true];
    }),
  };
}

function take(host: BoardHost, user: CounterUser, call: NativeCall): NativeResults | Wait {
  const number = call.number(1);
  const kind = oneOf(call, 2, ["hold", "spend", "see"]);
  const units = call.number(3);
  const timeoutMs = call.optionalNumber(4, -1);
  const taken = user.takeNow(number, kind, units);
  if (taken) return results(taken);
  if (timeoutMs === 0) return late(user, number);
  const vain = timeoutMs < 0 ? user.whyVain(number) : undefined;
  if (vain) return failure(vain.code, vain.message);
  return waitFor(host, user, { number, kind, units, timeoutMs });
}

interface Taking {
  readonly number: number;
  readonly kind: TakeKind;
  readonly units: number;
  readonly timeoutMs: number;
}

function waitFor(host: BoardHost, user: CounterUser, taking: Taking): Wait {
  const { number, kind, units, timeoutMs } = taking;
  const wait = waitAtMost(host, { kind: "locking", timeoutMs, message: "" }, (done) =>
    user.wait(number, {
      kind,
      units,
      endless: timeoutMs < 0,
      taken: (taken) => done(results(taken)),
      failed: ({ code, message }) => done(failure(code, message)),
    }),
  );
  // Who holds it is known only when the time is over.
  const told = (ended: NativeResults) =>
    ended[0] === undefined && ended[1] === "timeout" ? late(user, number) : ended;
  return { ...wait, begin: (done) => wait.begin((ended) => done(told(ended))) };
}

const results = ({ left, abandonedBy }: Taken): NativeResults => [left, abandonedBy];

function late(user: CounterUser, number: number): NativeResults {
  return failure("timeout", user.state(number));
}

function refusing(native: Native): Native {
  return (call) => {
    try {
      return native(call);
    } catch (thrown) {
      // Errors of Lua pass through.
      if (thrown instanceof VnetosError) return failure(thrown.code, thrown.message);
      throw thrown;
    }
  };
}

function oneOf<T extends string>(call: NativeCall, index: number, words: readonly T[]): T {
  const text = call.text(index);
  return (
    words.find((word) => word === text) ??
    call.refuse(index, `${words.map((word) => `"${word}"`).join(" or ")} expected`)
  );
}
