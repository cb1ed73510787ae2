/** What virtual boards can be: every kind passes the same tests. */
export const BOARD_KINDS = ["fengari", "native"] as const;
export type BoardKind = (typeof BOARD_KINDS)[number];

/** What tests of one kind take: VNETOS_TEST_BOARD names another than Fengari. */
export const usualKind: BoardKind =
  BOARD_KINDS.find((kind) => kind === process.env.VNETOS_TEST_BOARD) ?? "fengari";
