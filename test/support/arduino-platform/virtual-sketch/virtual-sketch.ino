/* What is uploaded to a virtual board: it becomes the native board that VNETOS_BOARD_PROGRAM names. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern char **arguments;

void setup() {
  const char *program = getenv("VNETOS_BOARD_PROGRAM");
  if (program) execv(program, arguments);
  perror("VNETOS_BOARD_PROGRAM");
  exit(1);
}

void loop() {}
