/** Masks of ports are arrays of 32-bit words: port p is bit p % 32 of word p / 32. */
export function maskWords(ports: number): number {
  return Math.ceil(ports / 32);
}

/** Ports of the mask that starts at `words[from]`, ascending. */
export function portsOfMask(words: Uint32Array, from = 0, count = words.length): number[] {
  const ports: number[] = [];
  for (let word = 0; word < count; word += 1) {
    for (let bits = words[from + word] ?? 0; bits !== 0; bits &= bits - 1) {
      ports.push(word * 32 + 31 - Math.clz32(bits & -bits));
    }
  }
  return ports;
}

export function maskOfPorts(ports: Iterable<number>, words: number): Uint32Array {
  const mask = new Uint32Array(words);
  for (const port of ports) {
    const word = port >>> 5;
    mask[word] = (mask[word] ?? 0) | (1 << (port & 31));
  }
  return mask;
}

/** The bits of word `word` that stand for a port of a switch with `ports` ports. */
export function validBits(ports: number, word: number): number {
  const bits = Math.min(32, Math.max(0, ports - word * 32));
  return bits === 32 ? 0xffff_ffff : (2 ** bits - 1) >>> 0;
}
