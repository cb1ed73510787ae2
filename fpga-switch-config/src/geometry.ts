/** Longest frame on a link, label and final zero included. */
export const FRAME_BYTES_MAX = 255;
/** Room of an input queue, bytes. */
export const INGRESS_BYTES = 256;
/** Room of an output queue, bytes. */
export const EGRESS_BYTES = 512;
/** Labels are one byte and a label names a port + 1. */
export const PORTS_MAX = 254;
/** Entries of the label table; entry 0 is never used. */
export const LABELS = 256;
/** A byte on a link: start bit, eight data bits, stop bit. */
export const BITS_PER_BYTE = 10;
