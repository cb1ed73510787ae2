#!/usr/bin/env node
// A pluggable discovery of Arduino's: the ports are the links in the folder VNETOS_VIRTUAL_PORTS, looked at ten times a second.
// https://arduino.github.io/arduino-cli/latest/pluggable-discovery-specification/
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

const FOLDER = process.env.VNETOS_VIRTUAL_PORTS ?? "";

const say = (eventType, more = { message: "OK" }) =>
  process.stdout.write(`${JSON.stringify({ eventType, ...more })}\n`);

function ports() {
  if (FOLDER === "") return [];
  const names = readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, name)));
  return names.sort().map(portOf);
}

function portOf(name) {
  return {
    address: join(FOLDER, name),
    label: join(FOLDER, name),
    protocol: "serial",
    protocolLabel: "Serial Port (virtual)",
    properties: { vid: "0x1209", pid: "0x0001", serialNumber: name },
    hardwareId: name,
  };
}

const known = new Map();

function tell() {
  const now = new Map(ports().map((port) => [port.address, port]));
  for (const [address, port] of now) if (!known.has(address)) say("add", { port });
  for (const [address, port] of known)
    if (!now.has(address))
      say("remove", { port: { address: port.address, protocol: port.protocol } });
  known.clear();
  for (const [address, port] of now) known.set(address, port);
}

const COMMANDS = {
  HELLO: () => say("hello", { protocolVersion: 1, message: "OK" }),
  START: () => say("start"),
  STOP: () => say("stop"),
  LIST: () => say("list", { ports: ports() }),
  START_SYNC: () => {
    say("start_sync");
    // Not at once: arduino-cli 1.4 passes over what comes before it has taken in the answer.
    setInterval(tell, 100);
  },
  QUIT: () => {
    say("quit");
    process.exit(0);
  },
};

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const command = COMMANDS[line.split(" ")[0]];
  if (command) command();
  else say("command_error", { error: true, message: `no command ${line}` });
});
lines.on("close", () => process.exit(0));
