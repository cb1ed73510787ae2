import { toWireError, type WireError } from "#protocol";
import type { BoardHost } from "../../host.ts";
import type { Arrival, Inbox, PortTable } from "../../ports/index.ts";
import type { NativeTable } from "../../vm/lua-vm.ts";
import { failure, type Native, type NativeResults } from "../../vm/native-call.ts";
import type { Activity } from "../activity.ts";
import type { TracedMessage, WorkerTrace } from "../trace/index.ts";
import { waitAtMost } from "../wait.ts";
import { Tickets } from "./tickets.ts";

/** What a worker needs of its node's ports. */
export type WorkerPorts = Pick<PortTable, "attach" | "detach" | "send" | "release">;

export interface MessageEnvironment {
  readonly host: BoardHost;
  readonly ports: WorkerPorts;
  readonly inbox: Inbox;
  readonly activity: Pick<Activity, "sent" | "received">;
  readonly trace: WorkerTrace | undefined;
}

/** attach, detach, send, post, wait, receive. */
export function messageNatives(environment: MessageEnvironment): NativeTable {
  const { ports, inbox } = environment;
  const tickets = new Tickets();
  return {
    attach: onPort((port) => ports.attach(port, inbox)),
    detach: onPort((port) => ports.detach(port, inbox)),
    send: send(environment),
    receive: receive(environment, tickets),
    ...postAndWait(environment, tickets),
  };
}

function onPort(change: (port: string) => void): Native {
  return (call) => {
    try {
      change(call.text(1));
      return [true];
    } catch (thrown) {
      const { code, message } = refusalOf(thrown);
      return failure(code, message);
    }
  };
}

/** Errors of Lua pass through. */
function refusalOf(thrown: unknown): WireError {
  if (thrown instanceof Error) return toWireError(thrown);
  throw thrown;
}

function outcome(error: WireError | undefined): NativeResults {
  return error ? failure(error.code, error.message) : [true];
}

interface Outgoing {
  readonly port: string;
  readonly bytes: Uint8Array;
  readonly traced: TracedMessage | undefined;
}

function outgoing({ trace }: MessageEnvironment, port: string, bytes: Uint8Array): Outgoing {
  return { port, bytes, traced: trace?.sending(port, bytes.length) };
}

/** Hands a message to the ports; counts it once it is delivered. */
function deliver(
  { ports, inbox, activity, trace }: MessageEnvironment,
  { port, bytes, traced }: Outgoing,
  done: (results: NativeResults) => void,
): () => void {
  return ports.send(port, inbox, bytes, (error) => {
    if (!error) activity.sent(bytes.length);
    if (traced) trace?.settled(traced, !error);
    done(outcome(error));
  });
}

function send(environment: MessageEnvironment): Native {
  return (call) => {
    const [port, bytes] = [call.text(1), call.bytes(2)];
    const timeoutMs = call.optionalNumber(3, -1);
    const late = `port "${port}": the message was not delivered within ${timeoutMs} ms`;
    const wait = { kind: "sending", timeoutMs, message: late } as const;
    const message = outgoing(environment, port, bytes);
    return waitAtMost(environment.host, wait, (done) => {
      environment.trace?.blockedBy("send", message.traced);
      return deliver(environment, message, done);
    });
  };
}

function postAndWait(environment: MessageEnvironment, tickets: Tickets): NativeTable {
  const { host, trace } = environment;
  return {
    post: (call) => {
      const [port, bytes] = [call.text(1), call.bytes(2)];
      const start = trace ? host.now() : 0;
      const ticket = tickets.open();
      if (ticket === undefined) return failure("limit-reached", tickets.limitMessage);
      const message = outgoing(environment, port, bytes);
      tickets.trace(ticket, message.traced);
      deliver(environment, message, (results) => tickets.settle(ticket, results));
      if (message.traced) trace?.posted(message.traced, start, host.now());
      return [ticket];
    },
    wait: (call) => {
      const ticket = call.number(1);
      const timeoutMs = call.optionalNumber(2, -1);
      if (!tickets.has(ticket)) return failure("not-found", `no ticket ${ticket}`);
      const late = `ticket ${ticket}: not delivered within ${timeoutMs} ms`;
      const known = tickets.take(ticket);
      if (known !== undefined) return known;
      if (timeoutMs === 0) return failure("timeout", late);
      return waitAtMost(host, { kind: "sending", timeoutMs, message: late }, (done) => {
        trace?.blockedBy("delivery", tickets.traced(ticket));
        return tickets.listen(ticket, done);
      });
    },
  };
}

/** The first arrival on one of the ports, or the news that the outcome of one of the tickets is known. */
function receive(environment: MessageEnvironment, tickets: Tickets): Native {
  const { host, inbox, trace } = environment;
  return (call) => {
    const ports = call.optionalTexts(1);
    const timeoutMs = call.optionalNumber(2, -1);
    const watched = call.optionalNumbers(3);
    const next = (): Taken | undefined =>
      take(environment, ports) ??
      (tickets.anyKnown(watched) ? { results: ["sent", "", ""], traced: undefined } : undefined);
    const there = next();
    if (there) {
      if (there.traced) trace?.received(there.traced, host.now());
      return there.results;
    }
    const on = ports ? `on ${ports.join(", ")} ` : "";
    const message = `nothing arrived ${on}within ${timeoutMs} ms`;
    return waitAtMost(host, { kind: "receiving", timeoutMs, message }, (done) => {
      trace?.blockedBy("receive", undefined);
      const giveUp = () => {
        inbox.onArrival = undefined;
        tickets.onSettled = undefined;
      };
      const look = () => {
        const taken = next();
        if (taken === undefined) return;
        giveUp();
        trace?.blockedBy("receive", taken.traced);
        done(taken.results);
      };
      inbox.onArrival = look;
      if (watched.length > 0) tickets.onSettled = look;
      return giveUp;
    });
  };
}

interface Taken {
  readonly results: NativeResults;
  readonly traced: TracedMessage | undefined;
}

/** The first arrival on one of the ports, if there is one. */
function take(
  { inbox, activity, trace }: MessageEnvironment,
  ports: string[] | undefined,
): Taken | undefined {
  const arrival = inbox.take(ports);
  if (!arrival) return undefined;
  const bytes = arrival.kind === "message" ? arrival.text.length : undefined;
  if (bytes !== undefined) activity.received(bytes);
  return { results: arrivalResults(arrival), traced: trace?.arrived(arrival.port, bytes) };
}

function arrivalResults(arrival: Arrival): NativeResults {
  if (arrival.kind === "message") return ["message", arrival.port, arrival.text];
  if (arrival.kind === "closed") return ["closed", arrival.port, ""];
  return ["fault", arrival.port, `${arrival.error.code} ${arrival.error.message}`];
}
