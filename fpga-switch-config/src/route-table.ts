import { LABELS } from "./geometry.ts";
import { maskOfPorts, maskWords, portsOfMask } from "./masks.ts";

/** Row masks and label masks, flat: entry after entry, ceil(ports / 32) words each. */
export interface RouteWords {
  readonly rows: Uint32Array;
  readonly labels: Uint32Array;
}

const NOWHERE = -1;
const SEVERAL = -2;
/** Label 0 does not exist on the wire: its place in the compiled table stands for a raw byte. */
const RAW_LABEL = 0;

/** STAGE_SUM: what the writer of COMMIT must name, so that half-written tables never become active. */
export function stageSum({ rows, labels }: RouteWords): number {
  let sum = 0;
  for (const words of [rows, labels]) {
    for (const word of words) sum = (((sum << 1) | (sum >>> 31)) + word) >>> 0;
  }
  return sum;
}

/** Staged and active routes, and the active ones compiled to an answer for each input and label. */
export class RouteTable {
  readonly staged: RouteWords;
  readonly active: RouteWords;
  readonly #ports: number;
  readonly #single: Int16Array;
  #enabled = new Uint32Array(0);

  constructor(ports: number) {
    const words = maskWords(ports);
    const tables = () => ({
      rows: new Uint32Array(ports * words),
      labels: new Uint32Array(LABELS * words),
    });
    this.#ports = ports;
    this.staged = tables();
    this.active = tables();
    for (let port = 0; port < ports; port += 1) {
      this.active.labels.set(maskOfPorts([port], words), (port + 1) * words);
    }
    this.#single = new Int16Array(ports * LABELS).fill(NOWHERE);
  }

  clearStage(): void {
    this.staged.rows.fill(0);
    this.staged.labels.fill(0);
  }

  /** Makes the staged tables active if `sum` is theirs. */
  commit(sum: number, enabled: Uint32Array): boolean {
    if (sum !== stageSum(this.staged)) return false;
    this.active.rows.set(this.staged.rows);
    this.active.labels.set(this.staged.labels);
    this.compile(enabled);
    return true;
  }

  /** To be called whenever the enabled ports have changed. */
  compile(enabled: Uint32Array): void {
    for (let input = 0; input < this.#ports; input += 1) {
      for (let label = 0; label < LABELS; label += 1) {
        const outputs = this.#resolve(input, label, enabled);
        const only = outputs.length > 1 ? SEVERAL : (outputs[0] ?? NOWHERE);
        this.#single[input * LABELS + label] = only;
      }
    }
    this.#enabled = enabled.slice();
  }

  /** The one output of a label's frames; undefined: several or none. */
  only(input: number, label: number): number | undefined {
    const single = this.#single[input * LABELS + label] ?? NOWHERE;
    return single >= 0 ? single : undefined;
  }

  /** All outputs of a label's frames; for a raw byte leave the label out. */
  outputs(input: number, label = RAW_LABEL): number[] {
    const single = this.#single[input * LABELS + label] ?? NOWHERE;
    if (single === SEVERAL) return this.#resolve(input, label, this.#enabled);
    return single === NOWHERE ? [] : [single];
  }

  #resolve(input: number, label: number, enabled: Uint32Array): number[] {
    const words = enabled.length;
    const mask = this.active.rows.slice(input * words, (input + 1) * words);
    for (let word = 0; word < words; word += 1) {
      const named = label === RAW_LABEL ? 0xffff_ffff : this.active.labels[label * words + word];
      mask[word] = (mask[word] ?? 0) & (named ?? 0) & (enabled[word] ?? 0);
    }
    return portsOfMask(mask);
  }
}
