import {
  DEFAULT_LIMITS,
  type LinkStats,
  NO_ACTIVITY,
  type NodeView,
  type RunView,
  type SwitchPortView,
  type WorkerStatus,
} from "#protocol";

/** One of each view of the API, healthy and at rest; tests overwrite what they are about. */

export function fakeLink(part: Partial<LinkStats> = {}): LinkStats {
  return {
    up: true,
    framesOut: 0,
    framesIn: 0,
    bytesOut: 0,
    bytesIn: 0,
    retries: 0,
    badFrames: 0,
    forwarded: 0,
    dropped: 0,
    backlog: 0,
    ...part,
  };
}

export function fakeNode(index: number, part: Partial<NodeView> = {}): NodeView {
  return {
    name: `b${index}`,
    origin: "virtual",
    state: "up",
    url: `http://127.0.0.1:${9_000 + index}`,
    address: index + 1,
    switchPorts: [2 * index, 2 * index + 1],
    restarts: 0,
    info: {
      nmp: 1,
      kind: "fengari",
      name: `b${index}`,
      firmware: "0.1.0",
      lua: "Lua 5.3",
      bootId: "0123456789abcdef",
      sealed: true,
      limits: DEFAULT_LIMITS,
      capabilities: ["links"],
      uptimeMs: 1_000,
    },
    memory: { used: 9_000_000, free: 58_000_000 },
    cpuMs: 0,
    workers: [],
    ports: [],
    links: [fakeLink(), fakeLink()],
    ...part,
  };
}

export function fakeWorker(id: number, part: Partial<WorkerStatus> = {}): WorkerStatus {
  return {
    id,
    name: "ring",
    state: "running",
    lifetime: "session",
    memory: { used: 1_400_000, peak: 1_600_000, budget: 16_777_216 },
    cpuMs: 0,
    ageMs: 0,
    activity: NO_ACTIVITY,
    ...part,
  };
}

export function fakePort(port: number, part: Partial<SwitchPortView> = {}): SwitchPortView {
  return {
    port,
    link: `b${Math.floor(port / 2)}/${port % 2}`,
    connected: true,
    framesIn: 0,
    bytesIn: 0,
    framesOut: 0,
    bytesOut: 0,
    errors: 0,
    dropped: 0,
    unrouted: 0,
    backPressure: 0,
    queued: 0,
    highestFill: 0,
    ...part,
  };
}

export function fakeRun(id: string, part: Partial<RunView> = {}): RunView {
  return {
    id,
    name: "ring",
    program: "a".repeat(64),
    state: "running",
    detached: false,
    startedAt: "2026-01-02T10:00:00.000Z",
    elapsedMs: 0,
    ranks: Array.from({ length: 8 }, (_, rank) => ({ rank, node: `b${rank}`, worker: 1 })),
    ...part,
  };
}
