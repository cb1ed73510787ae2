#include "http_head.h"

#include <string.h>

#include "ascii.h"

static vn_http_outcome refuse(vn_error *error, const char *why) {
  vn_refuse(error, VN_BAD_REQUEST, "no request of HTTP/1.1: %s", why);
  return VN_HTTP_REFUSED;
}

/** RFC 9110, section 5.6.2 */
static bool is_token_character(char c) {
  return vn_is_alphanumeric(c) || (c && strchr("!#$%&'*+-.^_`|~", c));
}

static bool is_token(vn_span text) {
  for (size_t i = 0; i < text.length; i++)
    if (!is_token_character(text.bytes[i])) return false;
  return text.length > 0;
}

/** The next line, without its CR LF; false: there is none that is whole, or its end is a line feed alone. */
static bool take_line(const char **at, const char *end, vn_span *line) {
  const char *feed = memchr(*at, '\n', (size_t)(end - *at));
  if (!feed || feed == *at || feed[-1] != '\r') return false;
  *line = (vn_span){*at, (size_t)(feed - 1 - *at)};
  *at = feed + 1;
  return true;
}

/** Where the empty line ends; NULL: it is not here yet, or never can be. */
static const char *end_of_head(const char *bytes, size_t count, bool *bare_feed) {
  for (size_t i = 0; i < count; i++) {
    if (bytes[i] != '\n') continue;
    if (i == 0 || bytes[i - 1] != '\r') {
      *bare_feed = true;
      return NULL;
    }
    if (i >= 3 && bytes[i - 2] == '\n') return bytes + i + 1;
  }
  return NULL;
}

static vn_method method_of(vn_span text) {
  static const char *const TEXTS[] = {"GET", "POST", "PUT", "DELETE"};
  for (int method = VN_GET; method <= VN_DELETE; method++)
    if (vn_span_is(text, TEXTS[method])) return (vn_method)method;
  return VN_OTHER_METHOD;
}

/** RFC 9110, section 9, and PATCH (RFC 5789). */
static bool is_method(vn_span text) {
  static const char *const OTHERS[] = {"HEAD", "CONNECT", "OPTIONS", "TRACE", "PATCH"};
  for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
    if (vn_span_is(text, OTHERS[i])) return true;
  return method_of(text) != VN_OTHER_METHOD;
}

static const char *read_request_line(vn_span line, vn_http_head *head) {
  const char *first = memchr(line.bytes, ' ', line.length);
  if (!first) return "its first line is not METHOD target HTTP/1.1";
  const vn_span method = {line.bytes, (size_t)(first - line.bytes)};
  const char *end = line.bytes + line.length;
  const char *second = memchr(first + 1, ' ', (size_t)(end - first - 1));
  if (!second || !vn_span_is((vn_span){second + 1, (size_t)(end - second - 1)}, "HTTP/1.1"))
    return "its first line is not METHOD target HTTP/1.1";
  if (!is_method(method)) return "its method is none";
  head->method = method_of(method);
  head->target = (vn_span){first + 1, (size_t)(second - first - 1)};
  return head->target.length == 0 ? "it has no target" : NULL;
}

static vn_span trimmed(const char *from, const char *to) {
  while (from < to && (*from == ' ' || *from == '\t')) from++;
  while (to > from && (to[-1] == ' ' || to[-1] == '\t')) to--;
  return (vn_span){from, (size_t)(to - from)};
}

static bool is_value(vn_span text) {
  for (size_t i = 0; i < text.length; i++) {
    const unsigned char c = (unsigned char)text.bytes[i];
    if ((c < 0x20 && c != '\t') || c == 0x7f) return false;
  }
  return true;
}

static const char *set(vn_span *field, bool *is_there, vn_span value, const char *twice) {
  if (*is_there) return twice;
  *is_there = true;
  *field = value;
  return NULL;
}

static const char *set_length(vn_http_head *head, vn_span value) {
  if (head->has_content_length) return "Content-Length stands twice";
  head->has_content_length = true;
  if (value.length == 0) return "Content-Length is empty";
  for (size_t i = 0; i < value.length; i++) {
    const char c = value.bytes[i];
    if (c < '0' || c > '9') return "Content-Length is not decimal digits";
    const uint64_t digit = (uint64_t)(c - '0');
    const bool fits = head->content_length <= (UINT64_MAX - digit) / 10;
    head->content_length = fits ? head->content_length * 10 + digit : UINT64_MAX;
  }
  return NULL;
}

static const char *set_request_id(vn_http_head *head, vn_span value, bool *is_there) {
  bool sound = value.length >= 1 && value.length <= 64;
  for (size_t i = 0; sound && i < value.length; i++) sound = value.bytes[i] >= ' ' && value.bytes[i] <= '~';
  if (!sound) return "Nmp-Request is not of 1..64 printable characters";
  return set(&head->request_id, is_there, value, "Nmp-Request stands twice");
}

/** One of the values of a list is `close`. */
static bool says_close(vn_span list) {
  const char *at = list.bytes, *end = list.bytes + list.length;
  while (at < end) {
    const char *comma = memchr(at, ',', (size_t)(end - at));
    const char *stop = comma ? comma : end;
    if (vn_is_nocase(trimmed(at, stop), "close")) return true;
    at = stop + 1;
  }
  return false;
}

typedef struct seen {
  bool session, request_id, content_type;
} seen;

static const char *read_field(vn_http_head *head, seen *s, vn_span name, vn_span value) {
  if (vn_is_nocase(name, "host")) return set(&head->host, &head->has_host, value, "Host stands twice");
  if (vn_is_nocase(name, "origin")) return set(&head->origin, &head->has_origin, value, "Origin stands twice");
  if (vn_is_nocase(name, "content-length")) return set_length(head, value);
  if (vn_is_nocase(name, "content-type"))
    return set(&head->content_type, &s->content_type, value, "Content-Type stands twice");
  if (vn_is_nocase(name, "transfer-encoding"))
    return set(&head->transfer_encoding, &head->has_transfer_encoding, value, "Transfer-Encoding stands twice");
  if (vn_is_nocase(name, "nmp-session")) return set(&head->session, &s->session, value, "Nmp-Session stands twice");
  if (vn_is_nocase(name, "nmp-request")) return set_request_id(head, value, &s->request_id);
  if (vn_is_nocase(name, "connection")) head->closes = head->closes || says_close(value);
  return NULL;
}

static const char *read_fields(const char *at, const char *end, vn_http_head *head) {
  seen s = {0};
  for (vn_span line; take_line(&at, end, &line) && line.length > 0;) {
    const char *colon = memchr(line.bytes, ':', line.length);
    if (!colon) return "a header line without a colon";
    const vn_span name = {line.bytes, (size_t)(colon - line.bytes)};
    const vn_span value = trimmed(colon + 1, line.bytes + line.length);
    if (!is_token(name)) return "a header name with a character that none has";
    if (!is_value(value)) return "a header value with a control character";
    const char *fault = read_field(head, &s, name, value);
    if (fault) return fault;
  }
  return head->has_transfer_encoding && head->has_content_length ? "Transfer-Encoding beside Content-Length" : NULL;
}

vn_http_outcome vn_http_read_head(const char *bytes, size_t count, vn_http_head *head, vn_error *error) {
  *head = (vn_http_head){.session = {"", 0}, .request_id = {"", 0}};
  bool bare_feed = false;
  const size_t looked_at = count < VN_HEAD_MAX_BYTES ? count : VN_HEAD_MAX_BYTES;
  if (memchr(bytes, 0, looked_at) && !end_of_head(bytes, looked_at, &bare_feed)) return refuse(error, "a zero byte");
  const char *end = end_of_head(bytes, looked_at, &bare_feed);
  if (bare_feed) return refuse(error, "a line that ends without CR LF");
  if (!end) return count < VN_HEAD_MAX_BYTES ? VN_HTTP_MORE : refuse(error, "its head is over 4096 bytes");
  head->length = (size_t)(end - bytes);
  if (memchr(bytes, 0, head->length)) return refuse(error, "a zero byte");
  vn_span line;
  const char *at = bytes;
  if (!take_line(&at, end, &line)) return refuse(error, "it has no first line");
  const char *fault = read_request_line(line, head);
  if (!fault) fault = read_fields(at, end, head);
  return fault ? refuse(error, fault) : VN_HTTP_WHOLE;
}
