/** The contracts, as pure TypeScript: it imports nothing, and everything else imports it. */

export * from "./api.ts";
export * from "./errors.ts";
export * from "./limits.ts";
export * from "./nmp.ts";
