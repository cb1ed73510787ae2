/* `__vnetos.decode` and `encode`: what is read and written again reads and writes the same, with and without adopt. */
#include <lua.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/vm.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

static const char PROGRAM[] =
    "local text = __vnetos.text "
    "local function adopt(object, keys) return setmetatable(object, {__keys = keys}) end "
    "for _, take in ipairs({adopt, false}) do "
    "  local value, code = __vnetos.decode(text, take or nil) "
    "  local first = code == nil and __vnetos.encode(value) "
    "  if first then "
    "    local again = assert(__vnetos.encode((__vnetos.decode(first, take or nil)))) "
    "    assert(again == first, again) "
    "  end "
    "end";

static void *resize(void *context, void *block, size_t bytes) {
  (void)context;
  if (bytes > 0) return realloc(block, bytes);
  free(block);
  return NULL;
}

static void no_chance(void *context, void *bytes, size_t count) {
  (void)context;
  memset(bytes, 1, count);
}

static void push_text(lua_State *L, void *text) {
  const vn_span *span = text;
  lua_pushlstring(L, span->bytes, span->length);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  const vn_host host = {.resize = resize, .random = no_chance};
  const vn_vm_options options = {.host = &host, .memory_bytes = 16u << 20};
  vn_span text = {(const char *)bytes, count};
  vn_error error;
  vn_vm_end end;
  vn_vm *vm = vn_vm_make(&options, &error);
  if (!vm || !vn_vm_set(vm, "text", push_text, &text) || !vn_vm_load(vm, VN_SPAN(PROGRAM), "program", &error)) abort();
  vn_vm_run(vm, &end);
  if (!end.ok && end.error.code != VN_OUT_OF_MEMORY) {
    fprintf(stderr, "%s\n", end.error.message);
    abort();
  }
  free(end.traceback);
  vn_vm_free(vm);
  return 0;
}
