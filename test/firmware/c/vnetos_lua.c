/**
 * Runs Lua programs in the VM of the boards, each in one of its own.
 *
 *   vnetos-lua FILE [MEMORY]   one program; what it prints goes to standard output, its error to standard error
 *   vnetos-lua --batch         programs on standard input, each after a line with its bytes, its memory and when it is
 *                              killed (ms, 0: never). For each a line of numbers: bytes of what it printed, of the error's
 *                              code (0: it ended well), message and traceback; microseconds from the kill order to its
 *                              end, of them CPU time; bytes that it left in use. Then those four texts, one after the
 *                              other.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm_bench.h"

static void *need(void *block) {
  if (block) return block;
  fputs("vnetos-lua: no memory\n", stderr);
  exit(3);
}

static char *read_file(const char *name, size_t *length) {
  FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "rb");
  size_t room = 65536;
  char *text = need(malloc(room));
  *length = 0;
  if (!file) {
    perror(name);
    exit(2);
  }
  for (size_t count; (count = fread(text + *length, 1, room - *length, file)) > 0;)
    if ((*length += count) == room) text = need(realloc(text, room *= 2));
  if (file != stdin) fclose(file);
  return text;
}

static void show(const vm_outcome *outcome) {
  if (outcome->output_bytes > 0) fwrite(outcome->output, 1, outcome->output_bytes, stdout);
}

static int run_file(vm_bench *bench, const char *name, uint32_t memory_bytes) {
  size_t length;
  char *text = read_file(name, &length);
  const vm_program program = {.text = {text, length}, .memory_bytes = memory_bytes};
  vm_outcome outcome;
  vm_bench_run(bench, &program, &outcome);
  show(&outcome);
  fflush(stdout);
  if (!outcome.ok)
    fprintf(stderr, "%s: %s\n%s\n", vn_code_text(outcome.error.code), outcome.error.message,
            outcome.traceback ? outcome.traceback : "");
  const int status = outcome.ok ? 0 : 1;
  vm_outcome_free(&outcome);
  free(text);
  return status;
}

static void tell(const vm_outcome *outcome) {
  const char *texts[] = {vn_code_text(outcome->error.code), outcome->error.message, outcome->traceback};
  if (outcome->ok || !outcome->traceback) texts[2] = "";
  if (outcome->ok) texts[0] = texts[1] = "";
  printf("%zu %zu %zu %zu %llu %llu %lld\n", outcome->output_bytes, strlen(texts[0]), strlen(texts[1]), strlen(texts[2]),
         (unsigned long long)outcome->stopped_us, (unsigned long long)outcome->stopped_cpu_us, outcome->left_bytes);
  show(outcome);
  for (size_t i = 0; i < 3; i++) fputs(texts[i], stdout);
  fflush(stdout);
}

static int run_batch(vm_bench *bench) {
  size_t length;
  vm_program program = {.memory_bytes = 0};
  unsigned memory_bytes, kill_after_ms;
  while (scanf("%zu %u %u", &length, &memory_bytes, &kill_after_ms) == 3) {
    vm_outcome outcome;
    char *text = need(malloc(length + 1));
    if (getchar() != '\n' || fread(text, 1, length, stdin) != length) return 2;
    program = (vm_program){.text = {text, length}, .memory_bytes = memory_bytes, .kill_after_ms = kill_after_ms};
    vm_bench_run(bench, &program, &outcome);
    tell(&outcome);
    vm_outcome_free(&outcome);
    free(text);
  }
  return 0;
}

int main(int count, char **arguments) {
  vm_bench bench;
  vm_bench_init(&bench);
  if (count == 2 && strcmp(arguments[1], "--batch") == 0) return run_batch(&bench);
  if (count < 2 || count > 3) {
    fputs("vnetos-lua FILE [MEMORY] or vnetos-lua --batch\n", stderr);
    return 2;
  }
  return run_file(&bench, arguments[1], count == 3 ? (uint32_t)strtoul(arguments[2], NULL, 10) : 64u << 20);
}
