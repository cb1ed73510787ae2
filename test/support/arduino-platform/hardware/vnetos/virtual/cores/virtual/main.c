#include "Arduino.h"

char **arguments;

int main(int count, char **texts) {
  (void)count;
  arguments = texts;
  setup();
  for (;;) loop();
}
