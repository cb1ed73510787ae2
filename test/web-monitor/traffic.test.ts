import { describe, expect, test } from "vitest";
import { reduce } from "../../web-monitor/state/reduce.ts";
import { INITIAL_STATE, type State } from "../../web-monitor/state/state.ts";
import { workerKey } from "../../web-monitor/state/traffic.ts";
import { FakeCluster } from "../support/fake-gateway-cluster.ts";

const START = Date.parse("2026-01-02T10:00:00.000Z");

function loaded(cluster: FakeCluster): State {
  const { nodes, links, topology, runs } = cluster;
  return { ...INITIAL_STATE, nodes, links, topology, runs, switch: cluster.switch };
}

function sampled(state: State, cluster: FakeCluster, atMs: number): State {
  const time = new Date(START + atMs).toISOString();
  const event = { seq: 1, time, type: "traffic", sample: cluster.sample } as const;
  return reduce(state, { type: "events", events: [event], replay: false });
}

describe("a traffic sample", () => {
  test("gives rates per second on links and ports, by the gateway's clock", () => {
    const cluster = new FakeCluster();
    const first = sampled(loaded(cluster), cluster, 0);
    cluster.send(0, 15, 50);
    const second = sampled(first, cluster, 250);
    expect(second.rates.links.get("b0/0")).toEqual({ out: 200, in: 0, bad: 0 });
    expect(second.rates.links.get("b7/1")).toEqual({ out: 0, in: 200, bad: 0 });
    expect(second.rates.ports.get(0)).toEqual({ in: 200, out: 0 });
    expect(second.rates.ports.get(15)).toEqual({ in: 0, out: 200 });
  });

  test("after a long rest counts as the last second's, so that it is seen", () => {
    const cluster = new FakeCluster();
    const first = sampled(loaded(cluster), cluster, 0);
    cluster.send(2, 4, 3);
    const second = sampled(first, cluster, 3_600_000);
    expect(second.rates.ports.get(2)?.in).toBe(3);
    expect(second.burst).toMatchObject({ spreadMs: 1_000, flows: [{ from: 2, to: 4, frames: 3 }] });
  });

  test("in which nothing moved starts no burst", () => {
    const cluster = new FakeCluster();
    const first = sampled(loaded(cluster), cluster, 0);
    expect(sampled(first, cluster, 250).burst).toBeUndefined();
  });

  test("of a board that started anew counts from nothing, never backwards", () => {
    const cluster = new FakeCluster();
    cluster.send(0, 2, 1_000);
    const first = sampled(loaded(cluster), cluster, 0);
    const reborn = new FakeCluster();
    reborn.send(0, 2, 10);
    expect(sampled(first, reborn, 500).rates.links.get("b0/0")?.out).toBe(20);
  });

  test("tells CPU as a share of one core, for boards and workers", () => {
    const cluster = new FakeCluster();
    const first = sampled(loaded(cluster), cluster, 0);
    cluster.changeNode("b3", ({ workers }) => ({
      cpuMs: 125,
      workers: workers.map((worker) => ({ ...worker, cpuMs: 100 })),
    }));
    const second = sampled(first, cluster, 200);
    expect(second.rates.nodeCpu.get("b3")).toBeCloseTo(0.625);
    expect(second.rates.workerCpu.get(workerKey("b3", 1))).toBeCloseTo(0.5);
    expect(second.nodes[3]?.cpuMs).toBe(125);
  });

  test("keeps ports that it does not mention", () => {
    const cluster = new FakeCluster();
    const first = sampled(loaded(cluster), cluster, 0);
    cluster.ports = cluster.ports.slice(0, 2);
    expect(sampled(first, cluster, 250).switch?.ports).toHaveLength(16);
  });

  test("is nothing any more when none follows", () => {
    const cluster = new FakeCluster();
    cluster.send(0, 2, 9);
    const moving = sampled(loaded(new FakeCluster()), cluster, 0);
    expect(moving.rates.ports.size).toBe(16);
    expect(reduce(moving, { type: "quiet" }).rates.ports.size).toBe(0);
  });
});
