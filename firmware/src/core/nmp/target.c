/* Path and query of a request, and which request they mean: gateway/protocol/nmp-target.ts and nmp-routes.ts. */
#include <string.h>

#include "nmp.h"
#include "rules.h"

bool vn_target_check(vn_span target, vn_error *error) {
  bool sound = target.length >= 1 && target.length <= VN_TARGET_MAX_BYTES && target.bytes[0] == '/';
  for (size_t i = 1; sound && i < target.length; i++) sound = target.bytes[i] >= '!' && target.bytes[i] <= '~';
  if (sound) return true;
  return vn_refuse(error, VN_BAD_REQUEST, "path \"%.*s\": not of 1..%d bytes of ASCII after a slash",
                   (int)vn_utf8_prefix(target, 80), target.bytes, VN_TARGET_MAX_BYTES);
}

bool vn_query(vn_span query, const char *name, vn_span *value) {
  const char *at = query.bytes, *end = query.bytes + query.length;
  bool found = false;
  while (at < end) {
    const char *next = memchr(at, '&', (size_t)(end - at));
    const char *stop = next ? next : end;
    const char *equals = memchr(at, '=', (size_t)(stop - at));
    const vn_span given = {at, (size_t)((equals ? equals : stop) - at)};
    if (stop > at && vn_span_is(given, name)) {
      const char *from = equals ? equals + 1 : stop;
      *value = (vn_span){from, (size_t)(stop - from)};
      found = true;
    }
    at = stop + 1;
  }
  return found;
}

static const struct {
  vn_route_name name;
  vn_method method;
  const char *path;
  bool needs_session;
} ROUTES[] = {
#define VN_ROUTE_ROW(name, method, path, session) {VN_ROUTE_##name, method, path, session},
    VN_ROUTES(VN_ROUTE_ROW)
#undef VN_ROUTE_ROW
};

/** Of a pattern such as "/nmp/ports/{port}": does the path fit, and what stands for the variable segment? */
static bool fits(const char *pattern, vn_span path, vn_span *segment) {
  *segment = (vn_span){"", 0};
  const char *open = strchr(pattern, '{');
  if (!open) return vn_span_is(path, pattern);
  const char *tail = strchr(open, '}') + 1;
  const size_t before = (size_t)(open - pattern), after = strlen(tail);
  if (path.length < before + after || memcmp(path.bytes, pattern, before) != 0) return false;
  if (memcmp(path.bytes + path.length - after, tail, after) != 0) return false;
  *segment = (vn_span){path.bytes + before, path.length - before - after};
  return !memchr(segment->bytes, '/', segment->length);
}

static bool is_worker_number(vn_span segment) {
  uint64_t number = 0;
  return vn_rule_decimal(segment, "", 2147483647, &number, NULL) && number > 0;
}

static bool check_segment(const char *pattern, vn_span segment, vn_error *error) {
  const char *open = strchr(pattern, '{');
  if (!open) return true;
  const bool is_hash = strncmp(open, "{sha256}", 8) == 0, is_worker = strncmp(open, "{worker}", 8) == 0;
  if (is_hash ? vn_is_sha256(segment) : is_worker ? is_worker_number(segment) : vn_is_name(segment)) return true;
  const char *variable = is_hash ? "sha256" : is_worker ? "worker" : strncmp(open, "{port}", 6) == 0 ? "port" : "connection";
  const char *wanted = is_hash     ? "a SHA-256 (64 lower-case hexadecimal digits)"
                       : is_worker ? "a whole number of 1..2147483647"
                                   : "a name (1..63 letters, digits, . _ -, a letter or digit first)";
  return vn_refuse(error, VN_BAD_REQUEST, "%s: must be %s, not \"%.*s\"", variable, wanted,
                   (int)vn_utf8_prefix(segment, 80), segment.bytes);
}

static const char *method_text(vn_method method) {
  static const char *const TEXTS[] = {"GET", "POST", "PUT", "DELETE", "this method"};
  return TEXTS[method];
}

bool vn_route(vn_method method, vn_span target, vn_match *match, vn_error *error) {
  if (!vn_target_check(target, error)) return false;
  const char *mark = memchr(target.bytes, '?', target.length);
  const vn_span path = {target.bytes, mark ? (size_t)(mark - target.bytes) : target.length};
  bool known = false;
  for (size_t i = 0; i < sizeof ROUTES / sizeof *ROUTES; i++) {
    vn_span segment;
    if (!fits(ROUTES[i].path, path, &segment)) continue;
    known = true;
    if (ROUTES[i].method != method) continue;
    match->name = ROUTES[i].name;
    match->needs_session = ROUTES[i].needs_session;
    match->segment = segment;
    match->query = mark ? (vn_span){mark + 1, target.length - path.length - 1} : (vn_span){"", 0};
    return check_segment(ROUTES[i].path, segment, error);
  }
  if (known)
    return vn_refuse(error, VN_METHOD_NOT_ALLOWED, "%.*s does not take %s", (int)vn_utf8_prefix(path, 80), path.bytes,
                     method_text(method));
  return vn_refuse(error, VN_NOT_FOUND, "%.*s is no path of NMP", (int)vn_utf8_prefix(path, 80), path.bytes);
}
