import { args, barrier, now, rank, topology } from "vnetos";
import { allGather, allReduce, broadcast, each, sum } from "vnetos/parallel";

// Times a collective by each of its algorithms: vnetos run bench/apps/collectives.ts --args BYTES CALLS NAME
const bytes = Number(args[0] ?? 8);
const calls = Number(args[1] ?? 3);
const text = "x".repeat(bytes);
const list: number[] = [];
for (let i = 0; i < bytes / 2; i++) list.push((i + rank) % 10);

time("broadcast as usual", () => void broadcast(text));
for (const algorithm of ["tree", "ring", "binary"] as const)
  time(`broadcast by ${algorithm}`, () => void broadcast(text, { algorithm }));
time("allGather as usual", () => void allGather(text));
for (const algorithm of ["doubling", "ring", "linear"] as const)
  time(`allGather by ${algorithm}`, () => void allGather(text, { algorithm }));
time("allReduce as usual", () => void allReduce<readonly number[]>(list, each(sum)));
for (const algorithm of ["tree", "halving", "ring"] as const)
  time(
    `allReduce by ${algorithm}`,
    () => void allReduce<readonly number[]>(list, each(sum), { algorithm }),
  );

/** The middle one of the times, after a call that does not count. */
function time(name: string, call: () => void): void {
  if (!name.startsWith(args[2] ?? "")) return;
  call();
  const times: number[] = [];
  for (let i = 0; i < calls; i++) {
    barrier();
    const start = now();
    call();
    barrier();
    times.push(now() - start);
  }
  times.sort((a, b) => a - b);
  const ms = times[Math.floor(calls / 2)] as number;
  if (rank === 0) console.log(`${topology}, ${bytes} bytes: ${name} ${ms.toFixed(1)} ms`);
}
