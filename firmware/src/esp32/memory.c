/* Memory of workers: in PSRAM where there is some, and never the last of what Wi-Fi and lwIP live on. */
#include "esp_heap_caps.h"

#include "esp32_board.h"
#include "esp32_limits.h"

enum { INTERNAL = MALLOC_CAP_INTERNAL | MALLOC_CAP_8BIT, EXTERNAL = MALLOC_CAP_SPIRAM | MALLOC_CAP_8BIT };

static bool has_room(size_t bytes) {
  return heap_caps_get_free_size(INTERNAL) >= bytes + VN_ESP32_RESERVE_BYTES;
}

/** A block that becomes smaller needs no room, and must not be refused: Lua counts on it. */
static void *resize(void *context, void *block, size_t bytes) {
  (void)context;
  if (bytes == 0) {
    heap_caps_free(block);
    return NULL;
  }
  void *larger = heap_caps_realloc(block, bytes, EXTERNAL);
  if (larger) return larger;
  const size_t had = block ? heap_caps_get_allocated_size(block) : 0;
  if (bytes > had && !has_room(bytes)) return NULL;
  larger = heap_caps_realloc(block, bytes, INTERNAL);
  return larger || bytes > had ? larger : block;
}

void memory_fill(vn_host *host) {
  host->resize = resize;
}
