/** `POST /nmp/sealed`: hellos, and sealed requests that are opened, served and answered under their seal. */
#ifndef VN_SEALED_H
#define VN_SEALED_H

#include "../base/heap.h"
#include "../base/loop.h"
#include "../host.h"
#include "../nmp/nmp.h"

typedef struct vn_sealed vn_sealed;

/** `serve` is what a plain request would be handed to. NULL: no room. */
vn_sealed *vn_sealed_make(vn_heap *heap, vn_loop *loop, const vn_host *host, const uint8_t key[32],
                          void (*serve)(void *context, vn_exchange *exchange), void *context);
void vn_sealed_free(vn_sealed *sealed);

/** Takes an exchange whose request is `POST /nmp/sealed`, and answers it: in the clear, or sealed and with status 200. */
void vn_sealed_handle(vn_sealed *sealed, vn_exchange *exchange);

#endif
