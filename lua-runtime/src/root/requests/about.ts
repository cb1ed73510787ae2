import { type ClockAnswer, type NodeStats, parseEventsQuery } from "#protocol";
import type { Call, Parts } from "../parts.ts";

export function info(parts: Parts): unknown {
  return parts.info();
}

export function stats(parts: Parts): NodeStats {
  const workers = parts.workers.list();
  const used = workers.reduce((sum, worker) => sum + worker.memory.used, 0);
  const budget = parts.limits.workers * parts.limits.workerMemoryBytes;
  return {
    uptimeMs: parts.info().uptimeMs,
    memory: { used, free: budget - used },
    cpuMs: parts.workers.cpuMs,
    workers,
    ports: parts.ports.stats(),
    links: parts.links.stats(),
    events: parts.log.range,
  };
}

export function clock(parts: Parts): ClockAnswer {
  return { us: Math.round(parts.uptimeMs() * 1000) };
}

/** Room that an answer leaves for what stands around its events. */
const ENVELOPE_BYTES = 256;

export function events(parts: Parts, { request, session }: Call): unknown {
  const { after, wait } = parseEventsQuery(request.query);
  return parts.log.read({
    reader: session?.id ?? "",
    after,
    waitMs: wait,
    maxBytes: parts.limits.bodyBytes - ENVELOPE_BYTES,
    bootId: parts.bootId,
  });
}
