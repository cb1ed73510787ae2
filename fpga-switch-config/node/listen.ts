import { unlink } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { VnetosError } from "#protocol";

/**
 * Listens on a Unix-domain socket or named pipe. A socket file that nobody listens on any more is replaced.
 * Errors: conflict when somebody does.
 */
export async function listen(path: string, onSocket: (socket: Socket) => void): Promise<Server> {
  try {
    return await tryListen(path, onSocket);
  } catch (error) {
    if (!hasCode(error, "EADDRINUSE")) throw error;
  }
  if (await isServed(path)) {
    throw new VnetosError("conflict", `another process serves ${path}`);
  }
  // The file may be gone by now: then there is nothing to remove.
  await unlink(path).catch(() => undefined);
  return tryListen(path, onSocket);
}

function tryListen(path: string, onSocket: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(onSocket);
    server.once("error", reject);
    server.listen(path, () => {
      server.off("error", reject);
      resolve(server);
    });
  });
}

function isServed(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const end = (served: boolean) => {
      socket.destroy();
      resolve(served);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
