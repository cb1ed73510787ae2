import { hostilePrograms } from "../../support/hostile.ts";
import { luaJson } from "../../support/lua-json.ts";
import { bytesOf, readVectors } from "../../support/vectors.ts";

/** Where fuzzing begins: cases of test/vectors in the form that a target takes. A target without a row begins with nothing. */
const SEEDS: Record<string, () => Uint8Array[]> = {
  frames,
  lua_json: luaJsonTexts,
  lua_program: luaPrograms,
  serial,
};

export function seedsOf(target: string): Uint8Array[] {
  return Object.hasOwn(SEEDS, target) ? (SEEDS[target]?.() ?? []) : [];
}

/** A byte for the cut, then the stream. */
function frames(): Uint8Array[] {
  const { accept, refuse } =
    readVectors<Record<"accept" | "refuse", { wire: string }[]>>("link-frames");
  const streams = readVectors<{ accept: { bytes: string }[] }>("frame-streams").accept;
  const texts = [...accept, ...refuse].map(({ wire }) => wire);
  return [...texts, ...streams.map(({ bytes }) => bytes)].map((text) => bytesOf(`07${text}`));
}

/** The frames with their zeros, and all in one stream. */
function serial(): Uint8Array[] {
  const { accept, refuse } =
    readVectors<Record<"accept" | "refuse", { wire: string }[]>>("serial-frames");
  const texts = [...accept, ...refuse].map(({ wire }) => wire);
  return [...texts, texts.join("")].map(bytesOf);
}

function luaJsonTexts(): Uint8Array[] {
  const { encode, decode } = luaJson;
  return [...encode.accept, ...decode.accept, ...decode.refuse].map(({ json }) =>
    Buffer.from(json),
  );
}

function luaPrograms(): Uint8Array[] {
  const values = luaJson.encode.accept.map(({ lua }) => `print(__vnetos.encode(${lua}))`);
  return [...hostilePrograms().programs.map(({ lua }) => lua), ...values].map((lua) =>
    Buffer.from(lua),
  );
}
