import { VnetosError } from "#protocol";

/** The VnetosError that `attempt` ends with; any other end is a failure of the test. */
export function refusalOf(attempt: () => unknown): VnetosError {
  let outcome: unknown;
  try {
    outcome = attempt();
  } catch (thrown) {
    if (thrown instanceof VnetosError) return thrown;
    throw thrown;
  }
  throw new Error(`not refused: ${JSON.stringify(outcome)}`);
}
