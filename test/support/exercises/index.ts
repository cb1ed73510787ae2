import { election } from "./election.ts";
import type { Exercise } from "./exercise.ts";
import { floydWarshall } from "./floyd-warshall.ts";
import { fusion } from "./fusion.ts";
import { heat } from "./heat.ts";
import { hello } from "./hello.ts";
import { kmeans } from "./kmeans.ts";
import { life } from "./life.ts";
import { mandelbrot } from "./mandelbrot.ts";
import { matmul } from "./matmul.ts";
import { mutex } from "./mutex.ts";
import { nbody } from "./nbody.ts";
import { nqueens } from "./nqueens.ts";
import { philosophers } from "./philosophers.ts";
import { pi } from "./pi.ts";
import { ring } from "./ring.ts";
import { samplesort } from "./samplesort.ts";
import { sieve } from "./sieve.ts";
import { snapshot } from "./snapshot.ts";
import { wordcount } from "./wordcount.ts";

export { type Exercise, type Outcome, type SavedFile, SIZES } from "./exercise.ts";

/** Every app of tstl-apps whose result is checked; a row here is a row of both test matrices. */
export const EXERCISES: readonly Exercise[] = [
  hello,
  ring,
  pi,
  sieve,
  wordcount,
  mandelbrot,
  nqueens,
  samplesort,
  kmeans,
  floydWarshall,
  nbody,
  matmul,
  heat,
  life,
  election,
  snapshot,
  mutex,
  philosophers,
  fusion,
];
