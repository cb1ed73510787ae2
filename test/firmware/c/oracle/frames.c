/* crc32, cobs, uncobs, encode, decode, stream, tag: link frames. A frame is written as in test/vectors/link-frames.json. */
#include "frames/frames.h"

#include <stdio.h>
#include <string.h>

#include "links/handshake.h"
#include "oracle.h"

static const char *const TYPES[] = {"",      "open",  "accept",    "data",      "ack",
                                    "reset", "keepalive", "probe", "probeReply"};

/* crc32 BYTES CUT: the CRC of both pieces, one after the other. */
ORACLE_VERB(crc32) {
  size_t count;
  const uint8_t *bytes = oracle_bytes(line, &count);
  const size_t cut = (size_t)oracle_number(line);
  printf("%lu", (unsigned long)vn_crc32(vn_crc32(0, bytes, cut), bytes + cut, count - cut));
}

ORACLE_VERB(cobs) {
  size_t count;
  const uint8_t *plain = oracle_bytes(line, &count);
  uint8_t *bytes = oracle_take(count + 1);
  memcpy(bytes + 1, plain, count);
  vn_cobs_encode(bytes, count);
  oracle_print_hex(bytes, count + 1);
}

/* The plain bytes, or "none". */
ORACLE_VERB(uncobs) {
  size_t count;
  uint8_t *bytes = oracle_bytes(line, &count);
  if (vn_cobs_decode(bytes, count)) oracle_print_hex(bytes + 1, count - 1);
  else printf("none");
}

static void print_data(const vn_frame *frame) {
  printf(",\"flags\":%u,\"total\":%lu,\"reason\":%u,\"next\":%u,\"bytes\":\"", frame->as.data.flags,
         (unsigned long)frame->as.data.message_length, frame->as.data.reason, frame->as.data.next);
  oracle_print_hex(frame->as.data.part, frame->as.data.part_length);
  putchar('"');
}

static void print_payload(const vn_frame *frame) {
  switch (frame->type) {
    case VN_FRAME_OPEN:
      printf(",\"incarnation\":%u,\"credit\":%u", frame->as.open.incarnation, frame->as.open.credit);
      break;
    case VN_FRAME_ACCEPT:
      printf(",\"incarnation\":%u,\"peerIncarnation\":%u,\"credit\":%u", frame->as.accept.incarnation,
             frame->as.accept.echo, frame->as.accept.credit);
      break;
    case VN_FRAME_DATA: print_data(frame); break;
    case VN_FRAME_ACK:
      printf(",\"bitmap\":%lu,\"credit\":%u", (unsigned long)frame->as.ack.bitmap, frame->as.ack.credit);
      break;
    case VN_FRAME_RESET: printf(",\"reason\":%u", frame->as.reset.reason); break;
    case VN_FRAME_KEEPALIVE: break;
    case VN_FRAME_PROBE:
      printf(",\"id\":%u,\"replyLabel\":%u", frame->as.probe.id, frame->as.probe.reply_label);
      break;
    case VN_FRAME_PROBE_REPLY: printf(",\"id\":%u", frame->as.probe.id); break;
  }
}

static void print_frame(void *context, const vn_frame *frame, uint8_t label) {
  (void)context;
  printf("{\"label\":%u,\"frame\":{\"type\":\"%s\",\"to\":%u,\"from\":%u,\"hops\":%u", label, TYPES[frame->type],
         frame->to, frame->from, frame->hops);
  if (frame->type <= VN_FRAME_KEEPALIVE) printf(",\"channel\":%u", frame->channel);
  if (frame->type >= VN_FRAME_DATA && frame->type <= VN_FRAME_KEEPALIVE) printf(",\"tag\":%u", frame->tag);
  if (frame->type >= VN_FRAME_DATA && frame->type <= VN_FRAME_RESET) printf(",\"seq\":%u", frame->seq);
  print_payload(frame);
  printf("}}");
}

static void print_fault(void *context, vn_frame_fault fault) {
  (void)context;
  printf("{\"fault\":\"%s\"}", vn_frame_fault_text(fault));
}

/* decode RUN (without its zero): the outcome as JSON. */
ORACLE_VERB(decode) {
  size_t count;
  const uint8_t *run = oracle_bytes(line, &count);
  uint8_t scratch[VN_MAX_WIRE_BYTES], label = 0;
  vn_frame frame;
  const vn_frame_fault fault = vn_frame_decode(run, count, scratch, &frame, &label);
  if (fault) print_fault(NULL, fault);
  else print_frame(NULL, &frame, label);
}

static vn_frame_type type_of(const char *name) {
  unsigned type = VN_FRAME_OPEN;
  while (type < VN_FRAME_PROBE_REPLY && strcmp(TYPES[type], name) != 0) type++;
  return (vn_frame_type)type;
}

/** A field of a payload; numbers are cut to the field as C does. */
static void set_payload(vn_frame *frame, const char *name, uint64_t value) {
  const bool is_data = frame->type == VN_FRAME_DATA;
  if (strcmp(name, "incarnation") == 0) frame->as.open.incarnation = (uint16_t)value;
  else if (strcmp(name, "peerIncarnation") == 0) frame->as.accept.echo = (uint16_t)value;
  else if (strcmp(name, "bitmap") == 0) frame->as.ack.bitmap = (uint32_t)value;
  else if (strcmp(name, "flags") == 0) frame->as.data.flags = (uint8_t)value;
  else if (strcmp(name, "total") == 0) frame->as.data.message_length = (uint32_t)value;
  else if (strcmp(name, "next") == 0) frame->as.data.next = (uint16_t)value;
  else if (strcmp(name, "id") == 0) frame->as.probe.id = (uint16_t)value;
  else if (strcmp(name, "replyLabel") == 0) frame->as.probe.reply_label = (uint8_t)value;
  else if (strcmp(name, "reason") == 0 && is_data) frame->as.data.reason = (uint8_t)value;
  else if (strcmp(name, "reason") == 0) frame->as.reset.reason = (uint8_t)value;
  else if (strcmp(name, "credit") == 0 && frame->type == VN_FRAME_OPEN) frame->as.open.credit = (uint16_t)value;
  else if (strcmp(name, "credit") == 0 && frame->type == VN_FRAME_ACCEPT) frame->as.accept.credit = (uint16_t)value;
  else if (strcmp(name, "credit") == 0) frame->as.ack.credit = (uint16_t)value;
}

static void set_field(vn_frame *frame, const char *name, uint64_t value) {
  if (strcmp(name, "to") == 0) frame->to = (uint8_t)value;
  else if (strcmp(name, "from") == 0) frame->from = (uint8_t)value;
  else if (strcmp(name, "hops") == 0) frame->hops = (uint8_t)value;
  else if (strcmp(name, "channel") == 0) frame->channel = (uint16_t)value;
  else if (strcmp(name, "tag") == 0) frame->tag = (uint16_t)value;
  else if (strcmp(name, "seq") == 0) frame->seq = (uint16_t)value;
  else set_payload(frame, name, value);
}

/* encode LABEL TYPE PART FIELD VALUE …: the wire's bytes, or "refused". */
ORACLE_VERB(encode) {
  const uint8_t label = (uint8_t)oracle_number(line);
  vn_frame frame = {.type = type_of(oracle_word(line))};
  size_t count;
  const uint8_t *part = oracle_bytes(line, &count);
  if (frame.type == VN_FRAME_DATA) {
    frame.as.data.part = part;
    frame.as.data.part_length = (uint8_t)count;
  }
  for (const char *name; (name = oracle_word(line));) set_field(&frame, name, oracle_number(line));
  uint8_t wire[VN_MAX_WIRE_BYTES];
  const size_t length = vn_frame_encode(wire, &frame, label);
  if (length == 0) printf("refused");
  oracle_print_hex(wire, length);
}

typedef struct listed {
  unsigned count;
} listed;

static void list_frame(void *context, const vn_frame *frame, uint8_t label) {
  if (((listed *)context)->count++ > 0) putchar(',');
  print_frame(NULL, frame, label);
}

static void list_fault(void *context, vn_frame_fault fault) {
  if (((listed *)context)->count++ > 0) putchar(',');
  print_fault(NULL, fault);
}

/** One piece, in a block of just its size. */
static void push(vn_frame_reader *reader, const uint8_t *bytes, size_t count, const vn_frame_sink *sink) {
  uint8_t *piece = oracle_take(count);
  memcpy(piece, bytes, count);
  vn_frame_reader_push(reader, piece, count, sink);
}

/* stream BYTES COUNT…: the outcomes as a JSON array; each COUNT is how many bytes come together. */
ORACLE_VERB(stream) {
  size_t count, at = 0;
  const uint8_t *bytes = oracle_bytes(line, &count);
  listed list = {0};
  const vn_frame_sink sink = {&list, list_frame, list_fault};
  vn_frame_reader reader;
  vn_frame_reader_init(&reader);
  putchar('[');
  for (const char *word; (word = oracle_word(line));) {
    oracle_line number = {(char *)word};
    const size_t step = (size_t)oracle_number(&number);
    push(&reader, bytes + at, step, &sink);
    at += step;
  }
  push(&reader, bytes + at, count - at, &sink);
  putchar(']');
}

/* tag LOWER HIGHER: of the incarnations at the lower and the higher address. */
ORACLE_VERB(tag) {
  const vn_handshake shake = {.incarnation = (uint16_t)oracle_number(line), .is_lower = true};
  printf("%u", vn_handshake_mix(&shake, (uint16_t)oracle_number(line)));
}
