import { NAME_PATTERN, VnetosError, type WireError } from "#protocol";

/** The errors of ports, each naming what it is about. */
export const portErrors = {
  unknown(port: string): WireError {
    return { code: "no-such-port", message: `no port "${port}" on this node` };
  },
  removed(port: string): WireError {
    return { code: "no-such-port", message: `port "${port}" was removed` };
  },
  nobody(port: string): WireError {
    const message = `nobody else is attached to port "${port}", and it has no connection`;
    return { code: "no-receiver", message };
  },
  detached(port: string): WireError {
    return { code: "no-receiver", message: `nobody is attached to port "${port}" any more` };
  },
  ended(port: string): WireError {
    return {
      code: "closed",
      message: `the other end of the connection, port "${port}", has ended`,
    };
  },
  tooLarge(port: string, bytes: number, limit: number): WireError {
    const message = `a message of ${bytes} bytes on port "${port}": at most ${limit} bytes fit`;
    return { code: "too-large", message };
  },
  tooMany(port: string, limit: number): WireError {
    const message = `a message on port "${port}": ${limit} of this worker wait already`;
    return { code: "limit-reached", message };
  },
} as const;

/** VnetosError `bad-request` when it is no name. */
export function checkName(kind: "port" | "connection", name: string): void {
  if (NAME_PATTERN.test(name)) return;
  throw new VnetosError("bad-request", `"${name}" is no ${kind} name: it must fit ${NAME_PATTERN}`);
}
