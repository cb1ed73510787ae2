import type { Gateway } from "#api";
import { type GatewayEvent, type GatewayInfo, VnetosError } from "#protocol";
import type { BoardChoice } from "./board-option.ts";
import { findGateway, forgetGateway, recordGateway, stateFolder } from "./find-gateway.ts";
import { GatewayClient } from "./gateway-client.ts";
import { onInterrupt } from "./signals.ts";
import { createProgress, type Progress } from "./ui/progress.ts";
import { style, styleFor } from "./ui/style.ts";

export interface ServeOptions {
  readonly boards: number;
  readonly board: BoardChoice;
  /** Absent: the usual port, or any free one when that is busy. */
  readonly port?: number | undefined;
  readonly onUp?: (client: GatewayClient) => Promise<void>;
}

const USUAL_PORT = 7_770;
const HOST = "127.0.0.1";

/** Starts a cluster and keeps it up until it is asked to end. @throws VnetosError `conflict` when one is up already */
export async function serveCluster(options: ServeOptions): Promise<void> {
  await refuseSecond();
  const progress = createProgress({ quiet: false });
  progress.start(`starting the switch and ${options.boards} boards`);
  const ended = interruption();
  const starting = startGateway(options, buildProgress(progress));
  const gateway = await Promise.race([starting, ended.then(() => undefined)]);
  progress.stop();
  if (gateway) tellInstead(gateway);
  if (!gateway) {
    await (await starting).close();
    return;
  }
  const { events } = gateway.cluster;
  const notices = events.subscribe(events.last, printNotice);
  try {
    recordGateway({ url: gateway.url, token: gateway.token, pid: process.pid });
    await Promise.race([serve(gateway, options), ended]);
  } finally {
    notices.end();
    await close(gateway);
  }
}

/** Where lines stay, one is enough of the building of boards, which happens once. */
function buildProgress(progress: Progress): (line: string) => void {
  let isFirst = true;
  return (line) => {
    if (process.stderr.isTTY || isFirst)
      progress.start(`building the native boards, once: ${line}`);
    isFirst = false;
  };
}

async function close(gateway: Gateway): Promise<void> {
  try {
    forgetGateway();
  } finally {
    await gateway.close();
  }
}

function printNotice(event: GatewayEvent): void {
  if (event.type !== "notice" || event.level === "info") return;
  const { red, yellow } = styleFor(process.stderr);
  const colour = event.level === "error" ? red : yellow;
  process.stderr.write(`${colour(event.message)}\n`);
}

async function serve(gateway: Gateway, options: ServeOptions): Promise<void> {
  process.stdout.write(`${style.bold("VNetOS")} is up: ${summary(gateway)}\n`);
  await options.onUp?.(new GatewayClient(gateway));
  process.stdout.write(`${style.dim("Ctrl-C ends it. The page:")}\n${gateway.pageUrl}\n`);
  await gateway.shutdownAsked;
}

function summary({ cluster }: Gateway): string {
  const nodes = cluster.nodes.list();
  const kind = cluster.boardKind?.kind;
  const down = nodes.filter((node) => node.state !== "up").map((node) => node.name);
  const missing = down.length === 0 ? "" : `, not up: ${down.join(", ")}`;
  return `${nodes.length} ${kind === undefined ? "" : `${kind === "native" ? "native" : "Fengari"} `}nodes, topology ${cluster.wiring.view().name}${missing}`;
}

async function refuseSecond(): Promise<void> {
  const found = await findGateway();
  if (!found) return;
  const { pid } = await found.get<GatewayInfo>("/api");
  throw new VnetosError(
    "conflict",
    `a cluster is up already at ${found.address.url} (pid ${pid}): end it with \`npx vnetos down\``,
  );
}

/** Which boards these are and why, when others were meant first. */
function tellInstead({ cluster }: Gateway): void {
  const instead = cluster.boardKind?.instead;
  if (instead === undefined) return;
  const { yellow } = styleFor(process.stderr);
  process.stderr.write(
    `${yellow("Fengari boards, as native ones (50 times faster) cannot be built here:")}\n${instead}\n`,
  );
}

async function startGateway(
  { boards, board, port }: ServeOptions,
  onProgress: (line: string) => void,
): Promise<Gateway> {
  const { Gateway } = await import("#api");
  const start = (at: number) =>
    Gateway.start({
      cluster: { boards, board, onProgress, stateFolder: stateFolder(), remember: true },
      host: HOST,
      port: at,
    });
  if (port !== undefined) return await start(port);
  try {
    return await start(USUAL_PORT);
  } catch (error) {
    if (error instanceof VnetosError && error.code === "conflict") return await start(0);
    throw error;
  }
}

function interruption(): Promise<void> {
  return new Promise((resolve) => onInterrupt(() => resolve()));
}
