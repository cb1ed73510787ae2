/** The head of a request of HTTP/1.1, read as strictly as gateway/protocol/README.md says. Pure; no memory of its own. */
#ifndef VN_HTTP_HEAD_H
#define VN_HTTP_HEAD_H

#include "nmp.h"

typedef enum vn_http_outcome {
  VN_HTTP_MORE,    /* it is not all there yet */
  VN_HTTP_WHOLE,
  VN_HTTP_REFUSED, /* no request of HTTP/1.1; nothing behind it can be understood */
} vn_http_outcome;

typedef struct vn_http_head {
  size_t length; /* bytes, the empty line included */
  vn_method method;
  vn_span target, session, request_id;
  vn_span host, origin, content_type, transfer_encoding;
  bool has_host, has_origin, has_transfer_encoding, has_content_length;
  uint64_t content_length; /* UINT64_MAX: more than that */
  bool closes; /* Connection: close */
} vn_http_head;

/** Of the bytes that are here so far; spans point into them. @error bad-request */
vn_http_outcome vn_http_read_head(const char *bytes, size_t count, vn_http_head *head, vn_error *error);

/**
 * The refusals of a head that was read, in the order that the README gives: form of the target, Origin, Host, body.
 * @error bad-request, forbidden, length-required, too-large, unsupported-media-type
 */
bool vn_http_check_head(const vn_http_head *head, const char *node, uint64_t body_bytes, vn_error *error);

#endif
