/** What a board consists of: the requests work on these. */
#ifndef VN_PARTS_H
#define VN_PARTS_H

#include "../board.h"
#include "../nmp/clients.h"
#include "../sealed/sealed.h"
#include "../workers/workers.h"
#include "sessions.h"

enum { VN_BOOT_ID_BYTES = 16 };

struct vn_board {
  vn_host host;
  vn_heap *heap;
  vn_loop loop;
  vn_limits limits;
  char name[VN_NAME_BYTES];
  char kind[16], firmware[64];
  const char *reset_reason; /* NULL: not known */
  char boot_id[VN_BOOT_ID_BYTES + 1];
  unsigned link_count;
  uint64_t started_us;
  uint64_t wanted_at; /* the last `wake_at` */
  bool is_sealed;
  vn_events *events;
  vn_links *links;
  vn_ports *ports;
  vn_programs *programs;
  vn_workers *workers;
  vn_sessions *sessions;
  vn_sealed *sealed;
  vn_clients *clients;
};

/* board */
/** What is due and what is to be done soon, and the host is told when to come next. Before the lock is let go of. */
void vn_board_settle(vn_board *board);

/* requests */
/** Serves a request whose session is known (length 0: it needs none); answers it, at once or later. */
void vn_execute(vn_board *board, const vn_match *match, vn_exchange *exchange, vn_span session);

/* answers */
void vn_write_info(const vn_board *board, vn_json_writer *to);
void vn_write_stats(const vn_board *board, vn_json_writer *to);
uint64_t vn_uptime_us(const vn_board *board);

#endif
