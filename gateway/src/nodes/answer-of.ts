import {
  fromWireError,
  isErrorCode,
  type NmpRequest,
  type NmpResponse,
  VnetosError,
} from "#protocol";

/** What an answer must hold before its type is believed: field -> `typeof`, or "array". */
export type Shape = Readonly<Record<string, "string" | "number" | "boolean" | "object" | "array">>;

// Lenient: one broken character in a program's output must not end the session that carries it.
const utf8 = new TextDecoder();

/**
 * The value that a node answered.
 * @throws VnetosError the node's own refusal, or `bad-json` when the answer is none of NMP
 */
export function answerOf<T>(request: NmpRequest, response: NmpResponse, shape: Shape): T {
  const value = parse(response.body);
  if (response.status < 200 || response.status > 299) throw refusal(request, response, value);
  const wrong = Object.entries(shape).find(([field, kind]) => kindOf(value, field) !== kind);
  if (wrong === undefined) return value as T;
  const [field, kind] = wrong;
  throw strange(request, `its answer has no ${field} (${kind})`);
}

function parse(body: Uint8Array): unknown {
  try {
    return body.length === 0 ? undefined : JSON.parse(utf8.decode(body));
  } catch {
    return undefined; // Told by the caller, who knows what was asked for.
  }
}

function kindOf(value: unknown, field: string): string {
  const held = (value as Record<string, unknown> | null | undefined)?.[field];
  return Array.isArray(held) ? "array" : typeof held;
}

function refusal(request: NmpRequest, response: NmpResponse, value: unknown): VnetosError {
  const error = (value as { error?: { code?: unknown; message?: unknown } } | undefined)?.error;
  if (isErrorCode(error?.code))
    return fromWireError({ code: error.code, message: String(error.message ?? error.code) });
  return strange(request, `status ${response.status} without an error of NMP`);
}

function strange(request: NmpRequest, what: string): VnetosError {
  return new VnetosError(
    "bad-json",
    `${request.method} ${request.path}: ${what}: is this a VNetOS node?`,
  );
}
