/** From JSON values and queries to requests: gateway/protocol/nmp-validate.ts. Each false with `bad-request` that names the field. */
#ifndef VN_VALIDATE_H
#define VN_VALIDATE_H

#include "../links/links.h"
#include "../ports/ports.h"
#include "json_reader.h"
#include "nmp.h"

/** @error also unsupported-version, which is looked for before the other fields */
bool vn_check_session_request(vn_json request, vn_error *error);
/** @error bad-request, unsupported-version: the field `nmp` */
bool vn_check_version(vn_json request, vn_error *error);
/** Afterwards every field may be read as the README says. */
bool vn_check_worker_request(vn_json request, vn_error *error);
bool vn_check_input_request(vn_json request, vn_error *error);
/** `at` is where it stands, "" for a body. */
bool vn_read_connection_request(vn_json request, const char *at, vn_connection_request *read, vn_error *error);
/** `read->peers` belongs to the heap and to the caller, also when it answers false (NULL then). @error also out-of-memory */
bool vn_read_network_request(vn_json request, vn_heap *heap, vn_network_request *read, vn_error *error);

/* Missing values of queries are 0, or as said. */
bool vn_read_events_query(vn_span query, uint64_t *after, uint64_t *wait_ms, vn_error *error);
bool vn_read_trace_query(vn_span query, uint64_t *names, uint64_t *records, vn_error *error);
/** Missing: the body is the whole program. */
bool vn_read_program_query(vn_span query, size_t body_bytes, uint64_t *offset, uint64_t *total, vn_error *error);

#endif
