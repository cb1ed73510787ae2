import { describe, expect, it } from "vitest";
import { Channels } from "../../../gateway/src/cluster/channels.ts";
import { planWorkers } from "../../../gateway/src/cluster/run-plan.ts";

const plan = (nodes: string[]) => {
  const channels = new Channels();
  return planWorkers({
    ...{ run: "r1", name: "app", sha256: "00".repeat(32), nodes, args: [], detached: false },
    layout: {
      topology: "ring",
      neighbours: nodes.map((_, rank) => [...nodes.keys()].filter((peer) => peer !== rank)),
    },
    ownName: (node) => `own-${node}`,
    nextChannel: () => channels.take(),
  });
};

describe("the plan of a run", () => {
  it("ties every rank to every other, with one channel for both ends", () => {
    const workers = plan(["b0", "b1", "b2"]);
    for (const [rank, worker] of workers.entries())
      for (const { port, remote, channel } of worker.connections ?? []) {
        const [, own, peer] = port.split(".").map(Number);
        expect(own).toBe(rank);
        const other = workers[peer as number]?.connections?.find((c) => c.port === remote.port);
        expect(other).toMatchObject({ remote: { node: `b${rank}`, port }, channel });
      }
    const ends = workers.flatMap((worker) => worker.connections ?? []);
    expect(ends).toHaveLength(6);
    expect(new Set(ends.map((end) => end.channel)).size).toBe(3);
  });

  it("ties two ranks on one node once, under the name that the node has for itself", () => {
    const [first, second] = plan(["b0", "b0"]);
    expect(first?.connections).toMatchObject([
      { port: "r1.0.1", remote: { node: "own-b0", port: "r1.1.0" } },
    ]);
    expect(second?.connections).toEqual([]);
    expect(second?.ports).toEqual(["r1.1.0"]);
  });

  it("tells every rank the shape, and each its own neighbours", () => {
    expect(plan(["b0", "b1"]).map(({ world }) => world)).toEqual([
      { run: "r1", rank: 0, nodes: ["b0", "b1"], topology: "ring", neighbours: [1] },
      { run: "r1", rank: 1, nodes: ["b0", "b1"], topology: "ring", neighbours: [0] },
    ]);
  });

  it("starts nobody before all are there", () => {
    expect(plan(["b0", "b1"]).every((worker) => worker.start === false)).toBe(true);
  });
});

describe("channels", () => {
  it("are given once until they are freed, 1 to 65535", () => {
    const channels = new Channels();
    const taken = Array.from({ length: 65_535 }, () => channels.take());
    expect(new Set(taken).size).toBe(65_535);
    expect([Math.min(...taken), Math.max(...taken)]).toEqual([1, 65_535]);
    expect(() => channels.take()).toThrow(/all 65535 channels/);
    channels.free(77);
    expect(channels.take()).toBe(77);
  });
});
