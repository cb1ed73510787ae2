import { ensureBuilt } from "../../gateway/bin/build.mjs";

/**
 * vitest's globalSetup: one build for all test files. An entry that does not build is told here and
 * has no file in `dist`, so that exactly the tests that start it fail.
 */
export default async function buildOnce(): Promise<void> {
  try {
    await ensureBuilt();
  } catch (error) {
    console.error(`build: ${error instanceof Error ? error.message : String(error)}`);
  }
}
