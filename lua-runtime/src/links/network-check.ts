import { MAX_ADDRESS, MIN_ADDRESS, type NetworkRequest, VnetosError } from "#protocol";

/** VnetosError `bad-request` that names what is out of range, or taken twice. */
export function checkNetwork({ address, peers }: NetworkRequest, links: number): void {
  const known = new Set([address]);
  check(isWithin(address, MIN_ADDRESS, MAX_ADDRESS), `address ${address}`);
  for (const peer of peers) {
    const isFree = isWithin(peer.address, MIN_ADDRESS, MAX_ADDRESS) && !known.has(peer.address);
    check(isFree, `address ${peer.address} of node "${peer.name}"`);
    known.add(peer.address);
    for (const { link, label } of peer.paths) {
      check(isWithin(link, 0, links - 1), `link ${link} to node "${peer.name}"`);
      check(isWithin(label, 1, 255), `label ${label} to node "${peer.name}"`);
    }
  }
}

function check(isRight: boolean, what: string): void {
  if (!isRight) throw new VnetosError("bad-request", `${what}: out of range, or taken`);
}

function isWithin(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}
