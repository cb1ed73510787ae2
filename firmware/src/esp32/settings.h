/** What a board keeps over a restart: in NVS, namespace "vnetos". Written over serial after flashing. */
#ifndef ESP32_SETTINGS_H
#define ESP32_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "../core/limits.h"

typedef struct settings {
  char name[VN_NAME_BYTES];
  bool has_key;
  uint8_t key[32];
  char ssid[33]; /* "": no Wi-Fi */
  char password[65];
} settings;

/** What is missing is as on a new board: its name is `esp32-` and the end of its MAC address. */
void settings_read(settings *to);
/** All of it; false: the flash refused it, and what was there before is there. */
bool settings_write(const settings *from);

#endif
