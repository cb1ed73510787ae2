/** What travels between two branches. */
export type Message =
  | { readonly kind: "transfer"; readonly amount: number }
  | { readonly kind: "marker" }
  | { readonly kind: "finished" };
