#include "traceback.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define FIRST_LEVELS 10
#define LAST_LEVELS 11
#define MOST_NAME_BYTES 100

typedef struct writing {
  vn_traceback_sink *sink;
  void *to;
} writing;

static void line(const writing *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void line(const writing *out, const char *format, ...) {
  char text[256];
  va_list arguments;
  va_start(arguments, format);
  const int length = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (length > 0) out->sink(out->to, text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1);
}

static int last_level(lua_State *thread) {
  lua_Debug record;
  int low = 0, high = 1;
  while (lua_getstack(thread, high, &record)) {
    low = high;
    high *= 2;
  }
  while (low < high) {
    const int middle = low + (high - low) / 2;
    if (lua_getstack(thread, middle, &record)) low = middle + 1;
    else high = middle;
  }
  return high - 1;
}

static void write_name(const writing *out, const lua_Debug *call) {
  if (*call->namewhat != '\0') {
    const char *kind = strcmp(call->namewhat, "global") == 0 ? "function" : call->namewhat;
    line(out, "%s '%.*s'", kind, MOST_NAME_BYTES, call->name);
  } else if (*call->what == 'm') {
    line(out, "main chunk");
  } else if (*call->what != 'C') {
    line(out, "function <%s:%d>", call->short_src, call->linedefined);
  } else {
    line(out, "?");
  }
}

static void write_call(const writing *out, lua_State *thread, lua_Debug *call) {
  lua_getinfo(thread, "Slnt", call);
  if (call->currentline > 0) line(out, "\n\t%s:%d: in ", call->short_src, call->currentline);
  else line(out, "\n\t%s: in ", call->short_src);
  write_name(out, call);
  if (call->istailcall) line(out, "\n\t(...tail calls...)");
}

void vn_traceback_write(lua_State *thread, int level, vn_traceback_sink *sink, void *to) {
  const writing out = {sink, to};
  const int last = last_level(thread);
  int before_gap = last - level > FIRST_LEVELS + LAST_LEVELS ? FIRST_LEVELS : -1;
  lua_Debug call;
  line(&out, "stack traceback:");
  while (lua_getstack(thread, level, &call)) {
    if (before_gap-- == 0) {
      const int skipped = last - level - LAST_LEVELS + 1;
      line(&out, "\n\t...\t(skipping %d levels)", skipped);
      level += skipped;
    } else {
      write_call(&out, thread, &call);
      level++;
    }
  }
}

/** Text in memory of the host. */
typedef struct kept_text {
  const vn_host *host;
  char *bytes;
  size_t length, room;
  bool failed;
} kept_text;

static void keep(void *to, const char *bytes, size_t count) {
  kept_text *text = to;
  if (text->failed) return;
  if (text->length + count + 1 > text->room) {
    const size_t room = 2 * (text->room + count + 128);
    char *moved = text->host->resize(text->host->context, text->bytes, room);
    if (!moved) {
      text->failed = true;
      return;
    }
    text->bytes = moved;
    text->room = room;
  }
  memcpy(text->bytes + text->length, bytes, count);
  text->length += count;
  text->bytes[text->length] = '\0';
}

char *vn_traceback_text(vn_vm *vm, lua_State *thread, int level) {
  kept_text text = {.host = vm->host};
  vn_traceback_write(thread, level, keep, &text);
  return text.bytes;
}

void vn_traceback_keep(vn_vm *vm, lua_State *thread, int level) {
  if (vm->where) vm->host->resize(vm->host->context, vm->where, 0);
  vm->where = vn_traceback_text(vm, thread, level);
}

static void add_to_buffer(void *to, const char *bytes, size_t count) {
  luaL_addlstring(to, bytes, count);
}

int vn_debug_traceback(lua_State *L) {
  lua_State *thread = lua_isthread(L, 1) ? lua_tothread(L, 1) : L;
  const int at = thread == L && !lua_isthread(L, 1) ? 0 : 1;
  if (!lua_isnoneornil(L, at + 1) && !lua_isstring(L, at + 1)) {
    lua_pushvalue(L, at + 1);
    return 1;
  }
  const int level = (int)luaL_optinteger(L, at + 2, thread == L ? 1 : 0);
  luaL_Buffer text;
  lua_settop(L, at + 1);
  luaL_buffinit(L, &text);
  if (lua_isstring(L, at + 1)) {
    size_t length;
    const char *message = lua_tolstring(L, at + 1, &length);
    luaL_addlstring(&text, message, length);
    luaL_addchar(&text, '\n');
  }
  vn_traceback_write(thread, level, add_to_buffer, &text);
  luaL_pushresult(&text);
  return 1;
}
