/* Runs between zeros, as a serial line brings them: what is a frame encodes to its own bytes. */
#include "nmp/serial_frame.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

static void try_run(const uint8_t *run, size_t count) {
  uint8_t plain[VN_SERIAL_RUN_MAX_BYTES], wire[VN_SERIAL_WIRE_MAX_BYTES];
  vn_serial_frame frame;
  const size_t kept = count < sizeof plain ? count : sizeof plain;
  memcpy(plain, run, kept);
  const vn_serial_fault fault = vn_serial_decode(plain, kept, &frame);
  if (fault != VN_SERIAL_SOUND) {
    if (strlen(vn_serial_fault_text(fault)) == 0) abort();
    return;
  }
  if (vn_serial_encode(&frame, wire) != kept + 1 || memcmp(wire, run, kept) != 0) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  while (count > 0) {
    const uint8_t *zero = memchr(bytes, 0, count);
    const size_t length = zero ? (size_t)(zero - bytes) : count;
    try_run(bytes, length);
    const size_t gone = zero ? length + 1 : length;
    bytes += gone;
    count -= gone;
  }
  return 0;
}
