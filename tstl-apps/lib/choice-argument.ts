import { checkWhole } from "./check-arguments.ts";
import { VnetosError } from "./vnetos-error.ts";
import { args } from "./world.ts";

/**
 * The word that stands at `position` behind `--args`, one of `choices`; the first of them when there is none.
 *
 * @param position 0 for the first argument.
 * @param name What the argument is called in the error.
 * @throws VnetosError `bad-request`: `order: upwards is none of shuffled, rising, falling`.
 *
 * ```ts
 * const order = choiceArgument(1, "order", ["shuffled", "rising", "falling"]);
 * ```
 */
export function choiceArgument<const T extends string>(
  position: number,
  name: string,
  choices: readonly [T, ...T[]],
): T {
  checkWhole("choiceArgument(position)", position);
  if (choices.length === 0)
    throw new VnetosError("bad-request", "choiceArgument(choices): there is none");
  const text = args[position];
  if (text === undefined) return choices[0];
  for (const choice of choices) if (choice === text) return choice;
  throw new VnetosError("bad-request", `${name}: ${text} is none of ${choices.join(", ")}`);
}
