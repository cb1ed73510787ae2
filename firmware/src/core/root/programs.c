#include "programs.h"

#include <string.h>

#include "../sealed/crypto.h"

enum { UPLOADS_KEPT = 4, NAME_LENGTH = 64 };

/** A program, or as much of it as is here. Used last comes first. */
typedef struct program {
  struct program *next;
  char sha256[NAME_LENGTH];
  vn_message *text;
  uint32_t received;
  bool complete;
} program;

struct vn_programs {
  vn_heap *heap;
  uint32_t limit_bytes;
  program *first;
};

vn_programs *vn_programs_make(vn_heap *heap, uint32_t limit_bytes) {
  vn_programs *programs = vn_heap_take_zeroed(heap, sizeof *programs);
  if (programs) *programs = (vn_programs){.heap = heap, .limit_bytes = limit_bytes};
  return programs;
}

static program **find(vn_programs *programs, vn_span sha256) {
  program **place = &programs->first;
  while (*place && memcmp((*place)->sha256, sha256.bytes, NAME_LENGTH) != 0) place = &(*place)->next;
  return place;
}

static void forget(vn_programs *programs, program **place) {
  program *old = *place;
  *place = old->next;
  vn_message_drop(programs->heap, old->text);
  vn_heap_give(programs->heap, old);
}

void vn_programs_free(vn_programs *programs) {
  if (!programs) return;
  while (programs->first) forget(programs, &programs->first);
  vn_heap_give(programs->heap, programs);
}

vn_program_state vn_programs_state(const vn_programs *programs, vn_span sha256) {
  for (const program *one = programs->first; one; one = one->next)
    if (memcmp(one->sha256, sha256.bytes, NAME_LENGTH) == 0)
      return (vn_program_state){one->received, one->complete};
  return (vn_program_state){0, false};
}

static void to_front(vn_programs *programs, program **place) {
  program *one = *place;
  *place = one->next;
  one->next = programs->first;
  programs->first = one;
}

/** Of those that were used longest ago, one that is (not) complete; NULL: there is none. */
static program **last(vn_programs *programs, bool complete) {
  program **found = NULL;
  for (program **place = &programs->first; *place; place = &(*place)->next)
    if ((*place)->complete == complete) found = place;
  return found;
}

static unsigned count_uploads(const vn_programs *programs) {
  unsigned count = 0;
  for (const program *one = programs->first; one; one = one->next) count += !one->complete;
  return count;
}

/** What was used longest ago makes place. */
static bool make_room(vn_programs *programs) {
  program **old = last(programs, false);
  if (!old) old = last(programs, true);
  if (old) forget(programs, old);
  return old != NULL;
}

static program *begin(vn_programs *programs, vn_span sha256, uint64_t total, vn_error *error) {
  program **known = find(programs, sha256);
  if (*known) forget(programs, known);
  while (count_uploads(programs) >= UPLOADS_KEPT) forget(programs, last(programs, false));
  program *fresh = NULL;
  vn_message *text = NULL;
  while (!(text = vn_message_make(programs->heap, (size_t)total)) || !(fresh = vn_heap_take(programs->heap, sizeof *fresh))) {
    vn_message_drop(programs->heap, text);
    if (make_room(programs)) continue;
    vn_refuse(error, VN_OUT_OF_MEMORY, "program of %llu bytes: this node has no memory left for it",
              (unsigned long long)total);
    return NULL;
  }
  *fresh = (program){.next = programs->first, .text = text};
  memcpy(fresh->sha256, sha256.bytes, NAME_LENGTH);
  programs->first = fresh;
  return fresh;
}

static program *upload_at(vn_programs *programs, vn_span sha256, uint64_t offset, uint64_t total, vn_error *error) {
  program **place = find(programs, sha256);
  const program *known = *place;
  if (known && known->text->length == total && offset <= known->received) {
    to_front(programs, place);
    return programs->first;
  }
  if (offset == 0) return begin(programs, sha256, total, error);
  vn_refuse(error, VN_CONFLICT, "part at %llu of %llu: the node has %lu of %lu bytes", (unsigned long long)offset,
            (unsigned long long)total, known ? (unsigned long)known->received : 0ul,
            known ? (unsigned long)known->text->length : 0ul);
  return NULL;
}

static void hash(const vn_message *text, char digits[NAME_LENGTH]) {
  uint8_t digest[32];
  vn_sha256(text->bytes, text->length, digest);
  for (int i = 0; i < NAME_LENGTH; i++) digits[i] = "0123456789abcdef"[digest[i / 2] >> (i % 2 ? 0 : 4) & 15];
}

static bool complete(vn_programs *programs, program *one, vn_error *error) {
  char found[NAME_LENGTH];
  hash(one->text, found);
  one->complete = memcmp(found, one->sha256, NAME_LENGTH) == 0;
  if (one->complete) return true;
  vn_refuse(error, VN_HASH_MISMATCH, "program is named %.64s but hashes to %.64s", one->sha256, found);
  forget(programs, find(programs, (vn_span){one->sha256, NAME_LENGTH}));
  return false;
}

bool vn_programs_put(vn_programs *programs, vn_span sha256, vn_span part, uint64_t offset, uint64_t total, vn_error *error) {
  if (vn_programs_state(programs, sha256).complete) return true;
  if (total > programs->limit_bytes)
    return vn_refuse(error, VN_TOO_LARGE, "program of %llu bytes: this node takes at most %lu", (unsigned long long)total,
                     (unsigned long)programs->limit_bytes);
  program *one = upload_at(programs, sha256, offset, total, error);
  if (!one) return false;
  if (offset + part.length > total)
    return vn_refuse(error, VN_BAD_REQUEST, "part at %llu of %lu bytes passes the total of %llu",
                     (unsigned long long)offset, (unsigned long)part.length, (unsigned long long)total);
  /* The same name is the same hash: what came before from another client is what this part says. */
  const size_t known = one->received - (size_t)offset;
  if (part.length > known) {
    memcpy(one->text->bytes + one->received, part.bytes + known, part.length - known);
    one->received += (uint32_t)(part.length - known);
  }
  return one->received < one->text->length || complete(programs, one, error);
}

vn_message *vn_programs_get(vn_programs *programs, vn_span sha256, vn_error *error) {
  program **place = find(programs, sha256);
  if (*place && (*place)->complete) {
    to_front(programs, place);
    return vn_message_keep(programs->first->text);
  }
  vn_refuse(error, VN_NO_SUCH_PROGRAM, "no program %.*s on this node: upload it first", (int)sha256.length, sha256.bytes);
  return NULL;
}
