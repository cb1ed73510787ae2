/** Numbers as C's printf writes them: correctly rounded, ties to even (JavaScript's toFixed rounds ties up). */

/** `%.{digits}f`, digits 0..99. */
export function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return special(value);
  const size = Math.abs(value);
  if (size >= 1e21) return sign(value) + BigInt(size).toString() + fraction(digits);
  const text = size.toFixed(digits);
  return (
    sign(value) + (isTie(size.toFixed(Math.min(100, digits + 25)), digits) ? toEven(text) : text)
  );
}

function fraction(digits: number): string {
  return digits > 0 ? `.${"0".repeat(digits)}` : "";
}

/** `%.{digits}e`. */
export function exponential(value: number, digits: number): string {
  if (!Number.isFinite(value)) return special(value);
  const [mantissa = "", exponent = "+0"] = roundedExponential(Math.abs(value), digits).split("e");
  const padded = exponent.length < 3 ? `${exponent[0]}0${exponent.slice(1)}` : exponent;
  return `${sign(value)}${mantissa}e${padded}`;
}

function roundedExponential(size: number, digits: number): string {
  const text = size.toExponential(digits);
  const exact = size.toExponential(Math.min(100, digits + 25));
  const [long = ""] = exact.split("e");
  const [mantissa = "", exponent = ""] = text.split("e");
  return isTie(long, digits) ? `${toEven(mantissa)}e${exponent}` : text;
}

/** `%.{digits}g`; `keepZeros` is the flag `#`. */
export function general(value: number, digits: number, keepZeros = false): string {
  if (!Number.isFinite(value)) return special(value);
  const precision = digits === 0 ? 1 : digits;
  const scientific = exponential(value, precision - 1);
  const exponent = value === 0 ? 0 : Number(scientific.slice(scientific.indexOf("e") + 1));
  const plain = exponent >= -4 && exponent < precision;
  const text = plain ? fixed(value, precision - 1 - exponent) : scientific;
  return keepZeros ? text : withoutZeros(text);
}

/** As Lua writes a float: `%.14g`, and ".0" behind what would look like an integer. */
export function floatText(value: number): string {
  const text = general(value, 14);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** `%a`. */
export function hexadecimal(value: number): string {
  if (!Number.isFinite(value)) return special(value);
  if (value === 0) return `${sign(value)}0x0p+0`;
  let exponent = Math.floor(Math.log2(Math.abs(value)));
  let mantissa = scaled(Math.abs(value), -exponent);
  if (mantissa >= 2) [mantissa, exponent] = [mantissa / 2, exponent + 1];
  if (mantissa < 1) [mantissa, exponent] = [mantissa * 2, exponent - 1];
  return `${sign(value)}0x${mantissa.toString(16)}p${exponent < 0 ? "" : "+"}${exponent}`;
}

function scaled(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}

function special(value: number): string {
  if (Number.isNaN(value)) return "nan";
  return value > 0 ? "inf" : "-inf";
}

function sign(value: number): string {
  return value < 0 || Object.is(value, -0) ? "-" : "";
}

/** Are the digits behind the first `digits` of the fraction exactly 5000…? */
function isTie(exact: string, digits: number): boolean {
  const point = exact.indexOf(".");
  return point >= 0 && /^50*$/.test(exact.slice(point + 1 + digits));
}

/** A tie was rounded up in JavaScript: an odd last digit goes one down again. */
function toEven(text: string): string {
  const last = text.charCodeAt(text.length - 1) - 48;
  return last % 2 === 1 ? text.slice(0, -1) + String(last - 1) : text;
}

function withoutZeros(text: string): string {
  const [mantissa = "", exponent] = text.split("e");
  const short = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  return exponent === undefined ? short : `${short}e${exponent}`;
}
