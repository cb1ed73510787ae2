/**
 * Entry of the switch host process. Its config comes as JSON in the first argument, or in a first IPC message
 * `{type: "start", config}`. It ends with its parent, on SIGTERM and, without a parent, on SIGINT, and removes its sockets.
 */
import { toWireError, VnetosError } from "#protocol";
import { answerMessage, type SwitchHostReport } from "./messages.ts";
import { runSwitchHost, type SwitchHost } from "./switch-host.ts";
import { parseSwitchHostConfig } from "./switch-host-config.ts";

let host: SwitchHost | undefined;

function report(message: SwitchHostReport): void {
  if (process.connected) process.send?.(message);
}

function fail(message: SwitchHostReport): void {
  if (process.connected) process.send?.(message, () => process.exit(1));
  else process.exit(1);
}

async function start(readConfig: () => unknown): Promise<void> {
  try {
    host = await runSwitchHost(parseSwitchHostConfig(readConfig()));
    report({ type: "ready", control: host.control, links: host.links });
  } catch (error) {
    const wire = toWireError(error);
    const message = wire.code === "internal" ? String(error) : wire.message;
    process.stderr.write(`switch host: ${message}\n`);
    fail({ type: "failed", error: { code: wire.code, message } });
  }
}

async function stop(): Promise<void> {
  await host?.close();
  process.exit();
}

function configOfArguments(): unknown {
  const text = process.argv[2] ?? "";
  try {
    return JSON.parse(text);
  } catch {
    throw new VnetosError("bad-json", `the switch host's config is not JSON: "${text}"`);
  }
}

process.on("SIGTERM", () => void stop());
// Ctrl-C in a terminal reaches every process there: a parent ends its switch itself.
if (process.send === undefined) process.on("SIGINT", () => void stop());
else process.on("SIGINT", () => {});
process.on("disconnect", () => void stop());
process.on("message", (message: unknown) => {
  if (host !== undefined) report(answerMessage(host, message));
  else if (typeof message === "object" && message !== null && "config" in message) {
    const { config } = message;
    void start(() => config);
  }
});

// Without an argument the config comes from a parent, if there is one.
if (process.argv[2] !== undefined || process.send === undefined) await start(configOfArguments);
