import type { NmpRouteName } from "#protocol";
import type { Handler } from "../parts.ts";
import * as about from "./about.ts";
import * as network from "./network.ts";
import * as programs from "./programs.ts";
import * as session from "./session.ts";
import * as workers from "./workers.ts";

/** The handler of each request; `sealed` is the envelope around the others and opened before. */
export const HANDLERS: Readonly<Record<Exclude<NmpRouteName, "sealed">, Handler>> = {
  ...about,
  ...session,
  ...programs,
  ...workers,
  ...network,
};
