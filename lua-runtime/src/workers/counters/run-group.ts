/** A worker that waits for a counter of its run, with no limit of time. */
export interface Blocked {
  /** `rank 0 (b0/1)`. */
  readonly label: string;
  /** `lock "log"`. */
  readonly title: string;
  /** Ends the wait: nobody is left who could. */
  readonly fail: (code: "closed" | "deadlock", message: string) => void;
}

/** Reasons that a message lists before it stops. */
const REASONS_TOLD = 6;

/**
 * The workers of one run on one board. Counters of a run are out of everybody else's reach: when all of them wait for
 * such a counter, with no limit of time, then none of these waits can end by itself.
 */
export class RunGroup {
  readonly #members = new Set<object>();
  readonly #blocked = new Map<object, Blocked>();
  readonly #ended: string[] = [];

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  join(member: object): void {
    this.#members.add(member);
  }

  /** A member has ended. When all others wait, they wait in vain from now on. */
  leave(member: object, label: string): void {
    this.#members.delete(member);
    if (this.#ended.length < REASONS_TOLD) this.#ended.push(label);
    if (this.isEmpty || this.#blocked.size < this.#members.size) return;
    const reasons = this.#reasons();
    for (const blocked of [...this.#blocked.values()]) blocked.fail("closed", reasons);
  }

  /** Why this member must not wait: then all would. */
  whyVain(): { code: "closed" | "deadlock"; message: string } | undefined {
    if (this.#blocked.size + 1 < this.#members.size) return undefined;
    return { code: this.#ended.length > 0 ? "closed" : "deadlock", message: this.#reasons() };
  }

  block(member: object, blocked: Blocked): void {
    this.#blocked.set(member, blocked);
  }

  unblock(member: object): void {
    this.#blocked.delete(member);
  }

  #reasons(): string {
    const reasons = [
      ...this.#ended.map((label) => `${label} has ended`),
      ...[...this.#blocked.values()].map(({ label, title }) => `${label} waits for ${title}`),
    ];
    if (reasons.length === 0) return "no other worker of this run is on this board";
    const told = reasons.slice(0, REASONS_TOLD).join(", ");
    return reasons.length > REASONS_TOLD ? `${told}, …` : told;
  }
}
