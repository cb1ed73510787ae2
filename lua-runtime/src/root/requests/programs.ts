import { type ProgramState, parseProgramQuery } from "#protocol";
import type { Call, Parts } from "../parts.ts";

export function getProgram(parts: Parts, { segment }: Call): ProgramState {
  return parts.programs.state(segment);
}

export function putProgram(parts: Parts, { request, segment }: Call): ProgramState {
  const { offset, total } = parseProgramQuery(request.query, request.body.length);
  return parts.programs.put(segment, request.body, offset, total);
}
