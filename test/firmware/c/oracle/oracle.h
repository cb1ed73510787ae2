/**
 * The core, asked line by line: a verb and its words, separated by blanks; one line of answer. So the cases of
 * test/vectors and random inputs of TypeScript are put to the C too. A room adds its verbs in a file of its own.
 */
#ifndef ORACLE_H
#define ORACLE_H

#include <stddef.h>
#include <stdint.h>

typedef struct oracle_line {
  char *rest;
} oracle_line;

typedef struct oracle_verb {
  const char *name;
  void (*answer)(oracle_line *line);
  struct oracle_verb *next;
} oracle_verb;

/** Before main, by each ORACLE_VERB. */
void oracle_register(oracle_verb *verb);

/** `ORACLE_VERB(crc32) { …line…; printf(…); }`: what it prints, without a newline, is the answer. */
#define ORACLE_VERB(name) \
  static void oracle_##name(oracle_line *line); \
  __attribute__((constructor)) static void oracle_register_##name(void) { \
    static oracle_verb verb = {#name, oracle_##name, NULL}; \
    oracle_register(&verb); \
  } \
  static void oracle_##name(oracle_line *line)

/** The next word; NULL: there is none. */
const char *oracle_word(oracle_line *line);
/** The next word, a decimal number; what is none ends the program. */
uint64_t oracle_number(oracle_line *line);
/**
 * The next word's hexadecimal digits as bytes (`-` or no word: none), in a block of just that size, so that a sanitizer
 * sees a byte too many. Lives until the answer is given.
 */
uint8_t *oracle_bytes(oracle_line *line, size_t *count);

/** Memory that lives until the answer is given, all zero. */
void *oracle_take(size_t bytes);

/** Prints bytes as hexadecimal digits, or as a JSON string. */
void oracle_print_hex(const void *bytes, size_t count);
void oracle_print_json(const char *bytes, size_t count);

#endif
