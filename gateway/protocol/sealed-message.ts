/** What is inside a sealed message: a line of JSON that stands for HTTP's head, a line feed, the body. */
import { concatBytes } from "./bytes.ts";
import { VnetosError } from "./errors.ts";
import { decodeJson, encodeJson } from "./json-text.ts";
import type { NmpRequest, NmpResponse } from "./nmp.ts";
import { formatTarget, NMP_METHODS, parseTarget, TARGET_MAX_BYTES } from "./nmp-target.ts";
import { integer, object, oneOf, optional, text } from "./value-rules.ts";

/** Longest first line, its line feed included, bytes. */
export const INNER_HEAD_MAX_BYTES = 1_024;

const LINE_FEED = 0x0a;

interface RequestHead {
  readonly method: NmpRequest["method"];
  readonly path: string;
  readonly session?: string | undefined;
  readonly requestId?: string | undefined;
}

const requestHead = object<RequestHead>({
  method: oneOf(...NMP_METHODS),
  path: text(1, TARGET_MAX_BYTES),
  session: optional(text(1, 64)),
  requestId: optional(text(1, 64)),
});

const responseHead = object<{ readonly status: number }>({ status: integer(200, 599) });

export function encodeRequest(request: NmpRequest): Uint8Array {
  const { method, path, query, session, requestId, body } = request;
  return join({ method, path: formatTarget(path, query), session, requestId }, body);
}

/** @throws VnetosError `bad-request` or `bad-json` */
export function decodeRequest(inner: Uint8Array): NmpRequest {
  const { head, body } = split(inner);
  const { path, ...rest } = requestHead(head, "");
  return { ...rest, ...parseTarget(path), body };
}

export function encodeResponse(response: NmpResponse): Uint8Array {
  return join({ status: response.status }, response.body);
}

/** @throws VnetosError `bad-request` or `bad-json` */
export function decodeResponse(inner: Uint8Array): NmpResponse {
  const { head, body } = split(inner);
  return { status: responseHead(head, "").status, body };
}

function join(head: object, body: Uint8Array): Uint8Array {
  return concatBytes(encodeJson(head), Uint8Array.of(LINE_FEED), body);
}

function split(inner: Uint8Array): { readonly head: unknown; readonly body: Uint8Array } {
  const end = inner.subarray(0, INNER_HEAD_MAX_BYTES).indexOf(LINE_FEED);
  if (end < 0) {
    throw new VnetosError(
      "bad-request",
      `sealed message: no line feed in its first ${INNER_HEAD_MAX_BYTES} bytes`,
    );
  }
  return { head: decodeJson(inner.subarray(0, end)), body: inner.slice(end + 1) };
}
