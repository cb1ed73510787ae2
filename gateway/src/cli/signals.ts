/** Exit code of a command that Ctrl-C ended (128 + SIGINT). */
export const INTERRUPTED = 130;

/**
 * Calls `end` once at Ctrl-C or SIGTERM; a second Ctrl-C does not wait for it. Answer: the way back.
 */
export function onInterrupt(end: (signal: NodeJS.Signals) => void): () => void {
  let asked = false;
  const handle = (signal: NodeJS.Signals) => {
    if (asked) process.exit(INTERRUPTED);
    asked = true;
    end(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, handle);
  return () => {
    for (const signal of signals) process.off(signal, handle);
  };
}
