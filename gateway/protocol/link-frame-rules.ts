import {
  type DataFrame,
  FLAG_FIN,
  FLAG_FIRST,
  FLAG_LAST,
  type FrameFault,
  type FrameFaultCode,
  type LinkFrame,
  MAX_ADDRESS,
  MIN_ADDRESS,
  RESET_SKIP,
  RESET_STALE,
} from "./link-frame.ts";

/** What of the frame's values is against the rules; undefined: nothing. Encoder and decoder both ask here. */
export function describeFrameFault(frame: LinkFrame): FrameFault | undefined {
  return addressFault(frame.to, frame.from) ?? headerFault(frame) ?? payloadFault(frame);
}

export function addressFault(to: number, from: number): FrameFault | undefined {
  if (!isWithin(to, MIN_ADDRESS, MAX_ADDRESS)) {
    return fault("bad-address", `to ${to}: must be ${MIN_ADDRESS}..${MAX_ADDRESS}`);
  }
  if (!isWithin(from, MIN_ADDRESS, MAX_ADDRESS)) {
    return fault("bad-address", `from ${from}: must be ${MIN_ADDRESS}..${MAX_ADDRESS}`);
  }
  if (to === from) return fault("bad-address", `to and from are both ${to}`);
  return undefined;
}

function headerFault(frame: LinkFrame): FrameFault | undefined {
  if (!isWithin(frame.hops, 0, 255)) return fault("bad-header", `hops ${frame.hops}: not 0..255`);
  if ("channel" in frame && !isWithin(frame.channel, 1, 0xffff)) {
    return fault("bad-header", `channel ${frame.channel}: must be 1..65535`);
  }
  if ("tag" in frame && !isWithin(frame.tag, 0, 0xffff)) {
    return fault("bad-header", `tag ${frame.tag}: must be 0..65535`);
  }
  if ("seq" in frame && !isWithin(frame.seq, 0, 0xffff)) {
    return fault("bad-header", `seq ${frame.seq}: must be 0..65535`);
  }
  return undefined;
}

function payloadFault(frame: LinkFrame): FrameFault | undefined {
  switch (frame.type) {
    case "open":
      return (
        range("incarnation", frame.incarnation, 1, 0xffff) ??
        range("credit", frame.credit, 0, 0xffff)
      );
    case "accept":
      return (
        range("incarnation", frame.incarnation, 1, 0xffff) ??
        range("peer incarnation", frame.peerIncarnation, 1, 0xffff) ??
        range("credit", frame.credit, 0, 0xffff)
      );
    case "data":
      return dataFault(frame);
    case "ack":
      return (
        range("bitmap", frame.bitmap, 0, 0xffffffff) ?? range("credit", frame.credit, 0, 0xffff)
      );
    case "reset":
      return range("reset reason", frame.reason, RESET_STALE, RESET_SKIP);
    case "probe":
      return range("id", frame.id, 0, 0xffff) ?? range("reply label", frame.replyLabel, 0, 255);
    case "probeReply":
      return range("id", frame.id, 0, 0xffff);
    case "keepalive":
      return undefined;
  }
}

function dataFault(frame: DataFrame): FrameFault | undefined {
  const length = frame.bytes.length;
  if (frame.flags === FLAG_FIN) {
    if (length > 0) return fault("bad-payload", `FIN with ${length} bytes after its next seq`);
    return range("fin reason", frame.reason, 0, 255) ?? range("next seq", frame.next, 0, 0xffff);
  }
  if (!isWithin(frame.flags, 0, FLAG_FIRST | FLAG_LAST)) {
    return fault("bad-payload", `flags ${frame.flags}: must be 0..4`);
  }
  if (frame.flags & FLAG_FIRST) return firstPartFault(frame, length);
  return length === 0 ? fault("bad-payload", "a later part without bytes") : undefined;
}

/** The one part of a message is as long as it; the first of several is shorter and not empty. */
function firstPartFault(frame: DataFrame, length: number): FrameFault | undefined {
  const whole = (frame.flags & FLAG_LAST) !== 0;
  const fits = whole ? length === frame.total : length > 0 && length < frame.total;
  if (!fits) {
    const part = whole ? "the only part" : "a first part";
    return fault("bad-payload", `${part} of ${length} bytes, message of ${frame.total}`);
  }
  return range("message length", frame.total, 0, 0xffffffff);
}

function range(name: string, value: number, low: number, high: number): FrameFault | undefined {
  if (isWithin(value, low, high)) return undefined;
  return fault("bad-payload", `${name} ${value}: must be ${low}..${high}`);
}

function isWithin(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}

function fault(code: FrameFaultCode, reason: string): FrameFault {
  return { fault: code, reason };
}
