import { VnetosError } from "#protocol";
import { CounterTable, type CounterUser } from "../../lua-runtime/src/workers/index.ts";
import { bytesOf, fengari, type LuaState, type LuaValue, textOf } from "./node-world-lua.ts";

const { lua } = fengari;

/** The counters of each node, as its board keeps them. */
export class NodeCounters {
  readonly #tables = new Map<string, CounterTable>();
  #workers = 0;

  /** A rank on a node. */
  join(rank: number, node: string): CounterUser {
    const table = this.#tables.get(node) ?? new CounterTable();
    this.#tables.set(node, table);
    return table.join(`rank ${rank} (${node}/${++this.#workers})`, "r1");
  }
}

/**
 * `counterTake` begins, looks until it has an answer, and gives up when its time is over. The part in Lua of the
 * natives below.
 */
export const WAITING_COUNTERS = `
local look, now = ...
local untilNextTurn, pack, unpack = __untilNextTurn, table.pack, table.unpack
__untilNextTurn = nil
__vnetos.counterTake = function(counter, kind, units, timeoutMs)
  local deadline = timeoutMs >= 0 and now() + timeoutMs
  local found = pack(look.begin(counter, kind, units, timeoutMs))
  while not found[1] do
    if deadline and now() >= deadline then return look.giveUp() end
    untilNextTurn(deadline or -1)
    found = pack(look.look())
  end
  return unpack(found, 2, found.n)
end
`;

type Native = (L: LuaState) => LuaValue[];
type TakeKind = Parameters<CounterUser["takeNow"]>[1];

const textAt = (L: LuaState, index: number) => textOf(lua.lua_tostring(L, index));
const numberAt = (L: LuaState, index: number) => lua.lua_tonumber(L, index);

/** counterOpen, counterGive, counterClose. */
export function counterNatives(user: CounterUser): Record<string, Native> {
  return {
    counterOpen: refusing((L) => {
      const form = {
        ...{ name: textAt(L, 1), kind: textAt(L, 2) },
        ...{ initial: numberAt(L, 4), most: numberAt(L, 5) },
      };
      return [user.open(form, textAt(L, 3) as "run" | "board")];
    }),
    counterGive: refusing((L) => [
      user.give(numberAt(L, 1), textAt(L, 2) as "hold" | "spend", numberAt(L, 3)),
    ]),
    counterClose: refusing((L) => {
      user.close(numberAt(L, 1));
      return [true];
    }),
  };
}

/** The three parts of `counterTake`: begin and look answer nothing as long as it has to wait. */
export function counterLookers(user: CounterUser): Record<string, Native> {
  let answer: LuaValue[] | undefined;
  let giveUp = () => {};
  let number = 0;
  return {
    begin: refusing(
      (L) => {
        number = numberAt(L, 1);
        const [kind, units, timeoutMs] = [textAt(L, 2) as TakeKind, numberAt(L, 3), numberAt(L, 4)];
        const taken = user.takeNow(number, kind, units);
        if (taken) return [true, taken.left, optional(taken.abandonedBy)];
        const vain = timeoutMs < 0 ? user.whyVain(number) : undefined;
        if (vain) return [true, ...failure(vain.code, vain.message)];
        answer = undefined;
        giveUp = user.wait(number, {
          kind,
          units,
          endless: timeoutMs < 0,
          taken: ({ left, abandonedBy }) => {
            answer = [true, left, optional(abandonedBy)];
          },
          failed: ({ code, message }) => {
            answer = [true, ...failure(code, message)];
          },
        });
        return [];
      },
      [true],
    ),
    look: () => answer ?? [],
    giveUp: () => {
      giveUp();
      return failure("timeout", user.state(number));
    },
  };
}

const optional = (text: string | undefined) => (text === undefined ? undefined : bytesOf(text));
const failure = (code: string, message: string): LuaValue[] => [
  undefined,
  bytesOf(code),
  bytesOf(message),
];

function refusing(native: Native, before: LuaValue[] = []): Native {
  return (L) => {
    try {
      return native(L);
    } catch (thrown) {
      if (!(thrown instanceof VnetosError)) throw thrown;
      return [...before, ...failure(thrown.code, thrown.message)];
    }
  };
}
