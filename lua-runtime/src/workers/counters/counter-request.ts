import { VnetosError } from "#protocol";

const NAME_BYTES = 95;

/** What a worker says of a counter that it opens. */
export interface CounterRequest {
  readonly name: string;
  /** What it is used as, for example `lock`: all who open it agree on this and on the numbers. */
  readonly kind: string;
  readonly initial: number;
  /** Its greatest value. */
  readonly most: number;
}

/** @throws VnetosError `bad-request` */
export function checkRequest({ name, kind, initial, most }: CounterRequest): void {
  for (const text of [name, kind])
    if (text.length === 0 || text.length > NAME_BYTES)
      throw new VnetosError("bad-request", `"${text}" is no name of 1..${NAME_BYTES} characters`);
  if (!isUnits(most))
    throw new VnetosError("bad-request", `counter "${name}": ${most} is no whole number 1..2^31-1`);
  if (initial !== 0 && !(isUnits(initial) && initial <= most))
    throw new VnetosError("bad-request", `counter "${name}": ${initial} is not within 0..${most}`);
}

export function isUnits(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 2_147_483_647;
}
