import { checkMs } from "./check-arguments.ts";
import { granted } from "./granted.ts";
import { decode, encode } from "./json.ts";
import { hooks } from "./kernel/hooks.ts";
import { NO_PORTS } from "./kernel/peers.ts";
import { deadlineIn, LOOK, waitUntil } from "./kernel/wait.ts";
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

interface PortArrival {
  readonly kind: string;
  readonly text: string;
}

/** By port: what has come and was not taken yet. */
const queues: Record<string, PortArrival[]> = {};

hooks.port = (kind, port, text) => {
  const queue = queues[port];
  if (queue !== undefined) queue.push({ kind, text });
};

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
  if (queues[name] === undefined) queues[name] = [];
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
  if (hooks.wait === undefined) {
    const [sent, code, message] = __vnetos.send(port, text, timeoutMs ?? -1);
    granted(call, sent, code, message);
    return;
  }
  const [ticket, code, message] = __vnetos.post(port, text);
  awaitSent(call, granted(call, ticket, code, message), timeoutMs);
}

/** As the native send does, but other activities go on meanwhile. */
function awaitSent(call: string, ticket: number, timeoutMs: number | undefined): void {
  const outcome = waitUntil(() => outcomeOf(ticket), NO_PORTS, deadlineIn(timeoutMs), [ticket]);
  const late = `the message was not delivered within ${timeoutMs} ms`;
  if (outcome === undefined) throw new VnetosError("timeout", `${call}: ${late}`);
  granted(call, outcome.sent, outcome.code, outcome.message);
}

function outcomeOf(ticket: number) {
  const [sent, code, message] = __vnetos.wait(ticket, 0);
  return sent === undefined && code === "timeout" ? undefined : { sent, code, message };
}

function receiveOn<T>(port: string, timeoutMs?: number): T {
  if (timeoutMs !== undefined) checkMs(`port "${port}": receive(timeoutMs)`, timeoutMs);
  const text = nextText(port, deadlineIn(timeoutMs));
  if (text !== undefined) return decode(text);
  throw new VnetosError("timeout", `port "${port}": nothing came within ${timeoutMs} ms`);
}

function lookOn<T>(port: string): T | undefined {
  const text = nextText(port, LOOK);
  return text === undefined ? undefined : decode<T>(text);
}

/** The next message's text; undefined: none came in time. */
function nextText(name: string, deadline: number): string | undefined {
  const arrival = waitUntil(() => queues[name]?.shift(), [name], deadline);
  if (arrival === undefined || arrival.kind === "message") return arrival?.text;
  const { kind, text } = arrival;
  if (kind === "closed") throw new VnetosError(kind, `port "${name}": the other end has ended`);
  const space = text.indexOf(" ");
  throw new VnetosError(text.substring(0, space), `port "${name}": ${text.substring(space + 1)}`);
}

function leave(port: string): void {
  const [left, code, message] = __vnetos.detach(port);
  granted(`port "${port}": close`, left, code, message);
}
