import { decodeJson, parseSessionRequest, type SessionAnswer } from "#protocol";
import type { Call, Parts } from "../parts.ts";

export function openSession(parts: Parts, { request }: Call): SessionAnswer {
  const { client, resume } = parseSessionRequest(decodeJson(request.body));
  const { session, resumed } = parts.sessions.open(client, resume);
  const { first, last } = parts.log.range;
  return {
    session: session.id,
    resumed,
    bootId: parts.bootId,
    firstEvent: first,
    nextEvent: last + 1,
  };
}

export function closeSession(parts: Parts, { session }: Call): undefined {
  if (session) parts.sessions.close(session.id);
}
