#include "inner.h"

#include <stdio.h>
#include <string.h>

#include "rules.h"

static bool read_method(vn_json value, vn_method *method, vn_error *error) {
  static const char *const TEXTS[] = {"GET", "POST", "PUT", "DELETE"};
  for (int i = VN_GET; i <= VN_DELETE; i++)
    if (vn_json_string_is(value, TEXTS[i])) {
      *method = (vn_method)i;
      return true;
    }
  return vn_rule_broken("method", "one of GET, POST, PUT, DELETE", value, error);
}

static vn_span read_text(vn_json value, char *to, size_t room) {
  return (vn_span){to, value.type == VN_JSON_NONE ? 0 : vn_json_string(value, to, room)};
}

bool vn_inner_read(vn_span inner, vn_inner_texts *texts, vn_request *request, vn_error *error) {
  const size_t most = inner.length < VN_INNER_HEAD_MAX_BYTES ? inner.length : VN_INNER_HEAD_MAX_BYTES;
  const char *feed = memchr(inner.bytes, '\n', most);
  if (!feed)
    return vn_refuse(error, VN_BAD_REQUEST, "message: no line feed in its first %d bytes", VN_INNER_HEAD_MAX_BYTES);
  vn_json head;
  const size_t head_length = (size_t)(feed - inner.bytes);
  if (!vn_json_parse((vn_span){inner.bytes, head_length}, &head, error) ||
      !vn_rule_object(head, "", VN_REQUIRED, error) ||
      !read_method(vn_json_member(head, "method"), &request->method, error))
    return false;
  const vn_json path = vn_json_member(head, "path"), session = vn_json_member(head, "session"),
                request_id = vn_json_member(head, "requestId");
  if (!vn_rule_text(path, "path", VN_REQUIRED, 1, VN_TARGET_MAX_BYTES, error) ||
      !vn_rule_text(session, "session", VN_OPTIONAL, 1, VN_INNER_NAME_MAX, error) ||
      !vn_rule_text(request_id, "requestId", VN_OPTIONAL, 1, VN_INNER_NAME_MAX, error))
    return false;
  request->target = read_text(path, texts->target, sizeof texts->target);
  request->session = read_text(session, texts->session, sizeof texts->session);
  request->request_id = read_text(request_id, texts->request_id, sizeof texts->request_id);
  request->body = (vn_span){feed + 1, inner.length - head_length - 1};
  return vn_target_check(request->target, error);
}

size_t vn_inner_answer_head(char to[32], int status) {
  return (size_t)snprintf(to, 32, "{\"status\":%d}\n", status);
}
