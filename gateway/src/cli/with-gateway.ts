import { findGateway, stateFolder } from "./find-gateway.ts";
import { GatewayClient } from "./gateway-client.ts";
import { INTERRUPTED, onInterrupt } from "./signals.ts";
import { createProgress } from "./ui/progress.ts";

/** Boards of a cluster that nobody said how large it should be. */
export const DEFAULT_BOARDS = 8;

/** Works with the gateway that is up, or with one of its own, which ends with the work. */
export async function withGateway(
  options: { quiet: boolean; boards?: number },
  work: (client: GatewayClient) => Promise<void>,
): Promise<void> {
  const found = await findGateway();
  if (found) return await work(found);
  const progress = createProgress({ quiet: options.quiet });
  const { boards = DEFAULT_BOARDS } = options;
  const what = boards === 0 ? "a gateway" : `${boards} boards`;
  progress.start(`no cluster is up: starting ${what} for this command`);
  const { Gateway } = await import("#api");
  const starting = Gateway.start({
    cluster: { boards, stateFolder: stateFolder(), remember: false },
    host: "127.0.0.1",
    port: 0,
  });
  // Ctrl-C before the work has its own way to end: what was started is ended, and no work begins.
  let interrupted = false;
  const release = onInterrupt(() => {
    interrupted = true;
  });
  const gateway = await starting.finally(release);
  progress.stop();
  try {
    if (interrupted) process.exitCode = INTERRUPTED;
    else await work(new GatewayClient(gateway));
  } finally {
    await gateway.close();
  }
}
