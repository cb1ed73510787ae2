#include "check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static check_case *first, **last = &first;

void check_register(check_case *one) {
  *last = one;
  last = &one->next;
}

void check_failed(const char *file, int line, const char *condition, const char *format, ...) {
  va_list values;
  fprintf(stderr, "%s:%d: %s ", file, line, condition);
  va_start(values, format);
  vfprintf(stderr, format, values);
  va_end(values);
  fputc('\n', stderr);
  exit(1);
}

void check_equal(const char *file, int line, const char *what, unsigned long long actual, unsigned long long expected) {
  if (actual != expected) check_failed(file, line, what, "is %llu, not %llu", actual, expected);
}

void check_text(const char *file, int line, const char *what, const char *actual, size_t count, const char *expected) {
  if (strlen(expected) == count && (count == 0 || memcmp(actual, expected, count) == 0)) return;
  check_failed(file, line, what, "is \"%.*s\", not \"%s\"", (int)count, actual, expected);
}

int main(int count, char **arguments) {
  unsigned run = 0;
  for (check_case *one = first; one; one = one->next) {
    if (count > 1 && strcmp(arguments[1], one->name) != 0) continue;
    one->run();
    run++;
  }
  printf("%u passed\n", run);
  return run > 0 ? 0 : 1;
}
