import type { VnetosError } from "../vnetos-error.ts";
import { driver } from "./drive.ts";
import type { Arrived } from "./envelope.ts";
import { hooks } from "./hooks.ts";
import { take } from "./mailbox.ts";
import { type Loss, losses } from "./peers.ts";

/** Takes what other ranks send to a service, whatever this rank is waiting for. Its functions never wait. */
export interface Service {
  /** A message of the service's context has come. It may post and spawn. */
  readonly message: (arrived: Arrived) => void;
  /** A rank is gone: what it owes will not come. */
  readonly lost?: ((peer: number, error: VnetosError) => void) | undefined;
}

const services: Record<string, Service> = {};
const names: string[] = [];

/**
 * Registers a service under a context, a short name in letters: messages that are posted with this context are given
 * to it as they come, during any wait of the program, in order. What has come before is given to it at once.
 * A rank that computes and never waits serves nobody.
 *
 * ```ts
 * serve("echo", { message: ({ from, tag, body }) => forget(post(from, "echoed", tag, body)) });
 * ```
 */
export function serve(context: string, service: Service): void {
  if (services[context] === undefined) names.push(context);
  services[context] = service;
  driver.serves = true;
  const isForIt = (arrived: Arrived) => arrived.context === context;
  for (let next = take(isForIt); next !== undefined; next = take(isForIt)) handle(service, next);
  if (service.lost === undefined) return;
  for (let peer = 0; peer < losses.length; peer++) {
    const loss = losses[peer] as Loss | false;
    if (loss) service.lost(peer, loss.error);
  }
}

hooks.route = (arrived) => {
  const service = services[arrived.context];
  if (service === undefined) return false;
  handle(service, arrived);
  return true;
};

hooks.lost = (peer) => {
  const loss = losses[peer] as Loss | false;
  for (const name of names) {
    const lost = services[name]?.lost;
    if (loss && lost !== undefined) lost(peer, loss.error);
  }
};

function handle(service: Service, arrived: Arrived): void {
  const outer = driver.handling;
  driver.handling = arrived.context;
  try {
    service.message(arrived);
  } finally {
    driver.handling = outer;
  }
}
