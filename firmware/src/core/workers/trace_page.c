#include "trace_internal.h"

enum { HEAD_BYTES = 256 }; /* of the fields beside names and records, failures not counted */

/** Counts what is put on a page; the first thing always fits. */
typedef struct page {
  size_t left;
  bool is_full, is_empty;
} page;

static bool takes(page *p, size_t bytes) {
  if (p->is_full) return false;
  const size_t cost = bytes + 1;
  p->is_full = cost > p->left && !p->is_empty;
  p->left = cost > p->left ? 0 : p->left - cost;
  p->is_empty = false;
  return !p->is_full;
}

static void write_failed(const vn_trace *trace, vn_json_writer *to) {
  vn_json_array(to);
  for (unsigned i = 1; i < trace->name_count; i++) {
    if (trace->names[i].first_failed == 0) continue;
    vn_json_array(to);
    vn_json_whole(to, i);
    vn_json_whole(to, trace->names[i].first_failed);
    vn_json_array_end(to);
  }
  vn_json_array_end(to);
}

static void write_record(const vn_record *record, vn_json_writer *to) {
  const uint64_t fields[] = {record->kind, record->start, record->end, record->a, record->b, record->c};
  vn_json_array(to);
  for (unsigned i = 0; i < sizeof fields / sizeof *fields; i++) vn_json_whole(to, fields[i]);
  vn_json_array_end(to);
}

static size_t digits(uint64_t value) {
  size_t count = 1;
  for (; value >= 10; value /= 10) count++;
  return count;
}

static size_t record_bytes(const vn_record *record) {
  return 7 + digits(record->kind) + digits(record->start) + digits(record->end) + digits(record->a) +
         digits(record->b) + digits(record->c);
}

static size_t failed_bytes(const vn_trace *trace) {
  size_t bytes = 2;
  for (unsigned i = 1; i < trace->name_count; i++)
    if (trace->names[i].first_failed > 0) bytes += 4 + digits(i) + digits(trace->names[i].first_failed);
  return bytes;
}

/** As JSON: an escaped byte takes at most six. */
static size_t name_bytes(const char *name) {
  size_t bytes = 2;
  for (; *name; name++) bytes += (uint8_t)*name < 0x20 ? 6 : *name == '"' || *name == '\\' ? 2 : 1;
  return bytes;
}

static void write_names(const vn_trace *trace, uint64_t from, page *p, vn_json_writer *to) {
  vn_json_array(to);
  for (uint64_t i = from; i < trace->name_count && takes(p, name_bytes(trace->names[i].text)); i++)
    vn_json_text(to, vn_span_of(trace->names[i].text));
  vn_json_array_end(to);
}

static uint64_t first_record(const vn_trace *trace, uint64_t wanted) {
  const uint64_t oldest = trace->recorded > trace->capacity ? trace->recorded - trace->capacity : 0;
  const uint64_t from = wanted > oldest ? wanted : oldest;
  return from < trace->recorded ? from : trace->recorded;
}

void vn_trace_page(const vn_trace *trace, uint64_t names, uint64_t records, size_t max_bytes, vn_json_writer *to) {
  const size_t head = HEAD_BYTES + failed_bytes(trace);
  page p = {.left = max_bytes > head ? max_bytes - head : 0, .is_empty = true};
  const uint64_t first = first_record(trace, records);
  vn_json_object(to);
  vn_json_field_whole(to, "capacity", trace->capacity);
  vn_json_field_whole(to, "recorded", trace->recorded);
  vn_json_field_whole(to, "nameCount", trace->name_count);
  vn_json_key(to, "names");
  write_names(trace, names, &p, to);
  vn_json_key(to, "failed");
  write_failed(trace, to);
  vn_json_field_whole(to, "first", first);
  vn_json_key(to, "records");
  vn_json_array(to);
  for (uint64_t i = first; i < trace->recorded; i++) {
    const vn_record *record = &trace->ring[i % trace->capacity];
    if (!takes(&p, record_bytes(record))) break;
    write_record(record, to);
  }
  vn_json_array_end(to);
  vn_json_object_end(to);
}
