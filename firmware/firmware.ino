/* VNetOS: the board is in src/, made of parts that know nothing of Arduino. firmware/README.md. */
extern "C" void esp32_start(void);

void setup() {
  esp32_start();
}

/* The board has tasks of its own; this one is not needed. */
void loop() {
  vTaskDelete(NULL);
}
