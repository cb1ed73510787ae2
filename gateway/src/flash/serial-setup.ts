import { type NmpTransport, SERIAL_SCHEME, transportTo } from "#nodes";
import {
  decodeJson,
  encodeJson,
  fromWireError,
  isErrorCode,
  NMP_VERSION,
  type NmpMethod,
  type NodeInfo,
  parseKey,
  SETUP_PATH,
  type SetupAnswer,
  VnetosError,
  type WifiNetwork,
} from "#protocol";
import type { BoardSettings, BoardSetup, VerifiedBoard } from "./board-setup.ts";

/** A board that was just written may have to start first. */
const START_MS = 20_000;
/** Wi-Fi takes some seconds, a wrong password too. */
const JOIN_MS = 40_000;
const LOOK_AGAIN_MS = 250;

/** Set-up by NMP over the board's serial line: gateway/protocol/README.md, "Set-up". */
export class SerialSetup implements BoardSetup {
  async info(port: string, signal: AbortSignal): Promise<NodeInfo> {
    return await withLine(port, undefined, (way) => askInfo(way, signal));
  }

  async write(port: string, { name, key, wifi }: BoardSettings, signal: AbortSignal) {
    return await withLine(port, undefined, async (way) => {
      const { bootId } = await patiently(START_MS, signal, () => askInfo(way, signal));
      await ask(way, signal, "PUT", SETUP_PATH, { name, key, ...(wifi && { wifi }) });
      return bootId;
    });
  }

  async verify(
    port: string,
    { name, key, wifi }: BoardSettings,
    formerBootId: string,
    signal: AbortSignal,
  ): Promise<VerifiedBoard> {
    const { info, setup } = await withLine(port, undefined, (way) =>
      patiently(JOIN_MS, signal, async () => {
        const info = await askInfo(way, signal);
        const setup = await ask<SetupAnswer>(way, signal, "GET", SETUP_PATH);
        checkStarted(info, name, formerBootId);
        if (wifi) checkWifi(setup, wifi, info);
        return { info, setup };
      }),
    );
    await withLine(port, key, (way) => askInfo(way, signal)); // Sealed: it proves that it has the key.
    return { info, ...(setup.url === undefined ? {} : { url: setup.url }) };
  }
}

async function withLine<T>(
  port: string,
  key: string | undefined,
  work: (way: NmpTransport) => Promise<T>,
): Promise<T> {
  const way = transportTo(`${SERIAL_SCHEME}${port}`, key === undefined ? undefined : parseKey(key));
  try {
    return await work(way);
  } finally {
    way.close();
  }
}

async function askInfo(way: NmpTransport, signal: AbortSignal): Promise<NodeInfo> {
  const info = await ask<NodeInfo>(way, signal, "GET", "/nmp/info");
  if (info.nmp === NMP_VERSION) return info;
  const message = `the board at ${way.url} speaks NMP ${info.nmp}, this gateway speaks NMP ${NMP_VERSION}: flash it with --again`;
  throw new VnetosError("unsupported-version", message);
}

async function ask<T>(
  way: NmpTransport,
  signal: AbortSignal,
  method: NmpMethod,
  path: string,
  value?: unknown,
): Promise<T> {
  const body = value === undefined ? new Uint8Array(0) : encodeJson(value);
  const response = await way.request({ method, path, query: {}, body }, { signal });
  const answer = response.body.length === 0 ? undefined : decodeJson(response.body);
  if (response.status < 300) return answer as T;
  const { code, message } =
    (answer as { error?: { code?: unknown; message?: unknown } })?.error ?? {};
  if (isErrorCode(code)) throw fromWireError({ code, message: String(message) });
  throw new VnetosError("bad-json", `${method} ${path} to ${way.url}: status ${response.status}`);
}

/** Again and again while there is no answer, or not yet the right one. */
async function patiently<T>(
  ms: number,
  signal: AbortSignal,
  attempt: () => Promise<T>,
): Promise<T> {
  const until = performance.now() + ms;
  for (;;) {
    try {
      return await attempt();
    } catch (thrown) {
      const isEarly = thrown instanceof NotYet || isUnreachable(thrown);
      if (!isEarly || signal.aborted || performance.now() > until) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }
}

function isUnreachable(thrown: unknown): boolean {
  return (
    thrown instanceof VnetosError &&
    ["unreachable", "conflict"].includes(thrown.code) &&
    !(thrown instanceof NoWifi)
  );
}

/** It may still come. */
class NotYet extends VnetosError {}
/** It will not come. */
class NoWifi extends VnetosError {}

function checkStarted(info: NodeInfo, name: string, formerBootId: string): void {
  if (info.bootId === formerBootId)
    throw new NotYet("timeout", `the board has not started anew after its set-up`);
  if (info.name !== name || !info.sealed)
    throw new NotYet("conflict", `the board calls itself ${info.name} after it was named ${name}`);
}

function checkWifi(setup: SetupAnswer, { name }: WifiNetwork, info: NodeInfo): void {
  if (setup.wifi === "up" || info.kind !== "esp32") return; // Boards of a desktop have no Wi-Fi.
  const message = `${info.name} does not get into the Wi-Fi "${name}": ${setup.reason ?? "no answer from it"}: check its name and password`;
  if (setup.wifi === "failed") throw new NoWifi("unreachable", message);
  throw new NotYet("timeout", message);
}
