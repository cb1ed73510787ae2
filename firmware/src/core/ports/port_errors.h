/** The errors of ports, each naming what it is about: lua-runtime/src/ports/port-errors.ts. */
#ifndef VN_PORT_ERRORS_H
#define VN_PORT_ERRORS_H

#include "../base/error.h"
#include "../base/text.h"

static inline bool vn_port_unknown(vn_error *error, vn_span port) {
  return vn_refuse(error, VN_NO_SUCH_PORT, "no port \"%.*s\" on this node", (int)port.length, port.bytes);
}

static inline bool vn_port_removed(vn_error *error, const char *port) {
  return vn_refuse(error, VN_NO_SUCH_PORT, "port \"%s\" was removed", port);
}

static inline bool vn_port_nobody(vn_error *error, const char *port) {
  return vn_refuse(error, VN_NO_RECEIVER, "nobody else is attached to port \"%s\", and it has no connection", port);
}

static inline bool vn_port_detached(vn_error *error, const char *port) {
  return vn_refuse(error, VN_NO_RECEIVER, "nobody is attached to port \"%s\" any more", port);
}

static inline bool vn_port_ended(vn_error *error, const char *port) {
  return vn_refuse(error, VN_CLOSED, "the other end of the connection, port \"%s\", has ended", port);
}

static inline bool vn_port_too_large(vn_error *error, const char *port, unsigned long bytes, unsigned long limit) {
  return vn_refuse(error, VN_TOO_LARGE, "a message of %lu bytes on port \"%s\": at most %lu bytes fit", bytes, port, limit);
}

static inline bool vn_port_too_many(vn_error *error, const char *port, unsigned limit) {
  return vn_refuse(error, VN_LIMIT_REACHED, "a message on port \"%s\": %u of this worker wait already", port, limit);
}

static inline bool vn_port_no_memory(vn_error *error, const char *port) {
  return vn_refuse(error, VN_OUT_OF_MEMORY, "a message on port \"%s\": this node has no memory left for it", port);
}

#endif
