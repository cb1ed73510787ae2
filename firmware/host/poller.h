/** Waits for file descriptors: epoll where there is one, poll elsewhere. Watching may change from any thread. */
#ifndef POLLER_H
#define POLLER_H

#include <stdbool.h>
#include <stdint.h>

/** Something with a file descriptor. Its owner keeps it until the poller has let it go. */
typedef struct source {
  int fd;
  bool writes; /* told of room to write, too */
  void (*ready)(struct source *source, bool readable, bool writable);
} source;

typedef struct poller poller;

/** NULL, and errno, when there are no descriptors left. */
poller *poller_make(void);
/** False, and errno. */
bool poller_add(poller *p, source *s);
void poller_remove(poller *p, source *s);
/** From now on it is (not) told of room to write. */
void poller_want_write(poller *p, source *s, bool writes);
/** Ends a wait that is under way, from any thread or signal handler. */
void poller_wake(poller *p);
/** Waits until something is ready, `until_us` of the monotonic clock has come (UINT64_MAX: never), or a wake. */
void poller_wait(poller *p, uint64_t until_us);

#endif
