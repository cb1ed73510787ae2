/**
 * Reads JSON text strictly (RFC 8259, UTF-8, no lone surrogates, depth at most VN_JSON_DEPTH_MAX) and without memory of
 * its own: the text is checked once as a whole, then looked up in place. gateway/protocol/README.md, "Bodies".
 * Vectors: nmp-requests.json.
 */
#ifndef VN_JSON_READER_H
#define VN_JSON_READER_H

#include "../base/error.h"
#include "../base/text.h"

typedef enum vn_json_type { VN_JSON_NONE, VN_JSON_NULL, VN_JSON_FALSE, VN_JSON_TRUE, VN_JSON_NUMBER, VN_JSON_STRING, VN_JSON_ARRAY, VN_JSON_OBJECT } vn_json_type;

/** A value within a checked text. */
typedef struct vn_json {
  vn_json_type type; /* VN_JSON_NONE: it is not there */
  vn_span text;      /* as it stands, quotes and brackets included */
} vn_json;

/** False, `bad-json` and the place, when it is not JSON as above. */
bool vn_json_parse(vn_span text, vn_json *value, vn_error *error);

/** The member of that name; of one that stands twice the last. */
vn_json vn_json_member(vn_json object, const char *name);

/** `for (vn_json_items items = vn_json_each(array); vn_json_next(&items, &item);)` */
typedef struct vn_json_items { vn_span rest; } vn_json_items;
vn_json_items vn_json_each(vn_json array);
bool vn_json_next(vn_json_items *items, vn_json *item);
size_t vn_json_count(vn_json array);

/** A string's content with its escapes resolved into `to` (room for text.length bytes always does); how many bytes. */
size_t vn_json_string(vn_json string, char *to, size_t room);
/** Bytes of the content, escapes resolved. */
size_t vn_json_string_length(vn_json string);
/** True: it is a string of this content (which has no zero byte in it). */
bool vn_json_string_is(vn_json string, const char *text);
/** The double nearest to it; of a number inside of an array or object. */
double vn_json_number(vn_json number);

#endif
