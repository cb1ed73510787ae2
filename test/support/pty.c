/*
 * A serial port without hardware: pty LINK makes a pseudo-terminal, links to it as LINK, and joins it to standard input and
 * output until input ends. It holds the terminal's own end open too: so nothing breaks when nobody has the port open.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

static int fail(const char *what) {
  perror(what);
  return 1;
}

static int write_all(int to, const char *bytes, ssize_t count) {
  while (count > 0) {
    const ssize_t some = write(to, bytes, (size_t)count);
    if (some < 0 && errno != EINTR) return -1;
    if (some > 0) {
      bytes += some;
      count -= some;
    }
  }
  return 0;
}

int main(int count, char **texts) {
  if (count != 2) return fail("pty LINK");
  const int master = posix_openpt(O_RDWR | O_NOCTTY);
  if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0) return fail("pseudo-terminal");
  const char *name = ptsname(master);
  const int own = name ? open(name, O_RDWR | O_NOCTTY) : -1;
  struct termios mode;
  if (own < 0 || tcgetattr(own, &mode) != 0) return fail("pseudo-terminal");
  cfmakeraw(&mode);
  if (tcsetattr(own, TCSANOW, &mode) != 0 || symlink(name, texts[1]) != 0) return fail(texts[1]);
  struct pollfd both[2] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = master, .events = POLLIN}};
  const int to[2] = {master, STDOUT_FILENO};
  for (char bytes[4096];;) {
    if (poll(both, 2, -1) < 0 && errno != EINTR) break;
    for (int i = 0; i < 2; i++) {
      if (!(both[i].revents & (POLLIN | POLLHUP | POLLERR))) continue;
      const ssize_t some = read(both[i].fd, bytes, sizeof bytes);
      if (some <= 0 || write_all(to[i], bytes, some) != 0) {
        unlink(texts[1]);
        return 0;
      }
    }
  }
  return 1;
}
