/** The process: its boards, its loop, and who told it what to host. */
#ifndef PROCESS_H
#define PROCESS_H

#include "host_board.h"

/** The process is to start anew, with what was set up. */
#define PROCESS_RESTARTS (-1)

/** Serves until it is told to end. */
void process_run(host_process *process);
void process_end_boards(host_process *process);

/* --- a Node.js process that started this one and speaks to it over IPC: lines of JSON --- */
/** False: there is none (NODE_CHANNEL_FD is not set). */
bool parent_open(host_process *process);
void parent_say_ended(uint64_t request);

#endif
