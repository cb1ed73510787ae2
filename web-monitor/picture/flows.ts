/** Frames from one switch port to another; an end that is not known is undefined (lost, or long queued). */
export interface Flow {
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly frames: number;
}

export interface PortFrames {
  readonly in: number;
  readonly out: number;
}

/**
 * Who sent to whom, as far as it can be told: the switch counts the frames of each port, not of each pair. Frames in
 * are matched to frames out along the allowed pairs (`rows`: outputs by input), largest first, so that no frame is
 * drawn that was not counted. `turn` varies who comes first among equals.
 */
export function estimateFlows(
  counted: ReadonlyMap<number, PortFrames>,
  rows: readonly (readonly number[])[],
  turn: number,
): readonly Flow[] {
  const out = new Map([...counted].map(([port, frames]) => [port, frames.out]));
  const flows = [...counted].flatMap(([port, frames]) =>
    spend(port, frames.in, rows[port] ?? [], out, turn),
  );
  const unmatched = [...out].filter(([, frames]) => frames > 0);
  return [...flows, ...unmatched.map(([to, frames]): Flow => ({ from: undefined, to, frames }))];
}

/**
 * Gives the input's frames to outputs that still miss some: first at most a quarter to each, so that a broadcast fans
 * out, then the rest wherever there is room.
 */
function spend(
  from: number,
  frames: number,
  allowed: readonly number[],
  out: Map<number, number>,
  turn: number,
): readonly Flow[] {
  const given = new Map<number | undefined, number>();
  let left = frames;
  const outputs = inTurn(allowed, from + turn);
  for (const most of [Math.ceil(frames / 4), frames]) {
    for (const to of outputs) {
      const share = Math.min(most, left, out.get(to) ?? 0);
      if (share <= 0) continue;
      left -= share;
      out.set(to, (out.get(to) ?? 0) - share);
      given.set(to, (given.get(to) ?? 0) + share);
    }
  }
  if (left > 0) given.set(undefined, left);
  return [...given].map(([to, share]) => ({ from, to, frames: share }));
}

function inTurn(ports: readonly number[], turn: number): readonly number[] {
  const start = ports.length === 0 ? 0 : turn % ports.length;
  return [...ports.slice(start), ...ports.slice(0, start)];
}
