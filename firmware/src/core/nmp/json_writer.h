/** Writes JSON text. Commas and quotes come by themselves; the caller opens and closes. */
#ifndef VN_JSON_WRITER_H
#define VN_JSON_WRITER_H

#include "../base/error.h"
#include "../base/text.h"

typedef struct vn_json_writer {
  vn_writer out;
  bool needs_comma;
} vn_json_writer;

void vn_json_writer_init(vn_json_writer *json, vn_heap *heap);
void vn_json_object(vn_json_writer *json);
void vn_json_object_end(vn_json_writer *json);
void vn_json_array(vn_json_writer *json);
void vn_json_array_end(vn_json_writer *json);
void vn_json_key(vn_json_writer *json, const char *key);
/** Bytes that are no UTF-8 become U+FFFD. */
void vn_json_text(vn_json_writer *json, vn_span text);
void vn_json_whole(vn_json_writer *json, uint64_t value);
void vn_json_bool(vn_json_writer *json, bool value);
void vn_json_null(vn_json_writer *json);
/** JSON text that was made before. */
void vn_json_raw(vn_json_writer *json, vn_span text);

/* key and value */
void vn_json_field_text(vn_json_writer *json, const char *key, const char *text);
void vn_json_field_span(vn_json_writer *json, const char *key, vn_span text);
void vn_json_field_whole(vn_json_writer *json, const char *key, uint64_t value);
void vn_json_field_bool(vn_json_writer *json, const char *key, bool value);

/** `{"error":{"code","message"}}` */
void vn_json_error(vn_json_writer *json, const vn_error *error);

#endif
