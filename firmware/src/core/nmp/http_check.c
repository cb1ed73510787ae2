#include <string.h>

#include "ascii.h"
#include "http_head.h"

/** Without the port behind the last colon. */
static vn_span without_port(vn_span host) {
  size_t length = host.length;
  while (length > 0 && vn_is_digit(host.bytes[length - 1])) length--;
  const bool has_port = length > 0 && length < host.length && host.bytes[length - 1] == ':';
  return has_port ? (vn_span){host.bytes, length - 1} : host;
}

static bool is_ipv4(vn_span text) {
  unsigned dots = 0, digits = 0;
  for (size_t i = 0; i < text.length; i++) {
    if (vn_is_digit(text.bytes[i])) {
      if (++digits > 3) return false;
    } else if (text.bytes[i] == '.' && digits > 0) {
      dots++;
      digits = 0;
    } else
      return false;
  }
  return dots == 3 && digits > 0;
}

static bool is_ipv6(vn_span text) {
  if (text.length < 3 || text.bytes[0] != '[' || text.bytes[text.length - 1] != ']') return false;
  for (size_t i = 1; i + 1 < text.length; i++) {
    const char c = vn_lower(text.bytes[i]);
    if (!vn_is_digit(c) && !(c >= 'a' && c <= 'f') && c != ':' && c != '.') return false;
  }
  return true;
}

static bool is_own_name(vn_span text, const char *node) {
  const size_t length = strlen(node);
  if (vn_is_nocase(text, node)) return true;
  if (text.length != length + 6 || !vn_is_nocase((vn_span){text.bytes + length, 6}, ".local")) return false;
  return vn_is_nocase((vn_span){text.bytes, length}, node);
}

static bool check_origin(const vn_http_head *head, const char *node, vn_error *error) {
  if (head->has_origin)
    return vn_refuse(error, VN_FORBIDDEN, "requests from web pages (Origin %.*s) are not taken",
                     (int)vn_utf8_prefix(head->origin, 80), head->origin.bytes);
  const vn_span host = head->has_host ? without_port(head->host) : (vn_span){"", 0};
  if (is_ipv4(host) || is_ipv6(host) || vn_is_nocase(host, "localhost") || is_own_name(host, node)) return true;
  return vn_refuse(error, VN_FORBIDDEN, "Host \"%.*s\" is not this node: use its address",
                   (int)vn_utf8_prefix(head->host, 80), head->has_host ? head->host.bytes : "");
}

static bool is_taken_type(vn_span type) {
  const char *semicolon = type.length > 0 ? memchr(type.bytes, ';', type.length) : NULL;
  if (semicolon) type.length = (size_t)(semicolon - type.bytes);
  while (type.length > 0 && strchr(" \t", type.bytes[type.length - 1])) type.length--;
  return vn_is_nocase(type, "application/json") || vn_is_nocase(type, "application/octet-stream");
}

static bool check_body(const vn_http_head *head, uint64_t body_bytes, vn_error *error) {
  if (head->has_transfer_encoding)
    return vn_refuse(error, VN_LENGTH_REQUIRED, "Transfer-Encoding %.*s: send Content-Length",
                     (int)vn_utf8_prefix(head->transfer_encoding, 80), head->transfer_encoding.bytes);
  if (head->content_length > body_bytes)
    return vn_refuse(error, VN_TOO_LARGE, "body of %llu bytes: this node takes at most %llu",
                     (unsigned long long)head->content_length, (unsigned long long)body_bytes);
  if (head->content_length == 0 || is_taken_type(head->content_type)) return true;
  return vn_refuse(error, VN_UNSUPPORTED_MEDIA_TYPE, "Content-Type \"%.*s\": send application/json",
                   (int)vn_utf8_prefix(head->content_type, 80),
                   head->content_type.bytes ? head->content_type.bytes : "");
}

bool vn_http_check_head(const vn_http_head *head, const char *node, uint64_t body_bytes, vn_error *error) {
  return vn_target_check(head->target, error) && check_origin(head, node, error) &&
         check_body(head, body_bytes, error);
}
