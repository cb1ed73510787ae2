/** What travels between two boards. A `stamp` is the sender's Lamport time. */
export type Message =
  | { readonly kind: "request"; readonly stamp: number }
  | { readonly kind: "grant"; readonly stamp: number }
  | { readonly kind: "read" }
  | { readonly kind: "write"; readonly value: number }
  | { readonly kind: "answer"; readonly value: number }
  | { readonly kind: "finished" };
