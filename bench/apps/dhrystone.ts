/**
 * Dhrystone 2.1 (R. P. Weicker, 1988) in TypeScript: the paper's table counts these loops.
 * Arguments: seconds to run. Prints loops per second.
 */
import { args, now } from "vnetos";

interface Record {
  next: Record | undefined;
  discriminant: number;
  enumeration: number;
  integer: number;
  text: string;
}

const IDENT_1 = 0;
const IDENT_2 = 1;
const IDENT_3 = 2;
const IDENT_4 = 3;
const IDENT_5 = 4;

let intGlobal = 0;
let boolGlobal = false;
let char1Global = "";
let char2Global = "";
const array1: number[] = [];
const array2: number[][] = [];
for (let i = 0; i < 50; i++) {
  array1.push(0);
  const row: number[] = [];
  for (let j = 0; j < 50; j++) row.push(0);
  array2.push(row);
}

const record = (): Record => ({
  next: undefined,
  discriminant: IDENT_1,
  enumeration: IDENT_1,
  integer: 0,
  text: "",
});
const nextGlobal = record();
let pointerGlobal = record();
pointerGlobal.next = nextGlobal;
pointerGlobal.enumeration = IDENT_3;
pointerGlobal.integer = 40;
pointerGlobal.text = "DHRYSTONE PROGRAM, SOME STRING";

function copy(from: Record, to: Record): void {
  to.next = from.next;
  to.discriminant = from.discriminant;
  to.enumeration = from.enumeration;
  to.integer = from.integer;
  to.text = from.text;
}

function proc1(pointer: Record): void {
  const next = pointer.next as Record;
  copy(pointerGlobal, next);
  pointer.integer = 5;
  next.integer = pointer.integer;
  next.next = pointer.next;
  proc3(next);
  if (next.discriminant === IDENT_1) {
    next.integer = 6;
    next.enumeration = proc6(pointer.enumeration);
    next.next = pointerGlobal.next;
    next.integer = proc7(next.integer, 10);
  } else copy(next, pointer);
}

function proc2(value: number): number {
  let int = value + 10;
  let enumeration = IDENT_2;
  do {
    if (char1Global === "A") {
      int -= 1;
      int -= intGlobal - 5;
      enumeration = IDENT_1;
    }
  } while (enumeration !== IDENT_1 && int < 1000);
  return int;
}

function proc3(target: Record): void {
  target.next = pointerGlobal.next;
  pointerGlobal.integer = proc7(10, intGlobal);
}

function proc4(): void {
  const bool = char1Global === "A";
  boolGlobal = bool || boolGlobal;
  char2Global = "B";
}

function proc5(): void {
  char1Global = "A";
  boolGlobal = false;
}

function proc6(value: number): number {
  if (func3(value)) return IDENT_2;
  switch (value) {
    case IDENT_1:
      return IDENT_1;
    case IDENT_2:
      return intGlobal > 100 ? IDENT_1 : IDENT_4;
    case IDENT_3:
      return IDENT_2;
    case IDENT_5:
      return IDENT_3;
    default:
      return value;
  }
}

function proc7(a: number, b: number): number {
  return b + a + 2;
}

function proc8(one: number[], two: number[][], a: number, b: number): void {
  const at = a + 5;
  one[at] = b;
  one[at + 1] = one[at] as number;
  one[at + 30] = at;
  const row = two[at] as number[];
  row[at] = at;
  row[at + 1] = at;
  row[at - 1] = (row[at - 1] as number) + 1;
  (two[at + 20] as number[])[at] = one[at] as number;
  intGlobal = 5;
}

function func1(a: string, b: string): number {
  if (a !== b) return IDENT_1;
  char1Global = a;
  return IDENT_2;
}

function func2(a: string, b: string): boolean {
  let at = 2;
  let char = "A";
  while (at <= 2) {
    if (func1(a.charAt(at), b.charAt(at + 1)) === IDENT_1) {
      char = "A";
      at += 1;
    }
  }
  if (char >= "W" && char < "Z") at = 7;
  if (char === "R") return true;
  if (a > b) {
    intGlobal = at + 7;
    return true;
  }
  return false;
}

function func3(value: number): boolean {
  return value === IDENT_3;
}

function loop(): void {
  proc5();
  proc4();
  let int1 = 2;
  let int2 = 3;
  let int3 = 0;
  const text1 = "DHRYSTONE PROGRAM, 1'ST STRING";
  let text2 = "DHRYSTONE PROGRAM, 2'ND STRING";
  let enumeration = IDENT_2;
  boolGlobal = !func2(text1, text2);
  while (int1 < int2) {
    int3 = 5 * int1 - int2;
    int3 = proc7(int1, int2);
    int1 += 1;
  }
  proc8(array1, array2, int1, int3);
  proc1(pointerGlobal);
  for (let char = 65; char <= (char2Global === "B" ? 66 : 65); char++) {
    if (enumeration === func1(String.fromCharCode(char), "C")) {
      enumeration = proc6(IDENT_1);
      text2 = "DHRYSTONE PROGRAM, 3'RD STRING";
      int2 = 1;
      intGlobal = 1;
    }
  }
  int2 = int2 * int1;
  int1 = Math.floor(int2 / int3);
  int2 = 7 * (int2 - int3) - int1;
  int1 = proc2(int1);
  if (text2 === "") intGlobal = int1;
}

const durationMs = Number(args[0] ?? "1") * 1000;
const startedAt = now();
let loops = 0;
let elapsedMs = 0;
while (elapsedMs < durationMs) {
  for (let i = 0; i < 200; i++) loop();
  loops += 200;
  elapsedMs = now() - startedAt;
}
pointerGlobal = nextGlobal;
console.log(Math.round((loops * 1000) / elapsedMs));
