/**
 * Unpacks bzip2, which Node.js does not know. Checksums are not looked at: what comes here has been checked by its
 * SHA-256. The format: block sort (Burrows, Wheeler 1994), move to front, runs, and up to six Huffman codes a block.
 */
export function bunzip2(packed: Uint8Array): Uint8Array {
  const bits = new BitReader(packed);
  const level = packed[3] ?? 0;
  if (bits.read(24) !== 0x425a68 || level < 0x31 || level > 0x39)
    throw new Error("this is no bzip2 file: it does not begin with BZh1 to BZh9");
  bits.read(8);
  const block = new Uint32Array((level - 0x30) * 100_000);
  const output = new Output(packed.length * 8);
  while (isBlock(bits)) {
    bits.read(32);
    if (bits.read(1) !== 0) throw damaged("a block of a kind that is no longer made");
    const first = bits.read(24);
    const count = readBlock(bits, block);
    unsort(block, count, first, output);
  }
  return output.bytes();
}

/** A block begins with the digits of pi, the end with those of its square root. */
function isBlock(bits: BitReader): boolean {
  const [high, low] = [bits.read(24), bits.read(24)];
  if (high === 0x314159 && low === 0x265359) return true;
  if (high === 0x177245 && low === 0x385090) return false;
  throw damaged("neither a block nor the end");
}

const damaged = (where: string) => new Error(`the bzip2 file is damaged: ${where}`);

class BitReader {
  private at = 0;
  private bits = 0;
  private held = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** 0 to 32 bits; the value of 32 has a sign. */
  read(count: number): number {
    if (count > 16) return (this.read(count - 16) << 16) | this.read(16);
    const value = this.peek(count);
    this.skip(count);
    return value;
  }

  /** The next bits, at most 24, without taking them; zeros behind the end. */
  peek(count: number): number {
    while (this.held < count) {
      this.bits = (this.bits << 8) | (this.bytes[this.at++] ?? 0);
      this.held += 8;
    }
    return (this.bits >>> (this.held - count)) & ((1 << count) - 1);
  }

  skip(count: number): void {
    this.held -= count;
    if (this.at > this.bytes.length + 4) throw damaged("it ends too early");
  }
}

/** Grows as it is written to; undoes the outermost layer, where four equal bytes are followed by a count of more. */
class Output {
  private buffer: Uint8Array;
  private length = 0;
  private last = -1;
  private equal = 0;

  constructor(room: number) {
    this.buffer = new Uint8Array(room);
  }

  push(byte: number): void {
    if (this.equal === 4) this.repeat(byte);
    else this.add(byte);
  }

  private add(byte: number): void {
    this.equal = byte === this.last ? this.equal + 1 : 1;
    this.last = byte;
    if (this.length === this.buffer.length) this.grow(1);
    this.buffer[this.length++] = byte;
  }

  endBlock(): void {
    this.equal = 0;
    this.last = -1;
  }

  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  private repeat(count: number): void {
    if (this.length + count > this.buffer.length) this.grow(count);
    this.buffer.fill(this.last, this.length, this.length + count);
    this.length += count;
    this.endBlock();
  }

  private grow(more: number): void {
    const larger = new Uint8Array(this.buffer.length * 2 + more);
    larger.set(this.buffer);
    this.buffer = larger;
  }
}

/** The block's sorted bytes into the low 8 bits of `block`; answers how many. */
function readBlock(bits: BitReader, block: Uint32Array): number {
  const symbols = readSymbols(bits);
  const codeCount = bits.read(3);
  const choices = readChoices(bits, codeCount);
  const codes = Array.from({ length: codeCount }, () => readCode(bits, symbols.length + 2));
  const end = symbols.length + 1;
  let count = 0;
  let run = 0;
  let runBit = 1;
  for (let group = 0; ; group++) {
    const code = codes[choices[group] ?? -1];
    if (code === undefined) throw damaged("a code that is not there");
    for (let i = 0; i < 50; i++) {
      const symbol = code.next(bits);
      if (symbol <= 1) {
        run += runBit << symbol;
        runBit <<= 1;
        if (run > block.length) throw damaged("a run that is too long");
        continue;
      }
      if (count + run + 1 > block.length + 1) throw damaged("a block that is too long");
      if (run > 0) block.fill(symbols[0] as number, count, count + run);
      count += run;
      [run, runBit] = [0, 1];
      if (symbol === end) return count;
      if (count === block.length) throw damaged("a block that is too long");
      block[count++] = moveToFront(symbols, symbol - 1);
    }
  }
}

function moveToFront(symbols: Uint8Array, index: number): number {
  const symbol = symbols[index] as number;
  for (let i = index; i > 0; i--) symbols[i] = symbols[i - 1] as number;
  symbols[0] = symbol;
  return symbol;
}

/** The bytes that stand in the block, in order. */
function readSymbols(bits: BitReader): Uint8Array {
  const rows = bits.read(16);
  const symbols: number[] = [];
  for (let row = 0; row < 16; row++) {
    if (((rows >> (15 - row)) & 1) === 0) continue;
    const used = bits.read(16);
    for (let i = 0; i < 16; i++) if ((used >> (15 - i)) & 1) symbols.push(row * 16 + i);
  }
  return Uint8Array.from(symbols);
}

/** Which code each group of fifty symbols is written in. */
function readChoices(bits: BitReader, codeCount: number): Uint8Array {
  const order = Uint8Array.from({ length: codeCount }, (_, i) => i);
  return new Uint8Array(bits.read(15)).map(() => {
    let index = 0;
    while (bits.read(1) === 1) if (++index >= codeCount) throw damaged("the choice of a code");
    return moveToFront(order, index);
  });
}

const LONGEST_CODE = 20;

/** A Huffman code by the lengths of its words: canonical, so a word's length is told by its size. */
class HuffmanCode {
  private readonly symbols: Uint16Array;
  /** For each length: the first value of LONGEST_CODE bits that no word of at most this length begins. */
  private readonly limits = new Int32Array(LONGEST_CODE + 1);
  /** For each length: what to take from a word to get the place of its symbol. */
  private readonly offsets = new Int32Array(LONGEST_CODE + 1);

  constructor(lengths: readonly number[]) {
    const order: number[] = [];
    for (let length = 1, word = 0; length <= LONGEST_CODE; length++, word <<= 1) {
      this.offsets[length] = word - order.length;
      lengths.forEach((own, symbol) => {
        if (own === length) order.push(symbol);
      });
      word = (this.offsets[length] as number) + order.length;
      this.limits[length] = word << (LONGEST_CODE - length);
    }
    this.symbols = Uint16Array.from(order);
  }

  next(bits: BitReader): number {
    const ahead = bits.peek(LONGEST_CODE);
    for (let length = 1; length <= LONGEST_CODE; length++) {
      if (ahead >= (this.limits[length] as number)) continue;
      bits.skip(length);
      const word = ahead >>> (LONGEST_CODE - length);
      return this.symbols[word - (this.offsets[length] as number)] as number;
    }
    throw damaged("a word of no code");
  }
}

function readCode(bits: BitReader, symbolCount: number): HuffmanCode {
  let length = bits.read(5);
  const lengths = Array.from({ length: symbolCount }, () => {
    while (bits.read(1) === 1) length += bits.read(1) === 1 ? -1 : 1;
    if (length < 1 || length > LONGEST_CODE) throw damaged("the length of a word");
    return length;
  });
  return new HuffmanCode(lengths);
}

/** Undoes the sort: each entry learns, above its byte, where the byte after it stands. */
function unsort(block: Uint32Array, count: number, first: number, output: Output): void {
  if (first >= count) throw damaged("the first byte of a block");
  const starts = new Uint32Array(257);
  for (let i = 0; i < count; i++) {
    const next = ((block[i] as number) & 255) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let byte = 1; byte < 257; byte++)
    starts[byte] = (starts[byte] as number) + (starts[byte - 1] as number);
  for (let i = 0; i < count; i++) {
    const byte = (block[i] as number) & 255;
    const place = starts[byte] as number;
    starts[byte] = place + 1;
    block[place] = (block[place] as number) | (i << 8);
  }
  let at = (block[first] as number) >>> 8;
  for (let i = 0; i < count; i++) {
    const entry = block[at] as number;
    output.push(entry & 255);
    at = entry >>> 8;
  }
  output.endBlock();
}
