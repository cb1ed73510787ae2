import { existsSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { pruneCache } from "../../firmware/build/prune.ts";
import { removeFolder, scratchFolder, writeTexts } from "../support/firmware-folders.ts";

const DAY_S = 24 * 3600;
const cache = scratchFolder();
afterAll(() => removeFolder(cache));

it("removes what nobody has used for three weeks, and looks once a day", () => {
  const now = Date.now();
  const old = ["objects/a.o", "programs/b", "sources/c"];
  const young = ["objects/d.o", "programs/e"];
  const make = () => {
    writeTexts(cache, { "objects/a.o": "", "objects/d.o": "", archives: "kept" });
    for (const folder of ["programs/b", "programs/e", "sources/c"])
      writeTexts(cache, { [`${folder}/file`]: "" });
    for (const name of old) utimesSync(join(cache, name), 0, now / 1000 - 22 * DAY_S);
    for (const name of young) utimesSync(join(cache, name), 0, now / 1000 - 20 * DAY_S);
  };
  const there = (names: readonly string[]) => names.filter((name) => existsSync(join(cache, name)));

  make();
  pruneCache(cache, now);
  expect(there(old)).toEqual([]);
  expect(there(young)).toEqual(young);

  make();
  pruneCache(cache, now + 1000);
  expect(there(old)).toEqual(old);
  pruneCache(cache, now + 25 * 3600 * 1000);
  expect(there(old)).toEqual([]);
  expect(there(["archives"])).toEqual(["archives"]);
});
