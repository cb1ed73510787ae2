/** A request as one run of bytes: a line of JSON that stands for HTTP's head, a line feed, the body. gateway/protocol/sealed-message.ts */
#ifndef VN_INNER_H
#define VN_INNER_H

#include "json_reader.h"
#include "nmp.h"

enum { VN_INNER_HEAD_MAX_BYTES = 1024, VN_INNER_NAME_MAX = 64 };

/** Where the texts of a request's head lie. */
typedef struct vn_inner_texts {
  char target[VN_TARGET_MAX_BYTES], session[VN_INNER_NAME_MAX], request_id[VN_INNER_NAME_MAX];
} vn_inner_texts;

/** The request's spans point into `texts` and, the body, into `inner`. @error bad-request, bad-json */
bool vn_inner_read(vn_span inner, vn_inner_texts *texts, vn_request *request, vn_error *error);
/** The line before an answer's body, its line feed included; how long it is. */
size_t vn_inner_answer_head(char to[32], int status);

#endif
