/*
 * The process that started this one: the gateway. Node.js hands a child the socket NODE_CHANNEL_FD; over it go lines of
 * JSON. lua-runtime/node/main.ts takes the same:
 *
 *     {"type":"start","config":{"firmware","boards":[{"name","host","port","key"?,"open"?,"links"}],"limits"?}}
 *       -> {"type":"ready","boards":[{"name","url"}]}
 *     {"type":"end","id","name"} -> {"id"}
 *
 * It ends when the parent does.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "nmp/json_reader.h"
#include "nmp/json_writer.h"
#include "process.h"

/* A configuration of thousands of boards fits. */
enum { LINE_BYTES = 8 << 20, ANSWER_BYTES = 4 << 20 };

static struct {
  source source;
  host_process *process;
  char *line;
  size_t length;
  char firmware[64];
} parent = {.source = {.fd = -1}};

static void say(const char *bytes, size_t count) {
  while (count > 0) {
    const ssize_t written = write(parent.source.fd, bytes, count);
    if (written > 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (written < 0 && errno == EAGAIN) {
      struct pollfd room = {.fd = parent.source.fd, .events = POLLOUT};
      poll(&room, 1, 1000);
    } else if (written < 0 && errno != EINTR)
      return;
  }
}

void parent_say_ended(uint64_t request) {
  char line[64];
  if (parent.source.fd < 0) return;
  const int length = snprintf(line, sizeof line, "{\"id\":%llu}\n", (unsigned long long)request);
  say(line, (size_t)length);
}

/* --- start --- */

static void text_of(vn_json value, char *to, size_t room) {
  to[value.type == VN_JSON_STRING ? vn_json_string(value, to, room - 1) : 0] = '\0';
}

static void limit_of(vn_json limits, const char *name, uint32_t *limit) {
  const vn_json value = vn_json_member(limits, name);
  if (value.type == VN_JSON_NUMBER) *limit = (uint32_t)vn_json_number(value);
}

static vn_limits limits_of(vn_json given) {
  vn_limits limits = host_limits();
  limit_of(given, "bodyBytes", &limits.body_bytes);
  limit_of(given, "programBytes", &limits.program_bytes);
  limit_of(given, "messageBytes", &limits.message_bytes);
  limit_of(given, "workers", &limits.workers);
  limit_of(given, "ports", &limits.ports);
  limit_of(given, "connections", &limits.connections);
  limit_of(given, "sessions", &limits.sessions);
  limit_of(given, "workerMemoryBytes", &limits.worker_memory_bytes);
  limit_of(given, "eventBytes", &limits.event_bytes);
  limit_of(given, "traceRecords", &limits.trace_records);
  return limits;
}

static void read_links(vn_json links, host_board_config *config) {
  vn_json_items items = vn_json_each(links);
  for (vn_json path; config->link_count < VN_LINKS_MAX && vn_json_next(&items, &path);)
    text_of(path, config->links[config->link_count++], sizeof config->links[0]);
}

static bool read_board(vn_json board, vn_limits limits, host_board_config *config) {
  char key[80];
  const vn_json port = vn_json_member(board, "port");
  *config = (host_board_config){.limits = limits, .firmware = parent.firmware};
  text_of(vn_json_member(board, "name"), config->name, sizeof config->name);
  text_of(vn_json_member(board, "host"), config->host, sizeof config->host);
  text_of(vn_json_member(board, "key"), key, sizeof key);
  config->port = port.type == VN_JSON_NUMBER ? (unsigned)vn_json_number(port) : 0;
  config->open = vn_json_member(board, "open").type == VN_JSON_TRUE;
  config->has_key = key[0] != '\0';
  read_links(vn_json_member(board, "links"), config);
  return !config->has_key || host_read_key(key, config->key);
}

static void fail(const char *why) {
  fprintf(stderr, "error: %s\n", why);
  atomic_store(&parent.process->ends, 1);
}

static void write_ready(char *to, size_t room) {
  size_t length = (size_t)snprintf(to, room, "{\"type\":\"ready\",\"boards\":[");
  const char *comma = "";
  for (const host_board *board = parent.process->boards; board; board = board->next) {
    length += (size_t)snprintf(to + length, room - length, "%s{\"name\":\"%s\",\"url\":\"%s\"}", comma, board->config.name, board->url);
    comma = ",";
  }
  length += (size_t)snprintf(to + length, room - length, "]}\n");
  say(to, length);
}

static void start(vn_json config) {
  char error[512];
  const vn_limits limits = limits_of(vn_json_member(config, "limits"));
  vn_json_items boards = vn_json_each(vn_json_member(config, "boards"));
  text_of(vn_json_member(config, "firmware"), parent.firmware, sizeof parent.firmware);
  for (vn_json one; vn_json_next(&boards, &one);) {
    host_board_config board;
    if (!read_board(one, limits, &board)) {
      snprintf(error, sizeof error, "board %s: its key is not 64 hexadecimal digits", board.name);
      fail(error);
      return;
    }
    if (!host_board_start(parent.process, &board, error)) {
      fail(error);
      return;
    }
  }
  char *answer = malloc(ANSWER_BYTES);
  if (!answer) abort();
  write_ready(answer, ANSWER_BYTES);
  free(answer);
}

/* --- end --- */

static void end_board(vn_json message) {
  const vn_json id = vn_json_member(message, "id"), name = vn_json_member(message, "name");
  const uint64_t request = id.type == VN_JSON_NUMBER ? (uint64_t)vn_json_number(id) : 0;
  for (host_board *board = parent.process->boards; board; board = board->next)
    if (vn_json_string_is(name, board->config.name)) {
      board->ends = true;
      board->end_request = request;
      return;
    }
  parent_say_ended(request); /* an unknown one has ended already */
}

static void take_line(char *line, size_t length) {
  vn_json message;
  vn_error error;
  if (!vn_json_parse((vn_span){line, length}, &message, &error)) fail(error.message);
  else if (vn_json_string_is(vn_json_member(message, "type"), "start")) start(vn_json_member(message, "config"));
  else if (vn_json_string_is(vn_json_member(message, "type"), "end")) end_board(message);
}

static void take_lines(void) {
  for (char *feed; (feed = memchr(parent.line, '\n', parent.length));) {
    const size_t length = (size_t)(feed - parent.line);
    take_line(parent.line, length);
    parent.length -= length + 1;
    memmove(parent.line, feed + 1, parent.length);
  }
}

static void parent_ready(source *s, bool readable, bool writable) {
  (void)readable, (void)writable;
  const ssize_t count = parent.length < LINE_BYTES ? read(s->fd, parent.line + parent.length, LINE_BYTES - parent.length) : 0;
  if (count > 0) {
    parent.length += (size_t)count;
    take_lines();
  } else if (count == 0 || (errno != EAGAIN && errno != EINTR))
    atomic_store(&parent.process->ends, 1);
}

bool parent_open(host_process *process) {
  const char *channel = getenv("NODE_CHANNEL_FD");
  if (!channel || !*channel) return false;
  parent.source = (source){.fd = atoi(channel), .ready = parent_ready};
  parent.process = process;
  parent.line = malloc(LINE_BYTES);
  if (!parent.line) abort();
  fcntl(parent.source.fd, F_SETFD, FD_CLOEXEC);
  fcntl(parent.source.fd, F_SETFL, fcntl(parent.source.fd, F_GETFL) | O_NONBLOCK);
  return poller_add(process->poller, &parent.source);
}
