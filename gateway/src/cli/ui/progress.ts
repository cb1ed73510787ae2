import { hasColour, styleFor } from "./style.ts";

export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Tells what is being waited for, on standard error, so that standard output stays a program's own. */
export interface Progress {
  /** Shows `text` until `stop`; again: shows another text. */
  start(text: string): void;
  /** A line that stays, above what is shown. */
  line(text: string): void;
  /** Takes away what is shown. */
  stop(): void;
}

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MS = 80;
const CLEAR_LINE = "\r\u001b[2K";

/** On a terminal a spinner; elsewhere one plain line for each text; nothing when quiet. */
export function createProgress(options: {
  readonly quiet: boolean;
  readonly stream?: ProgressStream;
}): Progress {
  const stream = options.stream ?? process.stderr;
  if (options.quiet) return { start() {}, line() {}, stop() {} };
  return stream.isTTY === true ? spinner(stream) : plainLines(stream);
}

function plainLines(stream: ProgressStream): Progress {
  const line = (text: string) => void stream.write(`${text}\n`);
  return { start: line, line, stop() {} };
}

function spinner(stream: ProgressStream): Progress {
  const style = styleFor(stream);
  const frames = hasColour(stream) ? FRAMES.map((frame) => style.cyan(frame)) : FRAMES;
  let timer: NodeJS.Timeout | undefined;
  let shown = "";
  let step = 0;

  const draw = () => void stream.write(`${CLEAR_LINE}${frames[step++ % frames.length]} ${shown}`);

  return {
    start(text) {
      shown = text;
      timer ??= setInterval(draw, FRAME_MS).unref();
      draw();
    },
    line(text) {
      stream.write(`${CLEAR_LINE}${text}\n`);
      if (timer) draw();
    },
    stop() {
      clearInterval(timer);
      if (timer) stream.write(CLEAR_LINE);
      timer = undefined;
    },
  };
}
