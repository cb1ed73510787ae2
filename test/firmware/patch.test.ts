import { expect, it } from "vitest";
import { applyPatch } from "../../firmware/build/sources/patch.ts";

const letters = "abcdefghijklmnopqrstuvwxyz".split("");
const text = `${letters.join("\n")}\n`;

function patched(patch: string, before: Record<string, string> = { "a.c": text }) {
  const tree = new Map(Object.entries(before));
  applyPatch(tree, patch);
  return Object.fromEntries(tree);
}

const HEAD = "--- a/a.c\n+++ b/a.c\n";

it("changes, adds and removes lines", () => {
  const patch = `Why.\n\n${HEAD}@@ -1,3 +1,4 @@\n a\n-b\n+B\n+BB\n c\n@@ -24,3 +25,2 @@ where\n x\n-y\n z\n`;
  const wanted = text.replace("b\n", "B\nBB\n").replace("y\n", "");
  expect(patched(patch)).toEqual({ "a.c": wanted });
});

it("finds a hunk that has moved, and those behind it", () => {
  const patch = `${HEAD}@@ -2,2 +2,2 @@\n d\n-e\n+E\n@@ -20 +20 @@\n-w\n+W\n`;
  expect(patched(patch)["a.c"]).toBe(text.replace("e", "E").replace("w", "W"));
});

it("takes the nearest of places that look alike", () => {
  const twice = { "a.c": "x\n1\ny\n2\ny\n3\ny\n" };
  expect(patched(`${HEAD}@@ -5 +5 @@\n-y\n+Y\n`, twice)["a.c"]).toBe("x\n1\ny\n2\nY\n3\ny\n");
});

it("makes and removes files", () => {
  const patch = `--- /dev/null\n+++ b/new.h\n@@ -0,0 +1,2 @@\n+one\n+two\n--- a/a.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n`;
  expect(patched(patch, { "a.c": "x\n" })).toEqual({ "new.h": "one\ntwo\n" });
});

it("changes several files, or none", () => {
  const two = `${HEAD}@@ -1 +1 @@\n-a\n+A\n--- a/b.c\n+++ b/b.c\n@@ -1 +1 @@\n-q\n+Q\n`;
  const before = new Map([
    ["a.c", text],
    ["b.c", "p\n"],
  ]);
  expect(() => applyPatch(before, two)).toThrow('hunk 1 of b.c: line 1 should be "q" and is "p"');
  expect(before.get("a.c")).toBe(text);
});

it("takes its file's last line without a newline", () => {
  const patch = `${HEAD}@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+y\n\\ No newline at end of file\n`;
  expect(patched(patch, { "a.c": "x" })).toEqual({ "a.c": "y" });
});

it.each([
  ["it changes no file", "no patch at all\n"],
  ["it names a.c and changes nothing there", HEAD],
  ["there is no b.c", "--- a/b.c\n+++ b/b.c\n@@ -1 +1 @@\n-a\n+A\n"],
  ["a.c is there already", "--- /dev/null\n+++ b/a.c\n@@ -0,0 +1 @@\n+a\n"],
  ["it ends within the hunk of line 1", `${HEAD}@@ -1,3 +1,3 @@\n a\n-b`],
  ['this is no line of a hunk: "*b"', `${HEAD}@@ -1,2 +1,2 @@\n a\n*b\n`],
  ['line 26 should be "end" and is "z"', `${HEAD}@@ -26 +26 @@\n-end\n+END\n`],
  ['line 41 should be "end" and is the end of the file', `${HEAD}@@ -41 +41 @@\n-end\n+END\n`],
])("refuses: %s", (message, patch) => {
  expect(() => patched(patch)).toThrow(message);
});
