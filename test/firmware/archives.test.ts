import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { bunzip2 } from "../../firmware/build/sources/bunzip2.ts";
import { untar } from "../../firmware/build/sources/untar.ts";

// Made by bzip2 1.0.8.
const NOTHING = "QlpoORdyRThQkAAAAAA=";
const ONE_BYTE = "QlpoOTFBWSZTWXdLsBQAAAAAgABAIAAhGEaC7kinChIO6XYCgA==";
const RUNS =
  "QlpoOTFBWSZTWf6w9SEAAAXBgP+AP//gAAAIIABIjSgAemIyTQRqn6hHqYRkwj1O7p6rPXES9oKSoDQKgagdRVhZhDh5uPsEZlswRgSQwdchg5LlAqqvEE/F3JFOFCQ/rD1IQA==";
const ALL_BYTES =
  "QlpoOTFBWSZTWe3ga8wAAAF/////////////////////////////////////////////sAFgAS//9VVQJgJgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACTAATAAEwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAASYACYAAmAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAH9QFAkDQRBX/IMg6EIShSFoY/9DUOQ9EERRJE0URVFkXRhGUaRtHEdR5H0gSFIkjSRJUmSdKEpSpK0sS1LkvTBMUyTNNE1TZN04TlOk7TxPU+T9QFBUJQ1EUVRlHUhSVKUtTFNU5T1QVFUlTVRVVWVdWFZVpW1cV1XlfWBYViWNZFlWZZ1oWlalrWxbVuW9cFxXJc10XVdl3XheV6XtfF9X5f2AYFgmDYRhWGYdiGJYpi2MY1jmPZBkWSZNlGVZZl2YZlmmbZxnWeZ9oGhaJo2kaVpmnahqWqatrGta5r2wbFsmzbRtW2bduG5bpu28b1vm/cBwXCcNxHFcZx3IclynLcxzXOc90HRdJ03UdV1nXdh2Xadt3Hdd533geF4njeR5Xmed6Hpep63se17nvfB8XyfN9H1fZ934fl+n7fx/X+F3JFOFCQ7eBrzAA==";
/** 316,904 bytes in blocks of 100 kB. */
const BLOCKS =
  "QlpoMTFBWSZTWXFAFk8AeXVZgAAQQAB/4CMngCBQA94AAAABQNNDIyYhQNNDIyYhQNNDIyYhQNNDIyYgUqCNFEaRp+qfFEhfiiQv4okLuB9/UDxBmB9wMwPuB+INQNwP0gcgbgcgfuByB2gfkDyByB3A8QNoG4HsDpA9gagYgZQdwMQOQMQOQNQNQMwMwMwMQOQMwNQMwMQPIGYHcDiBxAzA1A9gcgZgdwOQNwMQOQNQO4GIGaC9gewNIG4HkD2BuB5AzA8gaQbgYgdwPIGoHkDUDqBhA6gfiDxA4gZgbgfUDyB7A2g+kDqB1A3A6gdRA3A5A1A1AzA1A3A9gYgbgZgdQMiB5AxA8gdwOIGoGoHqBuB1A3SKYgcgdQMQOQMwMQNQNoO0DCQncDuB1A7gZgagZgcgewMQOoGYHagvcwMwO4GoHcDqBqBmB1A1A3A6pFPIHkDEDEDKQnUDUDcDUDUDMDMDUDBRTUDMDMDMDMDxA0kJ/VEhf8okL4okL4okL+qJC6USF8USF8USFlRIXaiQv/MUFZJlNZ8UrEAwB7ntmAABBAAH/gIyeAIFAD/gAAAACgaaGRkxCgaaGRkxCgaaGRkxCgaaGRkxApUJpooptTE/VPkiQvxRIX+qJC7gewOQPuB9wMwPuB+QNQOoH+IHIHUDkD9QOQO0D8geQOQO4HiB0gdQPYG0D2BpBiBmB3AxA5AxA5A1A1AzAzAygxA5AzA1AzAxA8gZgdwOIHEDKDUD2ByBmB3A5A6gYgcgagdwMQM0F7A9gagYxA6geQPYHUDyBmB5A1A6gYgdwPIGoHkDUDcDCBuB3+QPEDxAzA3A+oHsDuB1A+kDcDcDqBuBnYgdQOQOoGoGYGoG4HsDEDqBmBuBmIHkDEDyB3A4gagageoHUDcDoopiByBuBiByBmBhBqB1A7QMUhO4HcDcDuBlBqBmByB7AxA3AzA7UFiBiBuB7A7gbgaQZgbgagdQNlFPIHkDEDEDKQm4GoHUDUDUDMDMDUDBRTUDMDMDMDKDxA0kJ/ZEhf8okL4okL4okL+oiOsUQJtRIXxRIXyRIWVEhckSF/5igrJMprL30aakAJVpswAAIIAA/8BGTwBAoAf8AAAACKBpoZGTEKBpoZGTEKBpoZGTEKBpoZGTEClQmmiplPUxP1T4okL8USF/siQu4HsDkD6gfUDMD6gfkDUDqB9oHIGOoHIH+QOIO0D8geQPIHcDxA6QOoHsDaB7A1AxAzA7gYgcgYgcgaQagZgZgZgYgcgZgagZgYgeQMwO4HEDiBmBqB7A5AzA7gcgdIMQOQNQO4GIGaC9gewNIHUDyB7A6geQMwPIGoHUDEDuB5A1A8gagbgYQNwM/kDxA4gZgbgfqB5A9gdQP0gbgbgdQNwNiB1A4g1A1AzA1A6geQMQOoGYG4GUgeQMIPIHcDiBqBqB6gdQNwOqRTEDkDcDCDkDMDEDUDqB2gYpCdwO4G4HcDMDUDMDkD2BiBuBmB2oLEDEDcD2B3A3A1AzA3A1A6gbpFPIHkDCDEDNITcDUDqBqBqBmBmBqBikU1AzAzAzAzA8QNJCf2pJPvColH/KJC+KJC+KJC/qiQu5EhfFEhfFEhZUSF2okL5igrJMprLecSYiAAlxswAAIIAA/8BGTwBAgAT7gACCgaaGRkxCgaaGRkxBNVBGiiZAApVTIDRoD9UyqQeVSD0SGvBKFt0ptV4XyWyyXyX2Wi2X4i4Wy4X0XC7i+y8Lhdl5FuLZel1F6WiwWS7LBcLBcLRaLJZLJYLhZLRZLBeFkuy5FwWS0XpcLJdlwtlguFouywWVV6Xpai2XhelsvCyXhaLZYLsvC0XhaLqmIui+y8i5Fktl8F4XpbL4i6p0Wy6LqotlwtFoslotl6WC2WS6pmovCwXhdlyLRaL2LZdFuQwXC6LBcLJYLRbLuLEJvsuy7LRZLRZLhelguiyXcqsFgui9Lsui0WS6LRbLqQ8LwsFgswnRaLZaLRZLJaLChoslksjSnVTWqX2qQflSDFSDFSD2qQcqpBipBlUg0VIOdUg/i7kinChIa+FL4IA=";

const packed = (text: string) => new Uint8Array(Buffer.from(text, "base64"));
const unpacked = (text: string) => Buffer.from(bunzip2(packed(text)));

it("unpacks nothing, and one byte", () => {
  expect(unpacked(NOTHING).length).toBe(0);
  expect(unpacked(ONE_BYTE).toString()).toBe("x");
});

it("unpacks runs of every length", () => {
  const lengths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255, 256, 258, 259, 260, 520];
  const letters = lengths.map((length, i) => String.fromCharCode(97 + (i % 26)).repeat(length));
  expect(unpacked(RUNS).toString()).toBe(letters.join(""));
});

it("unpacks bytes of every value", () => {
  const bytes = Buffer.from(Array.from({ length: 768 }, (_, i) => i & 255));
  expect(unpacked(ALL_BYTES).equals(bytes)).toBe(true);
});

it("unpacks several blocks", () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `line ${(i * i) % 97} of many\n`);
  const sum = (text: string | Buffer) => createHash("sha256").update(text).digest("hex");
  expect(sum(unpacked(BLOCKS))).toBe(sum(lines.join("")));
});

it("refuses what is no bzip2 file", () => {
  for (const text of ["", "BZh", "BZh0x", "BZx9", "\x1f\x8b\x08"])
    expect(() => bunzip2(Buffer.from(text))).toThrow(/no bzip2 file|ends too early/);
});

it("refuses a file that ends early, wherever", () => {
  const whole = packed(RUNS);
  for (let length = 4; length < whole.length - 10; length++)
    expect(() => bunzip2(whole.subarray(0, length)), `${length}`).toThrow("bzip2");
});

it("ends with any byte wrong: with an error, or with other bytes", () => {
  const whole = packed(RUNS);
  for (let at = 0; at < whole.length; at++) {
    const wrong = whole.slice();
    wrong[at] = (wrong[at] as number) ^ 0x41;
    try {
      expect(bunzip2(wrong).length).toBeLessThan(10_000_000);
    } catch (error) {
      expect((error as Error).message).toContain("bzip2");
    }
  }
});

it("refuses a tar archive that ends within a file", () => {
  const header = Buffer.alloc(512);
  header.write("folder/name", 0);
  header.write("00000001000\0", 124);
  header.write("0ustar\0", 156);
  expect(() => [...untar(header)]).toThrow("damaged");
  expect([...untar(Buffer.concat([header, Buffer.alloc(512, 7)]))]).toEqual([
    { path: "folder/name", bytes: Buffer.alloc(512, 7) },
  ]);
});

it("reads long names of tar archives, of both kinds, and passes over what is no file", () => {
  const entry = (type: string, name: string, content: string) => {
    const block = Buffer.alloc(1024);
    block.write(name, 0);
    block.write(`${content.length.toString(8).padStart(11, "0")}\0`, 124);
    block.write(`${type}ustar\0`, 156);
    block.write(content, 512);
    return content === "" ? block.subarray(0, 512) : block;
  };
  const archive = Buffer.concat([
    entry("5", "folder/", ""),
    entry("L", "././@LongLink", "gnu/long/name\0"),
    entry("0", "gnu/lo", "one"),
    entry("x", "PaxHeaders/a", "22 path=pax/long/name\n"),
    entry("0", "pax/lo", "two"),
    entry("2", "link", ""),
    entry("0", "short", "three"),
    Buffer.alloc(1024),
  ]);
  const files = [...untar(archive)].map(({ path, bytes }) => [path, Buffer.from(bytes).toString()]);
  expect(files).toEqual([
    ["gnu/long/name", "one"],
    ["pax/long/name", "two"],
    ["short", "three"],
  ]);
});
