import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { FirmwareError, getSource } from "#firmware";
import {
  removeFolder,
  scratchFolder,
  sha256,
  type Texts,
  tarball,
  writeTexts,
} from "../support/firmware-folders.ts";

const archive = tarball({
  "lua-0/src/one.c": "first\nsecond\nthird\n",
  "lua-0/src/two.c": "the other\n",
  "lua-0/doc/manual.html": "not wanted\n",
});
const FITS = "--- a/src/one.c\n+++ b/src/one.c\n@@ -1,3 +1,3 @@\n first\n-second\n+2nd\n third\n";

const scratch = scratchFolder();
const asked: string[] = [];
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (request.url === "/lua.tar.gz") response.end(archive);
    else if (request.url === "/damaged.tar.gz") response.end(archive.subarray(1));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  removeFolder(scratch);
});

let places = 0;

/** The folder of a source, and a cache of its own. */
function place(urls: readonly string[], more: Texts = {}) {
  const folder = join(scratch, `source-${++places}`);
  const source = { name: "lua", version: "0", sha256: sha256(archive), urls, files: "^src/" };
  writeTexts(folder, { "source.json": JSON.stringify(source), ...more });
  return { folder, cache: join(scratch, `cache-${places}`) };
}

function get(place: { folder: string; cache: string }, file?: string): Promise<string> {
  return getSource("lua", { ...place, file });
}

const read = (folder: string, path: string) => readFileSync(join(folder, path), "utf8");

async function refusal(promise: Promise<unknown>): Promise<FirmwareError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FirmwareError)) throw new Error(`no FirmwareError: ${error}`);
  return error;
}

it("takes the first address that has it, patches it and adds our own files", async () => {
  const urls = [`${origin}/none.tar.gz`, `${origin}/damaged.tar.gz`, `${origin}/lua.tar.gz`];
  const here = place(urls, { "patches/1.patch": FITS, "files/src/ours.h": "ours\n" });
  const folder = await get(here);
  expect(read(folder, "src/one.c")).toBe("first\n2nd\nthird\n");
  expect(read(folder, "src/two.c")).toBe("the other\n");
  expect(read(folder, "src/ours.h")).toBe("ours\n");
  expect(() => read(folder, "doc/manual.html")).toThrow("ENOENT");
});

it("asks the network once, whatever the patches become", async () => {
  const here = place([`${origin}/lua.tar.gz`]);
  asked.length = 0;
  const plain = await get(here);
  expect(await get(here)).toBe(plain);
  writeTexts(here.folder, { "patches/1.patch": FITS });
  const patched = await get(here);
  expect(patched).not.toBe(plain);
  expect(read(patched, "src/one.c")).toContain("2nd");
  expect(asked).toEqual(["/lua.tar.gz"]);
});

it("can be got by many at once", async () => {
  const here = place([`${origin}/lua.tar.gz`]);
  asked.length = 0;
  const folders = await Promise.all([get(here), get(here), get(here)]);
  expect(new Set(folders).size).toBe(1);
  expect(asked).toEqual(["/lua.tar.gz"]);
});

it("names every address and what was wrong with it, and what to do", async () => {
  const closed = "http://127.0.0.1:1/lua.tar.gz";
  const here = place([`${origin}/none.tar.gz`, `${origin}/damaged.tar.gz`, closed]);
  const error = await refusal(get(here));
  expect(error.reason).toBe("no-source");
  expect(error.code).toBe("unreachable");
  expect(error.message).toContain(`${origin}/none.tar.gz: HTTP 404`);
  expect(error.message).toContain(
    `${origin}/damaged.tar.gz: its SHA-256 is ${sha256(archive.subarray(1))}`,
  );
  expect(error.message).toMatch(/127\.0\.0\.1:1\/lua\.tar\.gz: \S+/);
  expect(error.message).toContain("VNETOS_LUA_SOURCE=FILE");
});

it("takes a file that is named, and asks no address then", async () => {
  const here = place([`${origin}/lua.tar.gz`]);
  const file = join(scratch, "named.tar.gz");
  writeFileSync(file, archive);
  asked.length = 0;
  expect(read(await get(here, file), "src/one.c")).toContain("second");
  expect(asked).toEqual([]);
});

it("refuses a named file that is another one, even when there is a good one already", async () => {
  const here = place([`${origin}/lua.tar.gz`]);
  const file = join(scratch, "wrong.tar.gz");
  writeFileSync(file, archive.subarray(0, -1));
  for (let i = 0; i < 2; i++) {
    const error = await refusal(get(here, file));
    expect(error.reason).toBe("wrong-hash");
    expect(error.message).toContain(file);
    expect(error.message).toContain(sha256(archive));
    await get(here);
  }
});

it("says so when a named file is not there", async () => {
  const here = place([`${origin}/lua.tar.gz`]);
  const error = await refusal(get(here, join(scratch, "nowhere.tar.gz")));
  expect(error.reason).toBe("no-source");
  expect(error.message).toContain("nowhere.tar.gz");
});

it("says which patch does not fit, and where", async () => {
  const wrong = FITS.replace(" third", " last");
  const here = place([`${origin}/lua.tar.gz`], {
    "patches/1.patch": FITS,
    "patches/2.patch": wrong,
  });
  const error = await refusal(get(here));
  expect(error.reason).toBe("bad-patch");
  expect(error.message).toContain("firmware/lua/patches/2.patch does not fit lua 0");
  expect(error.message).toContain('hunk 1 of src/one.c: line 2 should be "second" and is "2nd"');
});
