#include "poller.h"

#ifndef __linux__

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "clock.h"

struct poller {
  pthread_mutex_t lock; /* of the list */
  source **sources;
  size_t count, room;
  struct pollfd *fds; /* of one wait */
  source **waited;
  int wake_in;
  source wake;
};

static void swallow(source *s, bool readable, bool writable) {
  char some[64];
  (void)readable, (void)writable;
  while (read(s->fd, some, sizeof some) > 0) continue;
}

poller *poller_make(void) {
  poller *p = calloc(1, sizeof *p);
  int ends[2];
  if (!p || pipe(ends) != 0) return NULL;
  for (int i = 0; i < 2; i++) fcntl(ends[i], F_SETFL, O_NONBLOCK);
  pthread_mutex_init(&p->lock, NULL);
  p->wake = (source){.fd = ends[0], .ready = swallow};
  p->wake_in = ends[1];
  return poller_add(p, &p->wake) ? p : NULL;
}

static bool grow(poller *p) {
  if (p->count < p->room) return true;
  const size_t room = p->room ? p->room * 2 : 64;
  source **sources = realloc(p->sources, room * sizeof *sources);
  if (sources) p->sources = sources;
  struct pollfd *fds = realloc(p->fds, room * sizeof *fds);
  if (fds) p->fds = fds;
  source **waited = realloc(p->waited, room * sizeof *waited);
  if (waited) p->waited = waited;
  if (!sources || !fds || !waited) return false;
  p->room = room;
  return true;
}

bool poller_add(poller *p, source *s) {
  pthread_mutex_lock(&p->lock);
  const bool done = grow(p);
  if (done) p->sources[p->count++] = s;
  pthread_mutex_unlock(&p->lock);
  return done;
}

void poller_remove(poller *p, source *s) {
  pthread_mutex_lock(&p->lock);
  for (size_t i = 0; i < p->count; i++)
    if (p->sources[i] == s) p->sources[i] = p->sources[--p->count];
  pthread_mutex_unlock(&p->lock);
}

void poller_want_write(poller *p, source *s, bool writes) {
  if (s->writes == writes) return;
  s->writes = writes;
  poller_wake(p);
}

void poller_wake(poller *p) {
  const int saved = errno;
  if (write(p->wake_in, "", 1) < 0) errno = saved;
}

static int patience(uint64_t until_us) {
  if (until_us == UINT64_MAX) return -1;
  const uint64_t now = now_us();
  if (until_us <= now) return 0;
  const uint64_t ms = (until_us - now + 999) / 1000;
  return ms > 60000 ? 60000 : (int)ms;
}

static size_t take_list(poller *p) {
  pthread_mutex_lock(&p->lock);
  const size_t count = p->count;
  for (size_t i = 0; i < count; i++) {
    p->waited[i] = p->sources[i];
    p->fds[i] = (struct pollfd){.fd = p->sources[i]->fd, .events = (short)(POLLIN | (p->sources[i]->writes ? POLLOUT : 0))};
  }
  pthread_mutex_unlock(&p->lock);
  return count;
}

void poller_wait(poller *p, uint64_t until_us) {
  const size_t count = take_list(p);
  if (poll(p->fds, (nfds_t)count, patience(until_us)) <= 0) return;
  for (size_t i = 0; i < count; i++) {
    const short what = p->fds[i].revents;
    if (what) p->waited[i]->ready(p->waited[i], what & (POLLIN | POLLHUP | POLLERR | POLLNVAL), what & POLLOUT);
  }
}

#endif
