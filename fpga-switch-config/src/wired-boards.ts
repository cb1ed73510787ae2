import { VnetosError } from "#protocol";
import { PORTS_MAX } from "./geometry.ts";

/** A board and where it is plugged in. */
export interface WiredBoard {
  readonly name: string;
  /** In link frames, 1..254. */
  readonly address: number;
  /** Switch ports of its link 0 and link 1. */
  readonly switchPorts: readonly [number, number];
}

/** Errors: impossible-route, naming the port, address or name that is out of range or used twice. */
export function checkBoards(boards: readonly WiredBoard[], ports: number): void {
  const owners = new Map<string, string>();
  const claim = (what: string, owner: string) => {
    const before = owners.get(what);
    if (before !== undefined) refuse(`${what} is used twice, by ${before} and ${owner}`);
    owners.set(what, owner);
  };
  for (const { name, address, switchPorts } of boards) {
    claim(`board name ${name}`, name);
    claim(`address ${address}`, name);
    if (!isWithin(address, 1, 254)) refuse(`address ${address} of ${name} is not 1 to 254`);
    for (const port of switchPorts) {
      claim(`switch port ${port}`, name);
      if (!isWithin(port, 0, Math.min(ports, PORTS_MAX) - 1)) {
        refuse(`switch port ${port} of ${name} is out of range: the switch has 0 to ${ports - 1}`);
      }
    }
  }
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function refuse(message: string): never {
  throw new VnetosError("impossible-route", message);
}
