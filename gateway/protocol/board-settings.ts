/** What only a serial line may write: README, "Set-up". */
import { VnetosError } from "./errors.ts";
import { parseKey } from "./sealed-crypto.ts";
import { name, object, optional, type Rule, refuse, text } from "./value-rules.ts";

export const SETUP_PATH = "/nmp/setup";

export interface WifiNetwork {
  /** 1 to 32 bytes in UTF-8. */
  readonly name: string;
  /** 8 to 63 printable ASCII characters; absent: an open network. */
  readonly password?: string | undefined;
}

/** `PUT /nmp/setup`. What is absent stays as it is. */
export interface SetupRequest {
  readonly name?: string | undefined;
  /** 64 hexadecimal digits, not all zero. */
  readonly key?: string | undefined;
  readonly wifi?: WifiNetwork | undefined;
}

/** none: it has no Wi-Fi, or knows no network. */
export type WifiState = "none" | "joining" | "up" | "failed";

/** `GET /nmp/setup`. No secret is in it. */
export interface SetupAnswer {
  readonly name: string;
  readonly sealed: boolean;
  readonly wifi: WifiState;
  /** Where NMP is served; absent: nowhere yet. */
  readonly url?: string | undefined;
  /** Why `wifi` failed. */
  readonly reason?: string | undefined;
}

/** Secrets are never in a message. */
const key: Rule<string> = (value, at) => {
  if (typeof value !== "string") throw new VnetosError("bad-request", `${at}: must be text`);
  parseKey(value);
  return value;
};

const password: Rule<string> = (value, at) => {
  if (typeof value === "string" && /^[\x20-\x7e]{8,63}$/.test(value)) return value;
  throw new VnetosError("bad-request", `${at}: must be 8..63 printable ASCII characters`);
};

const wifiName: Rule<string> = (value, at) => {
  const name = text(1, 32)(value, at);
  return name.includes("\0") ? refuse(at, "text without a zero byte", name) : name;
};

const setupRequest = object<SetupRequest>({
  name: optional(name),
  key: optional(key),
  wifi: optional(object<WifiNetwork>({ name: wifiName, password: optional(password) })),
});

/** @throws VnetosError `bad-request` */
export function parseSetupRequest(value: unknown): SetupRequest {
  return setupRequest(value, "");
}
