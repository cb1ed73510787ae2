import type { Alarm, Alarms } from "./alarms.ts";

/** Quick at first, as the two ends of a connection are made about together. */
const RETRY_MS = [10, 20, 40, 80, 160, 250];
const SLOW_RETRY_MS = 500;
/** An OPEN that answers an OPEN need not follow another one sooner. */
const SPACING_MS = 5;

/** When OPEN is sent, and sent again. */
export class Opening {
  readonly #now: () => number;
  readonly #send: () => void;
  readonly #alarm: Alarm;
  #tries = 0;
  #sentAt = Number.NEGATIVE_INFINITY;
  #isSlow = false;

  constructor(alarms: Alarms, now: () => number, send: () => void) {
    this.#now = now;
    this.#send = send;
    this.#alarm = alarms.make(() => this.#try());
  }

  /** `pace` slow: the far end was given up; after the first tries it is looked for at leisure. */
  begin(pace: "quick" | "slow"): void {
    this.#tries = 0;
    this.#isSlow = pace === "slow";
    this.#alarm.set(this.#now());
  }

  /** Now rather than later. */
  hurry(): void {
    this.#alarm.set(this.#now());
  }

  end(): void {
    this.#alarm.clear();
  }

  /** Outside the tries, to ask or to answer. */
  sendNow(): void {
    this.#sentAt = this.#now();
    this.#send();
  }

  /** In answer to an OPEN, unless one is on its way. */
  answer(): void {
    if (this.#now() - this.#sentAt >= SPACING_MS) this.sendNow();
  }

  /** ms since OPEN was last sent. */
  get elapsedMs(): number {
    return this.#now() - this.#sentAt;
  }

  #try(): void {
    this.sendNow();
    const retryMs = RETRY_MS[Math.min(this.#tries, RETRY_MS.length - 1)] ?? SLOW_RETRY_MS;
    this.#tries += 1;
    const isSlow = this.#isSlow && this.#tries > RETRY_MS.length;
    this.#alarm.set(this.#now() + (isSlow ? SLOW_RETRY_MS : retryMs));
  }
}
