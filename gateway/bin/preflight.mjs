import { createRequire } from "node:module";

const NEEDED = [20, 11];

/** One line that says what is missing before VNetOS can start, or undefined. */
export function preflight(nodeVersion, from) {
  return nodeFault(nodeVersion) ?? packagesFault(from);
}

function nodeFault(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return undefined;
  return `VNetOS needs Node.js ${NEEDED.join(".")} or newer; this is ${version} (${process.execPath})`;
}

function packagesFault(from) {
  try {
    createRequire(from).resolve("esbuild");
    return undefined;
  } catch {
    return 'its packages are not installed: run "npm ci" in its folder first';
  }
}
