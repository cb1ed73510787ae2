import { VnetosError } from "#protocol";

const HIGHEST = 65_535;

/** Channel numbers of connections: each is given once until it is freed. */
export class Channels {
  readonly #used = new Set<number>();
  #last = 0;

  /** @throws VnetosError `limit-reached` */
  take(): number {
    for (let tries = 0; tries < HIGHEST; tries++) {
      this.#last = (this.#last % HIGHEST) + 1;
      if (this.#used.has(this.#last)) continue;
      this.#used.add(this.#last);
      return this.#last;
    }
    throw new VnetosError("limit-reached", `all ${HIGHEST} channels are in use`);
  }

  free(channel: number): void {
    this.#used.delete(channel);
  }
}
