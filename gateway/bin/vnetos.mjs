#!/usr/bin/env node
// Plain JavaScript: it runs in a fresh checkout, before anything is built.
import { preflight } from "./preflight.mjs";

const fault = preflight(process.versions.node, import.meta.url);
if (fault === undefined) await start();
else stop(fault);

async function start() {
  const { ensureBuilt } = await import("./build.mjs");
  try {
    await ensureBuilt();
  } catch (error) {
    return stop(error.message);
  }
  await import("../../dist/cli.js");
}

function stop(message) {
  console.error(`vnetos: ${message}`);
  process.exitCode = 1;
}
