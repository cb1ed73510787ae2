/**
 * The rules that the fields of requests follow: gateway/protocol/value-rules.ts. Each answers false and `bad-request` with
 * the field (`at`, "" for the body itself) and its value. A field may be missing where its type says so.
 */
#ifndef VN_RULES_H
#define VN_RULES_H

#include "json_reader.h"

/** Room for a field's place, such as "connections[1023].remote.node". */
#define VN_PLACE_BYTES 64

/** "at.field", or "field" within the body itself; a place that is too long is cut. Answers `to`. */
const char *vn_place_field(char to[VN_PLACE_BYTES], const char *at, const char *field);
/** "at[index]" */
const char *vn_place_item(char to[VN_PLACE_BYTES], const char *at, size_t index);

typedef enum vn_presence { VN_REQUIRED, VN_OPTIONAL } vn_presence;

bool vn_rule_broken(const char *at, const char *wanted, vn_json value, vn_error *error);

bool vn_rule_object(vn_json value, const char *at, vn_presence presence, vn_error *error);
bool vn_rule_bool(vn_json value, const char *at, vn_presence presence, vn_error *error);
/** 0 <= low <= high < 2^53. `whole` (may be NULL) is set only if the field is there. */
bool vn_rule_whole(vn_json value, const char *at, vn_presence presence, uint64_t low, uint64_t high, uint64_t *whole,
                   vn_error *error);
/** Length in bytes of UTF-8. */
bool vn_rule_text(vn_json value, const char *at, vn_presence presence, size_t low, size_t high, vn_error *error);
/** `name` (may be NULL) gets it, with a zero. */
bool vn_rule_name(vn_json value, const char *at, vn_presence presence, char name[64], vn_error *error);
bool vn_rule_sha256(vn_json value, const char *at, vn_presence presence, vn_error *error);
/** `count` (may be NULL). */
bool vn_rule_list(vn_json value, const char *at, vn_presence presence, size_t low, size_t high, size_t *count,
                  vn_error *error);
/** A whole number in decimal digits, as in a query; missing: `whole` stays. */
bool vn_rule_decimal(vn_span digits, const char *at, uint64_t high, uint64_t *whole, vn_error *error);

/** 64 lower-case hexadecimal digits. */
bool vn_is_sha256(vn_span digits);

#endif
