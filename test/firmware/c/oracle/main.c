#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle.h"

static oracle_verb *verbs;

typedef struct taken {
  struct taken *next;
  _Alignas(16) unsigned char content[];
} taken;

static taken *all_taken;

static _Noreturn void refuse(const char *what, const char *which) {
  fprintf(stderr, "oracle: %s: %s\n", what, which);
  exit(2);
}

void oracle_register(oracle_verb *verb) {
  verb->next = verbs;
  verbs = verb;
}

void *oracle_take(size_t bytes) {
  taken *block = calloc(1, sizeof *block + bytes);
  if (!block) refuse("no memory", "");
  block->next = all_taken;
  all_taken = block;
  return block->content;
}

static void give_all(void) {
  while (all_taken) {
    taken *block = all_taken;
    all_taken = block->next;
    free(block);
  }
}

const char *oracle_word(oracle_line *line) {
  char *word = line->rest + strspn(line->rest, " ");
  if (*word == 0) return NULL;
  char *end = word + strcspn(word, " ");
  line->rest = *end ? end + 1 : end;
  *end = 0;
  return word;
}

uint64_t oracle_number(oracle_line *line) {
  const char *word = oracle_word(line);
  char *end = NULL;
  const uint64_t value = word ? strtoull(word, &end, 10) : 0;
  if (!word || end == word || *end) refuse("this is no number", word ? word : "");
  return value;
}

static unsigned digit(char character) {
  static const char DIGITS[] = "0123456789abcdef";
  const char *at = character ? strchr(DIGITS, character) : NULL;
  if (!at) refuse("this is no hexadecimal digit", (char[]){character, 0});
  return (unsigned)(at - DIGITS);
}

uint8_t *oracle_bytes(oracle_line *line, size_t *count) {
  const char *word = oracle_word(line);
  if (!word || strcmp(word, "-") == 0) word = "";
  *count = strlen(word) / 2;
  uint8_t *bytes = oracle_take(*count);
  for (size_t i = 0; i < *count; i++) bytes[i] = (uint8_t)(digit(word[2 * i]) << 4 | digit(word[2 * i + 1]));
  return bytes;
}

void oracle_print_hex(const void *bytes, size_t count) {
  const uint8_t *at = bytes;
  for (size_t i = 0; i < count; i++) printf("%02x", at[i]);
}

void oracle_print_json(const char *bytes, size_t count) {
  putchar('"');
  for (size_t i = 0; i < count; i++) {
    const unsigned char character = (unsigned char)bytes[i];
    if (character < ' ') printf("\\u%04x", character);
    else if (character == '"' || character == '\\') printf("\\%c", character);
    else putchar(character);
  }
  putchar('"');
}

static void answer(char *text) {
  oracle_line line = {text};
  const char *name = oracle_word(&line);
  const oracle_verb *verb = verbs;
  while (verb && name && strcmp(verb->name, name) != 0) verb = verb->next;
  if (!verb || !name) refuse("there is no such verb", name ? name : "");
  verb->answer(&line);
  putchar('\n');
  fflush(stdout);
  give_all();
}

int main(void) {
  char *text = NULL;
  size_t room = 0;
  for (ssize_t count; (count = getline(&text, &room, stdin)) > 0;) {
    if (text[count - 1] == '\n') text[count - 1] = 0;
    answer(text);
  }
  free(text);
  return 0;
}
