import type { Lamport } from "vnetos/sync";

/** What travels between two boards. A `stamp` is the sender's Lamport time. */
export type Message =
  | { readonly kind: "request"; readonly stamp: Lamport }
  | { readonly kind: "grant"; readonly stamp: Lamport }
  | { readonly kind: "read" }
  | { readonly kind: "write"; readonly value: number }
  | { readonly kind: "answer"; readonly value: number }
  | { readonly kind: "finished" };
