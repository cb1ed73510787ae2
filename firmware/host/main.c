/* The board as a desktop process: one board, or many. Started by hand, or by the gateway (parent.c). */
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "process.h"

static host_process process;

static const char HELP[] =
    "vnetos-board: a board as a process of this machine\n"
    "\n"
    "  --name NAME      its name (b0); with --boards its beginning (b: b0, b1, ...)\n"
    "  --boards N       so many boards in this process\n"
    "  --host ADDRESS   where NMP is served (127.0.0.1)\n"
    "  --port PORT      any free one when it is missing; with --boards the first of them\n"
    "  --link PATH      a serial line: a socket of the switch, or a serial device; once for each link\n"
    "  --serial PATH    serve NMP on this serial line, too\n"
    "  --settings FILE  name and key are kept here when they are set up over the serial line, and read at the start\n"
    "  --open           serve without a key beyond this machine\n"
    "\n"
    "VNETOS_BOARD_LIKE=esp32, or esp32-psram, gives it the limits of such a board.\n"
    "VNETOS_KEY holds its key, 64 hexadecimal digits; without one it takes plain requests.\n"
    "It prints a line for each board, its name and its address, and serves until it is ended.\n"
    "\n"
    "For example: vnetos-board --name b8 --port 7801\n";

static void on_end(int number) {
  atomic_store(&process.ends, number);
  poller_wake(process.poller);
}

static void set_up_process(void) {
  struct rlimit files;
  /* Every board has a door, links and clients. */
  if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
  }
#ifdef __GLIBC__
  /* An arena for each of hundreds of threads would cost more than the boards. */
  mallopt(M_ARENA_MAX, 2);
#endif
  signal(SIGPIPE, SIG_IGN);
  struct sigaction end = {.sa_handler = on_end};
  sigaction(SIGTERM, &end, NULL);
  host_threads_init();
}

typedef struct arguments {
  host_board_config config;
  unsigned boards; /* 0: one, of exactly that name */
} arguments;

static int usage(const char *why, const char *value) {
  fprintf(stderr, "%s%s%s%s\nvnetos-board --help tells more\n", why, value ? " \"" : "", value ? value : "", value ? "\"" : "");
  return 2;
}

static bool read_number(const char *text, unsigned most, unsigned *number) {
  char *end;
  errno = 0;
  const unsigned long value = strtoul(text, &end, 10);
  *number = (unsigned)value;
  return errno == 0 && *text && !*end && value <= most;
}

/** -1: go on; else the exit code. */
static int take_option(arguments *a, int option, const char *value) {
  switch (option) {
    case 'n': snprintf(a->config.name, sizeof a->config.name, "%s", value); return -1;
    case 'h': snprintf(a->config.host, sizeof a->config.host, "%s", value); return -1;
    case 's': snprintf(a->config.serial, sizeof a->config.serial, "%s", value); return -1;
    case 'S': snprintf(a->config.settings, sizeof a->config.settings, "%s", value); return -1;
    case 'o': a->config.open = true; return -1;
    case 'p': return read_number(value, 65535, &a->config.port) ? -1 : usage("--port takes 0..65535, not", value);
    case 'b': return read_number(value, 65536, &a->boards) && a->boards > 0 ? -1 : usage("--boards takes 1..65536, not", value);
    case 'l':
      if (a->config.link_count >= VN_LINKS_MAX) return usage("--link: there are 16 already, not", value);
      snprintf(a->config.links[a->config.link_count++], sizeof a->config.links[0], "%s", value);
      return -1;
    case '?': return 2;
    default: fputs(HELP, stdout); return 0;
  }
}

static int read_arguments(arguments *a, int count, char **texts) {
  static const struct option OPTIONS[] = {
      {"name", required_argument, NULL, 'n'}, {"boards", required_argument, NULL, 'b'}, {"host", required_argument, NULL, 'h'},
      {"port", required_argument, NULL, 'p'}, {"link", required_argument, NULL, 'l'},   {"serial", required_argument, NULL, 's'}, {"settings", required_argument, NULL, 'S'}, {"open", no_argument, NULL, 'o'},
      {"help", no_argument, NULL, 'H'},       {NULL, 0, NULL, 0}};
  for (int option; (option = getopt_long(count, texts, "", OPTIONS, NULL)) != -1;) {
    const int code = take_option(a, option, optarg);
    if (code >= 0) return code;
  }
  if (optind < count) return usage("there is no argument", texts[optind]);
  const char *key = getenv("VNETOS_KEY");
  a->config.has_key = key != NULL;
  if (key && !host_read_key(key, a->config.key)) return usage("VNETOS_KEY is not 64 hexadecimal digits", NULL);
  if (a->boards > 0 && (a->config.serial[0] || a->config.settings[0])) return usage("--serial and --settings are for one board", NULL);
  if (a->config.settings[0] && !serial_read_settings(&a->config)) return usage("--settings: not a file of settings:", a->config.settings);
  return -1;
}

static bool start_one(const host_board_config *config) {
  char error[512];
  const host_board *board = host_board_start(&process, config, error);
  if (board) printf("%s %s\n", config->name, board->url);
  else fprintf(stderr, "error: %s\n", error);
  return board != NULL;
}

static bool start_boards(const arguments *a) {
  if (a->boards == 0) return start_one(&a->config);
  for (unsigned i = 0; i < a->boards; i++) {
    host_board_config config = a->config;
    snprintf(config.name, sizeof config.name, "%.50s%u", a->config.name, i);
    if (config.port > 0) config.port += i;
    if (!start_one(&config)) return false;
  }
  return true;
}

static int serve(void) {
  fflush(stdout);
  process_run(&process);
  process_end_boards(&process);
  return atomic_load(&process.ends) == 1 ? 1 : 0;
}

/** As this process, with the same arguments: whoever watches it sees one that goes on. */
static int start_anew(char **texts) {
  execv("/proc/self/exe", texts);
  execvp(texts[0], texts);
  perror("vnetos-board: starting anew");
  return 1;
}

int main(int count, char **texts) {
  arguments a = {.config = {.host = "127.0.0.1", .limits = host_limits(), .firmware = VNETOS_VERSION}};
  process.poller = poller_make();
  if (!process.poller) {
    fprintf(stderr, "error: no file descriptor left\n");
    return 1;
  }
  set_up_process();
  if (parent_open(&process)) {
    signal(SIGINT, SIG_IGN); /* Ctrl-C in a terminal reaches every process there: the gateway ends its boards itself */
    return serve();
  }
  strcpy(a.config.name, "b0");
  const int code = read_arguments(&a, count, texts);
  if (code >= 0) return code;
  if (a.boards > 0 && strcmp(a.config.name, "b0") == 0) strcpy(a.config.name, "b");
  struct sigaction end = {.sa_handler = on_end};
  sigaction(SIGINT, &end, NULL);
  if (start_boards(&a)) {
    const int end = serve();
    if (atomic_load(&process.ends) == PROCESS_RESTARTS) return start_anew(texts);
    return end;
  }
  process_end_boards(&process);
  return 1;
}
