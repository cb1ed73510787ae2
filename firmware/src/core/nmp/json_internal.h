/** What the files that read JSON share. */
#ifndef VN_JSON_INTERNAL_H
#define VN_JSON_INTERNAL_H

#include "../limits.h"
#include "json_reader.h"

const char *vn_json_skip_space(const char *at, const char *end);
/** Four hexadecimal digits; -1: they are none. */
int32_t vn_json_unit(const char *digits);
/** The value whose text this is. */
vn_json vn_json_of(vn_span text);

#endif
