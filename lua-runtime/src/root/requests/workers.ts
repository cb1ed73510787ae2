import {
  decodeJson,
  parseInputRequest,
  parseTraceQuery,
  parseWorkerRequest,
  type TraceAnswer,
  type WorkerList,
} from "#protocol";
import type { Call, Parts } from "../parts.ts";

export function listWorkers(parts: Parts): WorkerList {
  return { workers: parts.workers.list() };
}

export function createWorker(parts: Parts, { request, session }: Call): unknown {
  return parts.workers.create(parseWorkerRequest(decodeJson(request.body)), session?.id ?? "");
}

export function getWorker(parts: Parts, { segment }: Call): unknown {
  return parts.workers.view(Number(segment));
}

export function killWorker(parts: Parts, { segment }: Call): unknown {
  return parts.workers.kill(Number(segment));
}

export function startWorker(parts: Parts, { segment }: Call): unknown {
  return parts.workers.start(Number(segment));
}

export async function inputToWorker(parts: Parts, { request, segment }: Call): Promise<undefined> {
  await parts.workers.input(Number(segment), parseInputRequest(decodeJson(request.body)));
}

export function workerTrace(parts: Parts, { request, segment }: Call): TraceAnswer {
  const from = parseTraceQuery(request.query);
  return parts.workers.trace(Number(segment), from, parts.limits.bodyBytes);
}
