import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { BoardProcess } from "#board/node";

let busy: Server;
let wire: Server;
let dir = "";
let plugged = 0;

const listening = async (server: Server, at: object): Promise<Server> => {
  server.listen(at);
  await once(server, "listening");
  return server;
};

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "vnetos-"));
  plugged = 0;
  busy = await listening(createServer(), { host: "127.0.0.1", port: 0 });
  const onSocket = createServer((socket) => {
    plugged++;
    // A line that breaks at once, and again whenever it is plugged in.
    socket.destroy();
  });
  wire = await listening(onSocket, { path: join(dir, "port-0") });
});

afterEach(() => {
  busy.close();
  wire.close();
  rmSync(dir, { recursive: true, force: true });
});

it("boards of which one cannot start leave nothing behind", async () => {
  const { port } = busy.address() as AddressInfo;
  const links = [join(dir, "port-0")];
  const boards = [
    { name: "b0", host: "localhost", port: 0, links },
    { name: "b1", host: "127.0.0.1", port, links },
  ];
  const start = new BoardProcess({ firmware: "0", boards }).start();
  await expect(start).rejects.toThrow(`port ${port} for board b1 is in use`);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const before = plugged;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(plugged).toBe(before);
});
