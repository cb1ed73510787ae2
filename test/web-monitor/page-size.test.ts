import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { bundlePage } from "../support/fake-gateway-page.ts";

const FOLDER = new URL("../../web-monitor/", import.meta.url);

test("the whole page is at most 60 kB on the wire, gzip", async () => {
  const files = [...(await bundlePage()).values()];
  const sizes = files.map(({ bytes }) => gzipSync(bytes).length);
  expect(sizes.every((size) => size > 0)).toBe(true);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(60_000);
});

test("the page loads nothing from elsewhere", async () => {
  const text = [...(await bundlePage()).values()].map(({ bytes }) => Buffer.from(bytes).toString());
  const addresses = text.join("\n").match(/https?:\/\/[^"'\s)]+/g) ?? [];
  expect([...new Set(addresses)].sort()).toEqual(["http://www.w3.org/2000/svg"]);
});

test("the README's map names every file, and no other", () => {
  const readme = readFileSync(new URL("README.md", FOLDER), "utf8");
  const named = [...readme.matchAll(/^\| `([\w./-]+)` +\|/gm)].map(([, path]) => path);
  const there = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|css|html)$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`.replace(/^.*web-monitor\/+/, ""));
  expect(named.toSorted()).toEqual(there.toSorted());
});
