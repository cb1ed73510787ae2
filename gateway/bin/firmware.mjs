#!/usr/bin/env node
// Plain JavaScript: it runs in a fresh checkout, before anything is built.
import { ensureBuilt } from "./build.mjs";

await ensureBuilt();
await import("../../dist/firmware.js");
