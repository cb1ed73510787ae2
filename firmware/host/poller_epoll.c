#include "poller.h"

#ifdef __linux__

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "clock.h"

enum { AT_ONCE = 256 };

struct poller {
  int epoll;
  source wake;
};

static void swallow(source *s, bool readable, bool writable) {
  uint64_t count;
  (void)readable, (void)writable;
  if (read(s->fd, &count, sizeof count) < 0) return;
}

static uint32_t events_of(const source *s) {
  return EPOLLIN | EPOLLRDHUP | (s->writes ? (uint32_t)EPOLLOUT : 0);
}

poller *poller_make(void) {
  poller *p = calloc(1, sizeof *p);
  if (!p) return NULL;
  p->epoll = epoll_create1(EPOLL_CLOEXEC);
  p->wake = (source){.fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC), .ready = swallow};
  if (p->epoll >= 0 && p->wake.fd >= 0 && poller_add(p, &p->wake)) return p;
  free(p);
  return NULL;
}

bool poller_add(poller *p, source *s) {
  struct epoll_event event = {.events = events_of(s), .data.ptr = s};
  return epoll_ctl(p->epoll, EPOLL_CTL_ADD, s->fd, &event) == 0;
}

void poller_remove(poller *p, source *s) {
  epoll_ctl(p->epoll, EPOLL_CTL_DEL, s->fd, NULL);
}

void poller_want_write(poller *p, source *s, bool writes) {
  if (s->writes == writes) return;
  s->writes = writes;
  struct epoll_event event = {.events = events_of(s), .data.ptr = s};
  epoll_ctl(p->epoll, EPOLL_CTL_MOD, s->fd, &event);
}

void poller_wake(poller *p) {
  const uint64_t one = 1;
  const int saved = errno;
  if (write(p->wake.fd, &one, sizeof one) < 0) errno = saved;
}

/** Whole milliseconds, rounded up: waking too early would be a turn for nothing. */
static int patience(uint64_t until_us) {
  if (until_us == UINT64_MAX) return -1;
  const uint64_t now = now_us();
  if (until_us <= now) return 0;
  const uint64_t ms = (until_us - now + 999) / 1000;
  return ms > 60000 ? 60000 : (int)ms;
}

void poller_wait(poller *p, uint64_t until_us) {
  struct epoll_event events[AT_ONCE];
  const int count = epoll_wait(p->epoll, events, AT_ONCE, patience(until_us));
  for (int i = 0; i < count; i++) {
    source *s = events[i].data.ptr;
    const uint32_t what = events[i].events;
    s->ready(s, what & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR), what & EPOLLOUT);
  }
}

#endif
