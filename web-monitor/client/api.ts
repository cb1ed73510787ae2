import {
  type CableFaults,
  type ErrorBody,
  type GatewayInfo,
  isErrorCode,
  type LinkView,
  type NodeView,
  type RunView,
  type SwitchView,
  type TopologyRequest,
  type TopologyView,
  VnetosError,
} from "#protocol";
import type { Snapshot } from "../state/action.ts";

/** No answer within this is no answer. */
const ANSWER_WITHIN_MS = 10_000;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** The gateway's REST side as far as the page uses it. Every method fails with a `VnetosError`. */
export class Api {
  readonly #token: string;
  readonly #fetch: Fetch;

  constructor(token: string, fetcher: Fetch = (url, init) => fetch(url, init)) {
    this.#token = token;
    this.#fetch = fetcher;
  }

  gateway(): Promise<GatewayInfo> {
    return this.#ask("GET", "/api");
  }

  links(): Promise<readonly LinkView[]> {
    return this.#ask("GET", "/api/links");
  }

  async snapshot(): Promise<Snapshot> {
    const [gateway, nodes, links, topology, theSwitch, runs] = await Promise.all([
      this.gateway(),
      this.#ask<readonly NodeView[]>("GET", "/api/nodes"),
      this.links(),
      this.#ask<TopologyView>("GET", "/api/topology"),
      this.#ask<SwitchView>("GET", "/api/switch").catch(absent),
      this.#ask<readonly RunView[]>("GET", "/api/runs"),
    ]);
    return { gateway, nodes, links, topology, switch: theSwitch, runs };
  }

  stopRun(id: string): Promise<unknown> {
    return this.#ask("DELETE", `/api/runs/${encodeURIComponent(id)}`);
  }

  killWorker(node: string, worker: number): Promise<unknown> {
    return this.#ask("DELETE", `/api/workers/${encodeURIComponent(node)}/${worker}`);
  }

  setTopology(topology: TopologyRequest): Promise<TopologyView> {
    return this.#ask("PUT", "/api/topology", topology);
  }

  setFaults(node: string, link: number, faults: CableFaults): Promise<unknown> {
    return this.#ask("PUT", `/api/links/${encodeURIComponent(node)}/${link}`, faults);
  }

  async #ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await this.#fetch(path, this.#request(method, body)).catch(unreachable);
    const text = await response.text().catch(unreachable);
    if (!response.ok) throw refusal(response.status, text);
    return (text === "" ? undefined : parse(text, path)) as Answer;
  }

  #request(method: string, body: unknown): RequestInit {
    const headers: Record<string, string> = { authorization: `Bearer ${this.#token}` };
    const request: RequestInit = { method, headers, cache: "no-store" };
    if (body !== undefined) {
      headers["content-type"] = "application/json";
      request.body = JSON.stringify(body);
    }
    request.signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    return request;
  }
}

/** A cluster without a switch answers 404: that is an answer. */
function absent(error: unknown): undefined {
  if (error instanceof VnetosError && error.status === 404) return undefined;
  throw error;
}

function unreachable(cause: unknown): never {
  throw new VnetosError("unreachable", "the gateway does not answer", { cause });
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new VnetosError("bad-json", `the answer to ${path} is not JSON`, { cause });
  }
}

function refusal(status: number, text: string): VnetosError {
  const fallback = new VnetosError(
    status === 401 || status === 403 ? "forbidden" : "internal",
    `the gateway answered ${status}`,
  );
  try {
    const { error } = JSON.parse(text) as ErrorBody;
    return isErrorCode(error.code) ? new VnetosError(error.code, error.message) : fallback;
  } catch {
    // Not our gateway's error body: the status says what there is to say.
    return fallback;
  }
}
