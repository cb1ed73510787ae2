// A short run of the main job, as a person does it: npm start, a second terminal, Ctrl-C.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const home = mkdtempSync(join(tmpdir(), "vnetos-ci-"));
const env = { ...process.env, VNETOS_HOME: home };
// A process group of its own, so that the interrupt reaches all of it as on a terminal.
const start = spawn("npm", ["start"], { env, detached: true });
let out = "";
const shown = (pattern) =>
  new Promise((resolve, reject) => {
    const look = () => pattern.test(out) && resolve();
    start.stdout.on("data", look);
    start.once("close", () => reject(new Error(`npm start ended without ${pattern}:\n${out}`)));
    look();
  });
const collect = (chunk) => {
  out += chunk;
};
start.stdout.on("data", collect);
start.stderr.on("data", collect);

const tooLate = setTimeout(() => process.kill(-start.pid, "SIGKILL"), 120_000);
try {
  await shown(/#token=\S+/);
  for (let board = 0; board < 8; board++)
    if (!new RegExp(`^b${board} .*rank ${board} of 8`, "m").test(out))
      throw new Error(`no line of board b${board}:\n${out}`);
  if (!/pi is about 3\.\d/.test(out)) throw new Error(`no result:\n${out}`);
  const words = execFileSync(
    process.execPath,
    ["gateway/bin/vnetos.mjs", "run", "tstl-apps/wordcount/main.ts", "--input", "README.md"],
    { env, encoding: "utf8" },
  );
  if (!/\tthe\t|the\t\d+/.test(words)) throw new Error(`no counts:\n${words}`);
  const page = out.match(/http:\S+(?=\/#token)/)[0];
  if (!(await (await fetch(page)).text()).includes("<title>")) throw new Error("no page");
  const ended = new Promise((resolve) => start.once("close", resolve));
  process.kill(-start.pid, "SIGINT");
  await ended;
  console.log(out.trimEnd());
} finally {
  clearTimeout(tooLate);
  rmSync(home, { recursive: true, force: true });
}
