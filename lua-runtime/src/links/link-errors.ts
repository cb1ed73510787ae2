import { PEER_SILENCE_MS, type WireError } from "#protocol";

/** The errors that the link layer gives to senders and receivers, each naming its peer. */
export const linkErrors = {
  unreachable(peer: string): WireError {
    const message = `node "${peer}" does not answer: nothing was heard from it for ${PEER_SILENCE_MS} ms`;
    return { code: "unreachable", message };
  },
  notInNetwork(peer: string): WireError {
    return { code: "unreachable", message: `node "${peer}" is not in the network any more` };
  },
  noConnection(peer: string, channel: number): WireError {
    const message = `node "${peer}" answers, but has no connection on channel ${channel}`;
    return { code: "no-such-port", message };
  },
  rebooted(peer: string): WireError {
    const message = `node "${peer}" has made the connection anew; what was under way may be lost`;
    return { code: "peer-rebooted", message };
  },
  noReceiver(peer: string): WireError {
    const message = `nobody is attached to the port at the other end, on node "${peer}"`;
    return { code: "no-receiver", message };
  },
  refusedAsTooLarge(peer: string): WireError {
    return { code: "too-large", message: `the message is over the limit of node "${peer}"` };
  },
  tooLarge(bytes: number, limit: number): WireError {
    const message = `a message of ${bytes} bytes: at most ${limit} bytes fit`;
    return { code: "too-large", message };
  },
  closed(peer: string): WireError {
    return {
      code: "closed",
      message: `the other end of the connection, on node "${peer}", has ended`,
    };
  },
} as const;
