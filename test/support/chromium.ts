import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { describe, expect, test } from "vitest";

/** Where a Chromium may be, first come first; `CHROMIUM_PATH` wins. */
const PLACES = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** Quiet and self-contained: no GPU, no first-run pages, no traffic of its own. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** undefined: none on this machine. */
export function chromiumPath(): string | undefined {
  return PLACES.find((path) => path !== undefined && existsSync(path));
}

/** Starts a headless Chromium; the caller closes it. */
export function launchChromium(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error(`no Chromium at ${PLACES.join(", ")}`);
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/**
 * `describe` for tests in a real browser. Without Chromium they are a visible skip on a person's machine, and a failure
 * where CI=true, so that nobody believes that they ran.
 */
export function describeInChromium(name: string, tests: () => void): void {
  if (chromiumPath() !== undefined) describe(name, tests);
  else if (process.env.CI === "true") {
    test(`${name}: needs Chromium`, () => {
      expect.fail(`CI=true and no Chromium at ${PLACES.filter(Boolean).join(", ")}`);
    });
  } else {
    describe.skip(
      `${name} (skipped: no Chromium; apt-get install chromium, or set CHROMIUM_PATH)`,
      tests,
    );
  }
}
