import { expect } from "vitest";
import type { Exercise, ExerciseCase } from "./exercise.ts";

export const philosophers: Exercise = {
  name: "philosophers",
  cases: [
    dinner("ordered", 5, 3),
    dinner("deadlock", 5, 1),
    dinner("ordered", 2, 4),
    dinner("deadlock", 9, 2),
    dinner("deadlock", 2, 1),
  ],
  refuses: [
    [["greedy"], "mode: greedy is none of ordered, deadlock"],
    [["ordered", "1"], "philosophers: 1 is no whole number from 2 to 50"],
    [["ordered", "5", "0"], "meals: 0 is no whole number from 1 to 50"],
    [["ordered", "5", "2", "x"], "seed: x is no whole number from 0 to 2147483645"],
  ],
};

interface Meal {
  readonly seat: number;
  readonly from: number;
  readonly to: number;
}

function dinner(mode: "ordered" | "deadlock", seats: number, meals: number): ExerciseCase {
  return {
    args: [mode, String(seats), String(meals)],
    check: ({ lines: [first = [], ...others] }) => {
      expect(others.flat()).toEqual([]);
      const givenUp = first.filter((line) => line.includes(" gave up"));
      const eaten = first.slice(givenUp.length, -1).map(readMeal);
      checkGivenUp(givenUp, mode, seats);
      checkMeals(eaten, seats, meals);
      const waits = givenUp.length === 1 ? "1 wait was" : `${givenUp.length} waits were`;
      expect(first.at(-1)).toBe(`${seats} philosophers ate ${meals} times each, ${waits} given up`);
    },
  };
}

/** All hold their left fork: at least one has to give up, each at most once. */
function checkGivenUp(lines: readonly string[], mode: string, seats: number): void {
  if (mode === "ordered") expect(lines).toEqual([]);
  else expect(lines.length).toBeGreaterThan(0);
  expect(new Set(lines).size).toBe(lines.length);
  for (const line of lines) {
    const seat = Number(line.split(" ")[1]);
    const right = (seat + 1) % seats;
    expect(line).toBe(`philosopher ${seat} gave up: held fork ${seat}, not ${right}`);
  }
}

/** Everybody eats as often as planned, and never while a neighbour does. */
function checkMeals(eaten: readonly Meal[], seats: number, meals: number): void {
  for (let seat = 0; seat < seats; seat++) {
    const own = eaten.filter((meal) => meal.seat === seat);
    expect(own.length).toBe(meals);
    const atFork = [...own, ...eaten.filter((meal) => meal.seat === (seat + 1) % seats)];
    atFork.sort((a, b) => a.from - b.from);
    atFork.forEach(({ from, to }, i) => {
      expect(from).toBeLessThan(to);
      if (i > 0) expect(from).toBeGreaterThan(atFork[i - 1]?.to as number);
    });
  }
}

function readMeal(line: string): Meal {
  const numbers = /^philosopher (\d+) ate from (\d+) to (\d+)$/.exec(line)?.slice(1).map(Number);
  expect(numbers, line).toBeDefined();
  const [seat, from, to] = numbers as [number, number, number];
  return { seat, from, to };
}
