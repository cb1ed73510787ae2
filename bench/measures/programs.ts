import { app, type Lab } from "../lab.ts";
import type { Row } from "../row.ts";

/** What programs measure themselves: computing on one board, a message between two. */
export async function programs(lab: Lab): Promise<Row[]> {
  const dhrystone = await lab.run(app("bench/apps/dhrystone.ts"), { nodes: ["b0"], args: ["2"] });
  const pingPong = await lab.run(app("bench/apps/ping-pong.ts"), {
    nodes: ["b0", "b1"],
    args: ["500"],
  });
  return [
    {
      id: "fengari.dhrystone",
      what: "Dhrystones/s, one board",
      value: Number(dhrystone.text),
      unit: "1/s",
    },
    {
      id: "fengari.message",
      what: "one message of 64 B, worker to worker, two boards, through the switch",
      value: Number(pingPong.text),
      unit: "ms",
      paper: "3 to 4 ms",
      target: "<= 1 ms",
    },
  ];
}
