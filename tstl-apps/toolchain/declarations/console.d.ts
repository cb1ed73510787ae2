interface ConsoleOutput {
  /** A line of output. */
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  debug(...values: unknown[]): void;
  /** A line of error output. */
  error(...values: unknown[]): void;
  warn(...values: unknown[]): void;
}
declare const console: ConsoleOutput;
