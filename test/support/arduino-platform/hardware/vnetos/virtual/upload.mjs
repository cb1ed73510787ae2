#!/usr/bin/env node
// Hands a binary to the virtual board behind a pseudo-terminal: test/support/virtual-board.ts has the other side.
import { closeSync, constants, openSync, readFileSync, readSync, writeSync } from "node:fs";

const [port, file] = process.argv.slice(2);
const bytes = readFileSync(file);
const line = openSync(port, constants.O_RDWR | constants.O_NOCTTY);

function write(data) {
  for (let at = 0; at < data.length; ) at += writeSync(line, data, at);
}

/** The next line that the boot loader says; what the former program said before is passed over. */
function answer() {
  let text = "";
  const one = Buffer.alloc(1);
  for (;;) {
    if (readSync(line, one) === 0) throw new Error(`${port} has gone`);
    if (one[0] !== 0x0a) text += one.toString("latin1");
    else if (text.includes("boot: ")) return text.slice(text.indexOf("boot: ") + 6);
    else text = "";
  }
}

function expect(wanted) {
  const got = answer();
  if (got !== wanted) throw new Error(`${port}: the boot loader says ${got}`);
}

try {
  write(Buffer.from(`\0VNETOS-BOOT ${bytes.length}\n`));
  expect("ready");
  write(bytes);
  expect("written");
  console.log(`${bytes.length} bytes written to ${port}`);
} catch (error) {
  console.error(`upload: ${error.message}`);
  process.exitCode = 1;
} finally {
  closeSync(line);
}
