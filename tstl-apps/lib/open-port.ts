import { checkMs } from "./check-arguments.ts";
import { granted } from "./granted.ts";
import { decode, encode } from "./json.ts";
import { VnetosError } from "./vnetos-error.ts";

/**
 * A named endpoint of this node. What is sent goes to every other program on this node that has opened the same
 * port and along every connection of the port; what comes in goes to every program that has opened it.
 */
export interface Port {
  readonly name: string;
  /**
   * Sends a value (anything that JSON can carry) and waits until every receiver has it in its queue, at most
   * `timeoutMs` (default: as long as they live). Throws `too-large` above the node's limit, `no-receiver`,
   * `unreachable`, `timeout`.
   */
  send<T>(value: T, timeoutMs?: number): void;
  /** Waits for the next value, at most `timeoutMs` (default: no limit). Throws when a connection breaks or ends. */
  receive<T>(timeoutMs?: number): T;
  /** The next value if it is there, else undefined: never waits. */
  tryReceive<T>(): T | undefined;
  /** Leaves the port. */
  close(): void;
}

/**
 * Opens a port by its name; for networks drawn by hand, where connections rather than ranks say who talks to whom.
 *
 * @param name 1 to 63 letters, digits, `.`, `_`, `-`.
 * @throws VnetosError `bad-request` for a wrong name, `limit-reached`.
 *
 * ```ts
 * const north = openPort("north");
 * north.send({ temperature: 21.5 });
 * const reply = north.receive<string>(1000);
 * north.close();
 * ```
 */
export function openPort(name: string): Port {
  const [attached, code, message] = __vnetos.attach(name);
  granted("openPort(name)", attached, code, message);
  return {
    name,
    send: (value, timeoutMs) => sendOn(name, value, timeoutMs),
    receive: (timeoutMs) => receiveOn(name, timeoutMs),
    tryReceive: () => lookOn(name),
    close: () => leave(name),
  };
}

function sendOn(port: string, value: unknown, timeoutMs?: number): void {
  const call = `port "${port}": send`;
  if (timeoutMs !== undefined) checkMs(`${call}(timeoutMs)`, timeoutMs);
  const text = encode(`${call}(value)`, value);
  const [sent, code, message] = __vnetos.send(port, text, timeoutMs ?? -1);
  granted(call, sent, code, message);
}

function receiveOn<T>(port: string, timeoutMs?: number): T {
  if (timeoutMs !== undefined) checkMs(`port "${port}": receive(timeoutMs)`, timeoutMs);
  const text = nextText(port, timeoutMs ?? -1);
  if (text !== undefined) return decode(text);
  throw new VnetosError("timeout", `port "${port}": nothing came within ${timeoutMs} ms`);
}

function lookOn<T>(port: string): T | undefined {
  const text = nextText(port, 0);
  return text === undefined ? undefined : decode<T>(text);
}

/** The next message's text; undefined: none came in time. */
function nextText(name: string, timeoutMs: number): string | undefined {
  const [kind, port, text] = __vnetos.receive([name], timeoutMs);
  if (kind === "message") return text;
  if (kind === "closed") throw new VnetosError(kind, `port "${name}": the other end has ended`);
  if (kind === undefined && port === "timeout") return undefined;
  const space = kind === undefined ? -1 : text.indexOf(" ");
  const code = space < 0 ? port : text.substring(0, space);
  throw new VnetosError(code, `port "${name}": ${text.substring(space + 1)}`);
}

function leave(port: string): void {
  const [left, code, message] = __vnetos.detach(port);
  granted(`port "${port}": close`, left, code, message);
}
