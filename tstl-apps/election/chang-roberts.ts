import type { Station } from "./algorithm.ts";

/**
 * Chang and Roberts, 1979. Every id sets out; a station lets stronger ids pass and swallows weaker ones. The id that
 * comes home has been everywhere, so it is the strongest.
 */
export function changRoberts(ownId: number, pass: (id: number) => void): Station {
  return {
    begin() {
      pass(ownId);
    },
    hear(id) {
      if (id > ownId) pass(id);
      return id === ownId ? ownId : undefined;
    },
  };
}
