import { VnetosError } from "#protocol";
import { LABELS } from "./geometry.ts";
import { maskWords } from "./masks.ts";

/** read: a write is refused. command: a write does something; a read tells how often it was done. */
export type RegisterAccess = "read" | "read-write" | "command";

/** What it holds after power-up; "every port": a bit for each port; "identity": entry n holds port n - 1. */
export type RegisterReset = number | "every port" | "identity";

/** A row of the one table of which model, driver, README and Verilog header are made. */
export interface RegisterRow<Name extends string = string> {
  readonly name: Name;
  /** Of the first entry. Addresses count 32-bit words. */
  readonly address: number;
  /** Bits in use, from bit 0. */
  readonly width: number;
  readonly access: RegisterAccess;
  readonly reset: RegisterReset;
  /** One entry in all, one for each port, or one for each label. */
  readonly span: "one" | "port" | "label";
  /** Words from an entry to the next. */
  readonly stride: number;
  /** True: an entry is a mask of ports, in ceil(ports / 32) words. */
  readonly mask: boolean;
  readonly description: string;
}

/** Words set aside for a mask, whatever the number of ports. */
export const MASK_STRIDE = 8;
/** Words set aside for the counters of a port. */
export const COUNTER_STRIDE = 32;
export const COUNTERS_ADDRESS = 0x8000;

type Place = readonly [address: number, access: RegisterAccess, reset?: RegisterReset];

function word<Name extends string>(
  name: Name,
  [address, access, reset = 0]: Place,
  description: string,
  width = 32,
): RegisterRow<Name> {
  return {
    ...{ name, address, width, access, reset, span: "one", stride: 1, mask: false },
    description,
  };
}

function mask<Name extends string>(name: Name, place: Place, description: string) {
  return { ...word(name, place, description), mask: true, stride: MASK_STRIDE };
}

function table<Name extends string>(
  name: Name,
  span: "port" | "label",
  place: Place,
  description: string,
) {
  return { ...mask(name, place, description), span };
}

function counter<Name extends string>(name: Name, offset: number, description: string) {
  const place = [COUNTERS_ADDRESS + offset, "read"] as const;
  return { ...word(name, place, description), span: "port" as const, stride: COUNTER_STRIDE };
}

/** "VNET" in ASCII. */
export const SWITCH_ID = 0x564e_4554;
/** Major number in the upper half: a driver refuses another major number than its own. */
export const SWITCH_VERSION = 0x0001_0000;
/** Bounds of DROP_WAIT, microseconds. */
export const DROP_WAIT_US = { least: 100, reset: 100_000, greatest: 10_000_000 } as const;

export const REGISTERS = [
  word("ID", [0x0000, "read", SWITCH_ID], '"VNET": this is a VNetOS switch'),
  word("VERSION", [0x0001, "read", SWITCH_VERSION], "major number << 16, minor number"),
  word("PORTS", [0x0002, "read"], "number of link ports, a constant of the build", 8),
  word(
    "GEOMETRY",
    [0x0003, "read", 0x0100_0200],
    "bytes of an input queue << 16, bytes of an output queue",
  ),
  word("LOOPBACK", [0x0004, "read-write"], "holds what was written: a test of the control line"),
  word(
    "CONTROL_ERRORS",
    [0x0005, "read"],
    "control frames with a wrong CRC-8; none of them was executed",
  ),
  word(
    "SNAPSHOT",
    [0x0006, "command"],
    "a write freezes all counters at one instant; the counters read as frozen; reads as the number of snapshots",
  ),
  word("SNAPSHOT_TIME", [0x0007, "read"], "ms from power-up to the last snapshot, modulo 2^32"),
  word("STAGE_BEGIN", [0x0008, "command"], "a write sets STAGED_ROWS and STAGED_LABELS to zero"),
  word(
    "STAGE_SUM",
    [0x0009, "read"],
    "sum over STAGED_ROWS, then STAGED_LABELS, in the order of addresses: sum = rotate_left(sum, 1) + word, modulo 2^32",
  ),
  word(
    "COMMIT",
    [0x000a, "command"],
    "a write of the value of STAGE_SUM makes the staged tables the active ones, all at once, between frames; any other value is refused",
  ),
  word(
    "DROP_WAIT",
    [0x000b, "read-write", DROP_WAIT_US.reset],
    "microseconds that a frame may wait at the head of its input queue for an output in DROP: 100 to 10,000,000",
  ),
  mask(
    "EN",
    [0x0010, "read-write", 0],
    "enabled ports; a disabled one throws away what it holds and receives, and is nobody's output",
  ),
  mask(
    "RAW",
    [0x0018, "read-write", 0],
    "circuit mode: every byte from this port goes to the row's outputs as it is; changes only while the port is disabled",
  ),
  mask(
    "DROP",
    [0x0020, "read-write", "every port"],
    "outputs for which a frame waits DROP_WAIT at most; for the others it waits without end",
  ),
  mask("CARRIER", [0x0028, "read"], "ports with a board at the other end of the cable"),
  mask(
    "WEDGED",
    [0x0030, "read"],
    "outputs that a frame has waited for in vain: frames for them are dropped at once, until there is room again",
  ),
  mask("STOPPED", [0x0038, "read"], "inputs that have told their board to stop sending (RTS)"),
  {
    ...word(
      "RATE",
      [0x0100, "read-write", 0],
      "line speed of the port, bits/s; 0: the greatest (hardware 5,000,000; model unlimited)",
    ),
    span: "port" as const,
  },
  table("STAGED_ROWS", "port", [0x2000, "read-write", 0], "outputs that this input may reach"),
  table(
    "STAGED_LABELS",
    "label",
    [0x3000, "read-write", 0],
    "outputs that this label names; label 0 does not exist",
  ),
  table("ROWS", "port", [0x4000, "read", 0], "active: outputs that this input may reach"),
  table("LABELS", "label", [0x5000, "read", "identity"], "active: outputs that this label names"),
  counter("RX_BYTES", 0, "bytes received, of whatever kind"),
  counter("RX_FRAMES", 1, "whole frames received"),
  counter("RX_COPIES", 2, "copies made of them beyond the first (multicast)"),
  counter("ERR_OVERSIZE", 3, "frames rolled back: no zero byte within 255 bytes"),
  counter("ERR_COBS", 4, "frames rolled back: what follows the label is no COBS code"),
  counter(
    "ERR_ABORTED",
    5,
    "unfinished frames rolled back: port disabled or cable plugged in anew",
  ),
  counter("ERR_LINE", 6, "bytes with a broken stop bit, breaks (always 0 in the model)"),
  counter("UNROUTED", 7, "frames whose label and row have no enabled output in common"),
  counter(
    "DROP_WEDGED",
    8,
    "copies dropped: the output took nothing for too long; counted at the input",
  ),
  counter("DROP_CARRIER", 9, "copies dropped: no board at the output; counted at the input"),
  counter(
    "DROP_DISABLED",
    10,
    "copies dropped while they waited: a port was disabled; counted at the input",
  ),
  counter("TX_BYTES", 11, "bytes sent"),
  counter("TX_FRAMES", 12, "frames sent"),
  counter(
    "TX_FLUSHED",
    13,
    "frames thrown away in the output queue: port disabled or cable unplugged",
  ),
  counter("STOPS", 14, "times that the input told its board to stop sending"),
  counter("STOPPED_US", 15, "microseconds that the input was stopped"),
  counter("FILL_IN", 16, "bytes in the input queue"),
  counter("FILL_OUT", 17, "bytes in the output queue"),
  counter("HIGH_IN", 18, "most bytes that the input queue has held"),
  counter("HIGH_OUT", 19, "most bytes that the output queue has held"),
] as const;

export type RegisterName = (typeof REGISTERS)[number]["name"];

const byName: ReadonlyMap<string, RegisterRow> = new Map(
  REGISTERS.map((row): [string, RegisterRow] => [row.name, row]),
);

export function registerRow(name: RegisterName): RegisterRow {
  const row = byName.get(name);
  if (row === undefined) throw new VnetosError("internal", `no register ${name}`);
  return row;
}

/** Address of entry `index` (a port or a label), word `maskWord` of its mask. */
export function registerAddress(name: RegisterName, index = 0, maskWord = 0): number {
  const row = registerRow(name);
  return row.address + index * row.stride + maskWord;
}

export interface RegisterPlace {
  readonly row: RegisterRow<RegisterName>;
  readonly index: number;
  readonly maskWord: number;
}

/** Entries that a register has in a switch with `ports` ports. */
export function registerEntries(row: RegisterRow, ports: number): number {
  if (row.span === "one") return 1;
  return row.span === "port" ? ports : LABELS;
}

/** What stands at `address` in a switch with `ports` ports; undefined: nothing. */
export function locateRegister(address: number, ports: number): RegisterPlace | undefined {
  for (const row of REGISTERS) {
    const offset = address - row.address;
    const index = Math.floor(offset / row.stride);
    const maskWord = offset - index * row.stride;
    const words = row.mask ? maskWords(ports) : 1;
    if (offset >= 0 && index < registerEntries(row, ports) && maskWord < words) {
      return { row, index, maskWord };
    }
  }
  return undefined;
}

/** Place of a counter in a port's block of counters. */
export function counterOffset(name: RegisterName): number {
  return registerAddress(name) - COUNTERS_ADDRESS;
}
