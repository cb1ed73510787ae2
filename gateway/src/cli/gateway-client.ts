import {
  type CompileFailure,
  type Diagnostic,
  type ErrorBody,
  fromWireError,
  isErrorCode,
  VnetosError,
} from "#protocol";

/** Where a gateway is, and what opens it. */
export interface GatewayAddress {
  readonly url: string;
  readonly token: string;
}

/** The app did not compile; the diagnostics are the user's to read. */
export class CompileFault extends VnetosError {
  readonly diagnostics: readonly Diagnostic[];

  constructor(failure: CompileFailure) {
    super("compile-failed", failure.error.message);
    this.diagnostics = failure.diagnostics;
  }
}

/** The gateway's REST API for commands: JSON in, JSON out, refusals as `VnetosError`. */
export class GatewayClient {
  readonly address: GatewayAddress;

  constructor(address: GatewayAddress) {
    this.address = address;
  }

  get<T>(path: string): Promise<T> {
    return this.#request("GET", path);
  }

  post<T>(path: string, body?: unknown): Promise<T> {
    return this.#request("POST", path, body);
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.#request("PUT", path, body);
  }

  delete<T>(path: string): Promise<T> {
    return this.#request("DELETE", path);
  }

  async #request<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = { Authorization: `Bearer ${this.address.token}` };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const response = await this.#fetch(path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw refusal(response.status, text);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(this.address.url + path, init);
    } catch (error) {
      throw new VnetosError("unreachable", `the gateway at ${this.address.url} does not answer`, {
        cause: error,
      });
    }
  }
}

function refusal(status: number, text: string): VnetosError {
  try {
    const body = JSON.parse(text) as ErrorBody | CompileFailure;
    if ("diagnostics" in body) return new CompileFault(body);
    if (isErrorCode(body.error.code)) return fromWireError(body.error);
  } catch {
    // Not our JSON: told as what it is, below.
  }
  return new VnetosError("internal", `the gateway answered ${status}: ${text.slice(0, 200)}`);
}
