import type { Station } from "./algorithm.ts";

/**
 * Peterson, 1982. Only active stations compete, in phases. Each of them learns the value of the active station before
 * it and of the one before that. Where the middle one of the three is the strongest, its value lives on here;
 * otherwise this station becomes a mere relay. At least every second active station drops out in each phase.
 */
export function peterson(ownId: number, pass: (id: number) => void): Station {
  let active = true;
  let value = ownId;
  let before: number | undefined;

  /** The first of a phase's two values. */
  function hearFirst(id: number): number | undefined {
    if (id === value) return value; // Nobody else is active: the value has come home.
    before = id;
    pass(Math.max(value, id));
    return undefined;
  }

  /** The second one ends the phase. */
  function hearSecond(first: number, second: number): void {
    active = first > value && first >= second;
    value = first;
    before = undefined;
    if (active) pass(value);
  }

  return {
    begin() {
      pass(value);
    },
    hear(id) {
      if (!active) pass(id);
      else if (before === undefined) return hearFirst(id);
      else hearSecond(before, id);
      return undefined;
    },
  };
}
