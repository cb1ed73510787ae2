/** Time as the page's cores see it: handed in, so that tests need not wait. */
export interface Clock {
  /** Runs `callback` once after that many ms. Answer: do not. */
  after(ms: number, callback: () => void): () => void;
}

export const browserClock: Clock = {
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
