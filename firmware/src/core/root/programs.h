/** The node's programs by SHA-256: uploaded once, in parts if need be, hash checked. lua-runtime/src/root/programs.ts. */
#ifndef VN_PROGRAMS_H
#define VN_PROGRAMS_H

#include "../base/error.h"
#include "../base/message.h"
#include "../base/text.h"

typedef struct vn_programs vn_programs;
typedef struct vn_program_state { uint64_t received; bool complete; } vn_program_state;

vn_programs *vn_programs_make(vn_heap *heap, uint32_t limit_bytes);
void vn_programs_free(vn_programs *programs);
vn_program_state vn_programs_state(const vn_programs *programs, vn_span sha256);
/** @error too-large, conflict (a gap), bad-request, hash-mismatch, out-of-memory */
bool vn_programs_put(vn_programs *programs, vn_span sha256, vn_span part, uint64_t offset, uint64_t total, vn_error *error);
/** The text, with a reference of the caller's own; NULL and no-such-program. */
vn_message *vn_programs_get(vn_programs *programs, vn_span sha256, vn_error *error);

#endif
