/** `__vnetos.encode` and `decode` in C: the vectors, JavaScript's numbers, and Fengari's verdicts on random texts. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { linesOf } from "../lua-runtime/vm/run-lua.ts";
import { BUILD_MS, describeVariant, variantsOr } from "../support/firmware.ts";
import { decodesTo, JSON_PROGRAMS, luaJson, luaText, SAME } from "../support/lua-json.ts";
import { type LuaOutcome, NativeLua } from "../support/native-lua.ts";

const RUNS = 2_000;

/** A number as Lua reads it exactly. */
function hexadecimal(value: number): string {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const high = bits.getUint32(0);
  const exponent = (high >>> 20) & 0x7ff;
  const fraction = ((high & 0xfffff) * 2 ** 32 + bits.getUint32(4)).toString(16).padStart(13, "0");
  const scale = exponent === 0 ? -1022 : exponent - 1023;
  return `${high >>> 31 ? "-" : ""}0x${exponent === 0 ? 0 : 1}.${fraction}p${scale}`;
}

const bits = fc
  .tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 0xffffffff }))
  .map(([high, low]) => new DataView(Uint32Array.of(low, high).buffer).getFloat64(0, true))
  .filter(Number.isFinite);
const decimal = fc
  .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 12 }))
  .map(([whole, places]) => whole / 10 ** places);
const near = fc
  .tuple(fc.integer({ min: -330, max: 309 }), fc.integer({ min: -3, max: 3 }))
  .map(([power, off]) => Number(`1e${power}`) * (1 + off * Number.EPSILON))
  .filter(Number.isFinite);
const numbers = fc
  .sample(fc.oneof(bits, decimal, near, fc.maxSafeInteger(), fc.double()), RUNS)
  .filter(Number.isFinite);

/** JSON texts, most of them damaged: bytes are changed, taken out and put in. */
const values = fc.jsonValue({ maxDepth: 4 });
const edit = fc.tuple(
  fc.nat(),
  fc.constantFrom(0, 1, 2),
  fc.constantFrom(...'{}[]",:\\u0d8ce+-.9 \n\ttnfa\u00e4'),
);
const texts = fc
  .sample(fc.tuple(values, fc.array(edit, { maxLength: 2 })), RUNS)
  .map(([value, edits]) => edits.reduce(damaged, JSON.stringify(value)));

function damaged(text: string, [where, kind, byte]: [number, number, string]): string {
  const at = where % (text.length + 1);
  return text.slice(0, at) + (kind === 0 ? "" : byte) + text.slice(at + (kind === 1 ? 0 : 1));
}

/** What becomes of a text, there and back. Null in objects is no member any more, in lists a hole. */
const THERE_AND_BACK = `
  local function adopt(table, keys) return setmetatable(table, {__keys = keys}) end
  local function back(text)
    local value, code, message = __vnetos.decode(text, adopt)
    if code then print(code, message) else print(__vnetos.encode(value)) end
  end`;

for (const variant of variantsOr(["native", "sanitized", "m32"]))
  describeVariant(variant, "JSON of programs in C", () => {
    let lua: NativeLua;

    beforeAll(async () => {
      lua = await NativeLua.build(variant);
    }, BUILD_MS);

    function lines(program: string): string[] {
      const { output, error } = lua.run([{ lua: program }])[0] as LuaOutcome;
      expect(error).toBeUndefined();
      return output.split("\n").slice(0, -1);
    }

    describe("encode", () => {
      it.each(luaJson.encode.accept)("$name", ({ lua: value, json, sorted }) =>
        expect(lines(`print(__vnetos.encode(${value}))`)).toEqual([sorted ?? json]),
      );

      it.each(luaJson.encode.refuse)("refuses $name", ({ lua: value, message }) => {
        const [line = ""] = lines(`print(__vnetos.encode(${value}))`);
        if (message !== undefined) expect(line).toBe(`nil\tbad-request\t${message}`);
        else expect(line).toMatch(/^nil\tbad-request\tvalue/);
      });
    });

    describe("decode", () => {
      it.each(luaJson.decode.accept)("$name", ({ json, lua: value }) =>
        expect(lines(`${SAME} print(${decodesTo(json, value)})`)).toEqual(["true"]),
      );

      it.each(luaJson.decode.refuse)("refuses $name", ({ json }) => {
        const [line = ""] = lines(`print(__vnetos.decode(${luaText(json)}))`);
        expect(line).toMatch(/^nil\tbad-json\t./);
      });
    });

    it.each(JSON_PROGRAMS)("$name", ({ lua: program, lines: printed }) =>
      expect(lines(program)).toEqual(printed),
    );

    it("numbers are written and read as JavaScript does", () => {
      const written = numbers.map((value) => `print(__vnetos.encode(${hexadecimal(value)}))`);
      const read = numbers.map(
        (value) => `print(__vnetos.encode(__vnetos.decode("${long(value)}")))`,
      );
      const expected = numbers.map((value) => JSON.stringify(value));
      expect(lines(written.join("\n"))).toEqual(expected);
      expect(lines(read.join("\n"))).toEqual(
        numbers.map((value) => JSON.stringify(Number(long(value)))),
      );
    });

    it("verdicts, messages and values are Fengari's", () => {
      const program = [THERE_AND_BACK, ...texts.map((text) => `back(${luaText(text)})`)].join("\n");
      expect(lines(program)).toEqual(linesOf(program, { memoryBytes: 1e9 }));
    });
  });

/** In another form than JavaScript's own. */
function long(value: number): string {
  return value === 0 ? "-0.0e-3" : value.toExponential(Math.abs(value) % 1 === 0 ? 20 : 16);
}
