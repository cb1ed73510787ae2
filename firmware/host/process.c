#include "process.h"

#include "clock.h"

static void end_marked(host_process *process) {
  for (host_board *board = process->boards, *next; board; board = next) {
    next = board->next;
    if (!board->ends) continue;
    const uint64_t request = board->end_request;
    host_board_end(board);
    parent_say_ended(request);
  }
}

/** When the next board wants its turn. */
static uint64_t tick(host_process *process) {
  uint64_t next = UINT64_MAX;
  const uint64_t now = now_us();
  for (host_board *board = process->boards; board; board = board->next) {
    const uint64_t wanted = host_board_tick(board, now);
    if (wanted < next) next = wanted;
  }
  return next;
}

void process_run(host_process *process) {
  while (!atomic_load(&process->ends)) {
    /* Whatever a thread wants from now on wakes the loop, until it is known when it sleeps to. */
    atomic_store(&process->asleep_until, UINT64_MAX);
    const uint64_t next = tick(process);
    atomic_store(&process->asleep_until, next);
    poller_wait(process->poller, next);
    atomic_store(&process->asleep_until, 0);
    end_marked(process);
    door_bury(process);
  }
}

void process_end_boards(host_process *process) {
  while (process->boards) host_board_end(process->boards);
}
