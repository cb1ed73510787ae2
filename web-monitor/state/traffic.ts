import type { LinkStats, NodeView, SwitchPortView, TrafficSample } from "#protocol";
import { estimateFlows } from "../picture/flows.ts";
import { withSample } from "./nodes.ts";
import type { Burst, LinkRate, PortRate, Rates, State } from "./state.ts";

// Samples come a few times a second while something changes and not at all otherwise: after a rest the frames
// of a sample are of the last moment, not of the whole rest.
const SPAN_MIN_S = 0.05;
const SPAN_MAX_S = 1;

/** `at`: the gateway's time of the sample, ms. */
export function reduceSample(state: State, sample: TrafficSample, at: number): State {
  const passed = state.sampledAt === undefined ? SPAN_MAX_S : (at - state.sampledAt) / 1_000;
  const seconds = Math.min(SPAN_MAX_S, Math.max(SPAN_MIN_S, passed));
  return {
    ...state,
    nodes: withSample(state.nodes, sample.nodes),
    switch: state.switch && { ...state.switch, ports: withPorts(state, sample.switchPorts) },
    rates: ratesOf(state, sample, seconds),
    burst: burstOf(state, sample, seconds),
    sampledAt: at,
  };
}

function withPorts(state: State, ports: readonly SwitchPortView[]): readonly SwitchPortView[] {
  const byNumber = new Map([...(state.switch?.ports ?? []), ...ports].map((p) => [p.port, p]));
  return [...byNumber.values()].sort((a, b) => a.port - b.port);
}

function ratesOf(state: State, sample: TrafficSample, seconds: number): Rates {
  const before = new Map(state.nodes.map((node) => [node.name, node]));
  const links = new Map<string, LinkRate>();
  const nodeCpu = new Map<string, number>();
  const workerCpu = new Map<string, number>();
  for (const node of sample.nodes) {
    const old = before.get(node.name);
    node.links.forEach((link, n) => {
      links.set(`${node.name}/${n}`, linkRate(link, old?.links[n], seconds));
    });
    nodeCpu.set(node.name, grown(node.cpuMs, old?.cpuMs) / 1_000 / seconds);
    for (const worker of node.workers) {
      const was = old?.workers.find((other) => other.id === worker.id);
      const cpu = grown(worker.cpuMs, was?.cpuMs ?? 0) / 1_000 / seconds;
      workerCpu.set(workerKey(node.name, worker.id), Math.min(1, cpu));
    }
  }
  return { links, ports: portRates(state, sample, seconds), nodeCpu, workerCpu };
}

/** Names a worker in `Rates.workerCpu`. */
export function workerKey(node: NodeView["name"], worker: number): string {
  return `${node}#${worker}`;
}

function linkRate(now: LinkStats, was: LinkStats | undefined, seconds: number): LinkRate {
  return {
    out: grown(now.framesOut, was?.framesOut) / seconds,
    in: grown(now.framesIn, was?.framesIn) / seconds,
    bad: grown(now.badFrames, was?.badFrames) / seconds,
  };
}

function portRates(state: State, sample: TrafficSample, seconds: number) {
  const rates = new Map<number, PortRate>();
  for (const [port, frames] of portFrames(state, sample)) {
    rates.set(port, { in: frames.in / seconds, out: frames.out / seconds });
  }
  return rates;
}

function burstOf(state: State, sample: TrafficSample, seconds: number): Burst | undefined {
  const serial = (state.burst?.serial ?? 0) + 1;
  const flows = estimateFlows(portFrames(state, sample), state.switch?.rows ?? [], serial);
  if (flows.length === 0) return state.burst;
  return { serial, spreadMs: seconds * 1_000, flows };
}

function portFrames(state: State, sample: TrafficSample): ReadonlyMap<number, PortRate> {
  const before = new Map(state.switch?.ports.map((port) => [port.port, port]));
  return new Map(
    sample.switchPorts.map((now) => {
      const was = before.get(now.port);
      const frames = {
        in: grown(now.framesIn, was?.framesIn),
        out: grown(now.framesOut, was?.framesOut),
      };
      return [now.port, frames];
    }),
  );
}

/** A counter that went back belongs to a node that started anew; one never seen before says nothing yet. */
function grown(now: number | undefined, was: number | undefined): number {
  if (now === undefined || was === undefined) return 0;
  return now >= was ? now - was : now;
}
