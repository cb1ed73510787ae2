import { createHash } from "node:crypto";
import type { OnProgress } from "../firmware-error.ts";

/** Until an address answers; until its last byte. */
const ANSWER_MS = 10_000;
const WHOLE_MS = 120_000;

export type Download =
  | { readonly bytes: Uint8Array }
  /** A line for each address: why it did not do. */
  | { readonly failures: readonly string[] };

/** Asks the addresses in order for a file of this SHA-256. */
export async function download(
  urls: readonly string[],
  sha256: string,
  onProgress: OnProgress,
): Promise<Download> {
  const failures: string[] = [];
  for (const url of urls) {
    onProgress(`getting ${url}`);
    try {
      const bytes = await get(url);
      const found = sha256Of(bytes);
      if (found === sha256) return { bytes };
      failures.push(`${url}: its SHA-256 is ${found}`);
    } catch (error) {
      failures.push(`${url}: ${reasonOf(error)}`);
    }
  }
  return { failures };
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

async function get(url: string): Promise<Uint8Array> {
  const controller = new AbortController();
  const stop = (what: string) => controller.abort(new Error(what));
  const answer = setTimeout(stop, ANSWER_MS, `no answer within ${ANSWER_MS / 1000} s`);
  const whole = setTimeout(stop, WHOLE_MS, `not whole within ${WHOLE_MS / 1000} s`);
  try {
    const response = await fetch(url, { signal: controller.signal });
    clearTimeout(answer);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } finally {
    clearTimeout(answer);
    clearTimeout(whole);
  }
}

/** `fetch` hides the reason in its error's cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message;
}
