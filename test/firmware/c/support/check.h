/**
 * Tests in C: `TEST(name) { … CHECK(…); }`. Each runs in a process of its own (`program name`), or all of them one after
 * the other where there are no arguments (a board).
 */
#ifndef CHECK_H
#define CHECK_H

#include <stdbool.h>
#include <stddef.h>

typedef struct check_case {
  const char *name;
  void (*run)(void);
  struct check_case *next;
} check_case;

/** Before main, by each TEST. */
void check_register(check_case *one);

/** Ends the test: prints the place, the condition, and what the caller says of it. */
_Noreturn void check_failed(const char *file, int line, const char *condition, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#define TEST(name) \
  static void name(void); \
  __attribute__((constructor)) static void register_##name(void) { \
    static check_case one = {#name, name, NULL}; \
    check_register(&one); \
  } \
  static void name(void)

/** `CHECK(condition)`, or `CHECK(condition, "format", …)` where the values tell more. */
#define CHECK(condition, ...) \
  ((condition) ? (void)0 : check_failed(__FILE__, __LINE__, #condition, "" __VA_ARGS__))

/** Whole numbers without a sign. */
#define CHECK_EQUAL(actual, expected) check_equal(__FILE__, __LINE__, #actual, (actual), (expected))
void check_equal(const char *file, int line, const char *what, unsigned long long actual, unsigned long long expected);

/** `count` bytes at `actual` are the text `expected`. */
#define CHECK_TEXT(actual, count, expected) check_text(__FILE__, __LINE__, #actual, (actual), (count), (expected))
void check_text(const char *file, int line, const char *what, const char *actual, size_t count, const char *expected);

#endif
