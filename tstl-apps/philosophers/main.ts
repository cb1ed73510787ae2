import { choiceArgument, gather, size, wholeArgument } from "vnetos";
import { at, type Placed, placedPar } from "vnetos/csp";
import { forks } from "./forks.ts";
import { Philosopher } from "./philosopher.ts";
import { photographer } from "./photographer.ts";
import { report } from "./report.ts";

const mode = choiceArgument(0, "mode", ["ordered", "deadlock"]);
const seats = wholeArgument(1, "philosophers", { standard: 5, least: 2, most: 50 });
const meals = wholeArgument(2, "meals", { standard: 3, least: 1, most: 50 });
const seed = wholeArgument(3, "seed", { standard: 1, least: 0, most: 2_147_483_645 });

// Every philosopher is a process of its own; they are dealt out to the boards, and the forks with them.
const table = forks(seats);
const diary: string[] = [];
const processes: Placed[] = [];
for (let seat = 0; seat < seats; seat++) {
  processes.push(
    at(seat % size, () => {
      const philosopher = new Philosopher(seat, table, seed, diary);
      philosopher.layFork();
      if (mode === "deadlock") philosopher.takeLeftThenRight();
      for (let meal = 0; meal < meals; meal++) philosopher.dine();
    }),
  );
}
if (mode === "deadlock") processes.push(at(0, () => photographer(seats)));
placedPar(...processes);

const diaries = gather(diary);
if (diaries !== undefined) report(diaries.flat(), seats, meals);
