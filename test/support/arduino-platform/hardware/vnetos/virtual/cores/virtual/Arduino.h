void setup(void);
void loop(void);
