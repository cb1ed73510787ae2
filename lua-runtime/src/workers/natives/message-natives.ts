import { toWireError, type WireError } from "#protocol";
import type { BoardHost } from "../../host.ts";
import type { Arrival, Inbox, PortTable } from "../../ports/index.ts";
import type { NativeTable } from "../../vm/lua-vm.ts";
import { failure, type Native, type NativeResults } from "../../vm/native-call.ts";
import type { Activity } from "../activity.ts";
import { waitAtMost } from "../wait.ts";
import { Tickets } from "./tickets.ts";

/** What a worker needs of its node's ports. */
export type WorkerPorts = Pick<PortTable, "attach" | "detach" | "send" | "release">;

export interface MessageEnvironment {
  readonly host: BoardHost;
  readonly ports: WorkerPorts;
  readonly inbox: Inbox;
  readonly activity: Pick<Activity, "sent" | "received">;
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

/** Hands a message to the ports; counts it once it is delivered. */
function deliver(
  { ports, inbox, activity }: MessageEnvironment,
  port: string,
  message: Uint8Array,
  done: (results: NativeResults) => void,
): () => void {
  return ports.send(port, inbox, message, (error) => {
    if (!error) activity.sent(message.length);
    done(outcome(error));
  });
}

function send(environment: MessageEnvironment): Native {
  return (call) => {
    const port = call.text(1);
    const message = call.bytes(2);
    const timeoutMs = call.optionalNumber(3, -1);
    const late = `port "${port}": the message was not delivered within ${timeoutMs} ms`;
    const wait = { kind: "sending", timeoutMs, message: late } as const;
    return waitAtMost(environment.host, wait, (done) => deliver(environment, port, message, done));
  };
}

function postAndWait(environment: MessageEnvironment, tickets: Tickets): NativeTable {
  return {
    post: (call) => {
      const port = call.text(1);
      const message = call.bytes(2);
      const ticket = tickets.open();
      if (ticket === undefined) return failure("limit-reached", tickets.limitMessage);
      deliver(environment, port, message, (results) => tickets.settle(ticket, results));
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
      return waitAtMost(environment.host, { kind: "sending", timeoutMs, message: late }, (done) =>
        tickets.listen(ticket, done),
      );
    },
  };
}

/** The first arrival on one of the ports, or the news that the outcome of one of the tickets is known. */
function receive({ host, inbox, activity }: MessageEnvironment, tickets: Tickets): Native {
  return (call) => {
    const ports = call.optionalTexts(1);
    const timeoutMs = call.optionalNumber(2, -1);
    const watched = call.optionalNumbers(3);
    const next = (): NativeResults | undefined => {
      const arrival = inbox.take(ports);
      if (arrival?.kind === "message") activity.received(arrival.text.length);
      if (arrival) return arrivalResults(arrival);
      return tickets.anyKnown(watched) ? ["sent", "", ""] : undefined;
    };
    const on = ports ? `on ${ports.join(", ")} ` : "";
    const message = `nothing arrived ${on}within ${timeoutMs} ms`;
    return (
      next() ??
      waitAtMost(host, { kind: "receiving", timeoutMs, message }, (done) => {
        const giveUp = () => {
          inbox.onArrival = undefined;
          tickets.onSettled = undefined;
        };
        const look = () => {
          const results = next();
          if (results === undefined) return;
          giveUp();
          done(results);
        };
        inbox.onArrival = look;
        if (watched.length > 0) tickets.onSettled = look;
        return giveUp;
      })
    );
  };
}

function arrivalResults(arrival: Arrival): NativeResults {
  if (arrival.kind === "message") return ["message", arrival.port, arrival.text];
  if (arrival.kind === "closed") return ["closed", arrival.port, ""];
  return ["fault", arrival.port, `${arrival.error.code} ${arrival.error.message}`];
}
