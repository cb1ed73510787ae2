/** The two messages that make a sealed channel: JSON, in the clear. */
import { VnetosError } from "./errors.ts";
import { fromHex } from "./hex.ts";
import { NMP_VERSION } from "./limits.ts";
import { checkVersion } from "./nmp-validate.ts";
import { CHANNEL_ID_BYTES, SEALED_NONCE_BYTES } from "./sealed-channel.ts";
import { integer, object, type Rule, refuse } from "./value-rules.ts";

export interface SealedHello {
  readonly nmp: number;
  /** 16 bytes in hexadecimal digits, never used before. */
  readonly clientNonce: string;
}

export interface SealedHelloAnswer {
  readonly nmp: number;
  readonly nodeNonce: string;
  /** Eight hexadecimal digits, the first of them 8..f. */
  readonly channel: string;
  /** 32 bytes in hexadecimal digits. */
  readonly proof: string;
}

/** The first byte of a hello; a sealed message never begins with it. */
const BRACE = 0x7b;

/** Whether the body of `POST /nmp/sealed` is a hello; otherwise it is a sealed message. */
export function isSealedHello(body: Uint8Array): boolean {
  return body[0] === BRACE;
}

const hello = object<SealedHello>({
  nmp: integer(1, 65_535),
  clientNonce: hexOf(SEALED_NONCE_BYTES),
});

const helloAnswer = object<SealedHelloAnswer>({
  nmp: integer(1, 65_535),
  nodeNonce: hexOf(SEALED_NONCE_BYTES),
  channel: hexOf(CHANNEL_ID_BYTES),
  proof: hexOf(32),
});

/** @throws VnetosError `bad-request`, `unsupported-version` */
export function parseSealedHello(value: unknown): SealedHello {
  checkVersion(value);
  return hello(value, "");
}

/** @throws VnetosError `bad-request`, `unsupported-version` */
export function parseSealedHelloAnswer(value: unknown): SealedHelloAnswer {
  const answer = helloAnswer(value, "");
  if (answer.nmp === NMP_VERSION) return answer;
  throw new VnetosError(
    "unsupported-version",
    `the node speaks NMP ${answer.nmp}, this client speaks NMP ${NMP_VERSION}`,
  );
}

function hexOf(bytes: number): Rule<string> {
  return (value, at) =>
    typeof value === "string" && value.length === 2 * bytes && fromHex(value) !== undefined
      ? value
      : refuse(at, `${2 * bytes} hexadecimal digits`, value);
}
