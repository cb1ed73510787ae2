/** One serial link: finds the frames that come in, holds those that go out, counts both. */
#ifndef VN_LINE_H
#define VN_LINE_H

#include "../frames/frames.h"
#include "links.h"

/** Wire bytes of a frame that waits. */
typedef struct vn_queued_frame {
  struct vn_queued_frame *next;
  uint8_t length;
  uint8_t bytes[];
} vn_queued_frame;

typedef struct vn_frame_queue {
  vn_queued_frame *first, *last;
  unsigned count;
} vn_frame_queue;

typedef struct vn_line {
  const vn_host *host;
  vn_heap *heap;
  unsigned link;
  uint8_t own_label; /* under which frames reach this link; 0 until the first frame shows it */
  vn_frame_reader reader;
  vn_frame_queue control, forward;
  size_t queued_bytes;
  bool forward_turn;
  size_t last_data_bytes;
  /* What the wire did not take of the frame that is on its way. */
  uint8_t rest[VN_MAX_WIRE_BYTES];
  size_t rest_length;
  vn_link_stats count;
} vn_line;

/** The next data frame for a line: its bytes into `wire`; 0: none. */
typedef size_t vn_next_data(void *context, vn_line *line, uint8_t wire[VN_MAX_WIRE_BYTES]);

void vn_line_init(vn_line *line, vn_heap *heap, const vn_host *host, unsigned link);
bool vn_line_up(const vn_line *line);
/** Bytes that are ahead of a frame handed in now. */
size_t vn_line_load(const vn_line *line);
/** Acknowledgements, handshakes, probes: they go before all else. */
void vn_line_control(vn_line *line, const vn_frame *frame, uint8_t label);
/** A frame of another node, as it goes on. */
void vn_line_forward(vn_line *line, const vn_frame *frame, uint8_t label);
void vn_line_drop(vn_line *line);
/** The line was unplugged: what waits would be old when it is back. */
void vn_line_clear(vn_line *line);
/** Fills the wire from control frames, then forwarded ones and `data` in turn. */
void vn_line_pump(vn_line *line, vn_next_data *data, void *context);
vn_link_stats vn_line_stats(const vn_line *line);

#endif
