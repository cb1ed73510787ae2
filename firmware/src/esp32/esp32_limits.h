/**
 * What an ESP32 can hold. Includes nothing of the ESP-IDF: native boards run with it, too (VNETOS_BOARD_LIKE).
 *
 * With Wi-Fi, lwIP and mDNS up, about 200 kB of an ESP32's own memory are free, in blocks of at most about 110 kB:
 *   64 kB  the board's block (VN_ESP32_BOARD_BYTES)
 *   26 kB  stack of the task that serves clients: it compiles programs
 *   22 kB  stacks of the other tasks: root 8, wires 2 x 5, watchers 2 x 2
 *   10 kB  buffers of the two wires, 2 x (4 + 1)
 *    6 kB  buffers of the console
 *   12 kB  left for Wi-Fi and lwIP, always (VN_ESP32_RESERVE_BYTES)
 *   60 kB  workers: each that runs has 22 kB of stack and its Lua state; so one, of 38 kB
 * That is enough for a shell and for small programs in Lua. What the toolchain makes of hello in TypeScript takes 48 kB as
 * text and 130 kB as a Lua state, measured on 32 bits: it wants PSRAM, where the block and the Lua states then are.
 * The chip's own memory has room for five stacks with it: 200 - 26 - 22 - 10 - 6 - 12 = 124 kB.
 * Who finds no memory for a stack or a state is refused with out-of-memory.
 */
#ifndef ESP32_LIMITS_H
#define ESP32_LIMITS_H

#include "../core/limits.h"
#include "../core/vm/vm.h"

#define VN_ESP32_BOARD_BYTES (64u << 10)
#define VN_ESP32_PSRAM_BOARD_BYTES (512u << 10)
#define VN_ESP32_RESERVE_BYTES (12u << 10)
#define VN_ESP32_CLIENTS 6u
/** Natives take what the VM keeps in reserve for C, and this. */
#define VN_ESP32_WORKER_STACK (VN_VM_STACK_BYTES + (2u << 10))
/** A request is read, checked and carried out in it, and a program compiled. */
#define VN_ESP32_DOORS_STACK (VN_VM_STACK_BYTES + (6u << 10))

static const vn_limits vn_esp32_limits = {
    .body_bytes = 8192,
    .program_bytes = 16384,
    .message_bytes = 4096,
    .workers = 2,
    .ports = 16,
    .connections = 8,
    .sessions = 2,
    .worker_memory_bytes = 38912,
    .event_bytes = 8192,
    .trace_records = 64,
};

static const vn_limits vn_esp32_psram_limits = {
    .body_bytes = 16384,
    .program_bytes = 131072,
    .message_bytes = 16384,
    .workers = 5,
    .ports = 64,
    .connections = 64,
    .sessions = 4,
    .worker_memory_bytes = 524288,
    .event_bytes = 32768,
    .trace_records = 1024,
};

#endif
