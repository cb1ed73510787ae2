/** Named counters that the workers of a board share. */
export { CounterTable } from "./counter-table.ts";
export type { CounterScope, CounterUser } from "./counter-user.ts";
