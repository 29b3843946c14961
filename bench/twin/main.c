/*
 * The host of the native twin: the kernel's .wasm as C (wasm2c), a file with a configuration and
 * a program image, and nothing else. It boots, runs to the end while it drains records and output
 * to nowhere, and prints the out block's words that tell runs apart. With a second argument it
 * runs that often (each time in a fresh instance) and prints the CPU time of each run.
 *
 * File: u64 bytes of the configuration block, the block, the image.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "kernel.h"

enum { PAUSED = STOP_PAUSED, RECORDS_FULL = STOP_RECORDS_FULL, OUTPUT_FULL = STOP_OUTPUT_FULL };

static const double FOREVER = 9007199254740992.0;

typedef struct {
  char *bytes;
  size_t length;
} File;

static void fail(const char *what, const char *detail) {
  fprintf(stderr, "twin: %s %s\n", what, detail);
  exit(2);
}

static File readFile(const char *path) {
  FILE *in = fopen(path, "rb");
  if (!in) fail("cannot open", path);
  fseek(in, 0, SEEK_END);
  File file = {0, (size_t)ftell(in)};
  rewind(in);
  file.bytes = malloc(file.length + 1);
  if (!file.bytes || fread(file.bytes, 1, file.length, in) != file.length) {
    fail("cannot read", path);
  }
  fclose(in);
  return file;
}

static u32 copyIn(Z_gopark_instance_t *kernel, const char *bytes, size_t length) {
  u32 at = Z_goparkZ_reserve(kernel, (u32)length);
  if (!at) fail("no memory for", "the program");
  memcpy(Z_goparkZ_memory(kernel)->data + at, bytes, length);
  return at;
}

static void boot(Z_gopark_instance_t *kernel, File file) {
  u64 confBytes;
  if (file.length < 8) fail("too short:", "the file");
  memcpy(&confBytes, file.bytes, 8);
  if (confBytes > file.length - 8) fail("too short:", "the file");
  const char *image = file.bytes + 8 + confBytes;
  size_t imageBytes = file.length - 8 - confBytes;
  u32 conf = copyIn(kernel, file.bytes + 8, confBytes);
  u32 at = copyIn(kernel, image, imageBytes);
  if (Z_goparkZ_boot(kernel, conf, at, (u32)imageBytes) != PAUSED) fail("boot", "is refused");
}

static double word(Z_gopark_instance_t *kernel, int index) {
  double value;
  u32 at = Z_goparkZ_out(kernel) + 8 * (u32)index;
  memcpy(&value, Z_goparkZ_memory(kernel)->data + at, 8);
  return value;
}

static u32 runToEnd(Z_gopark_instance_t *kernel) {
  for (;;) {
    u32 stop = Z_goparkZ_run(kernel, FOREVER, -1.0);
    Z_goparkZ_drained(kernel, word(kernel, OUT_REC_HEAD), word(kernel, OUT_OUT_HEAD));
    if (stop != RECORDS_FULL && stop != OUTPUT_FULL) return stop;
  }
}

static double cpuSeconds(void) {
  struct rusage use;
  getrusage(RUSAGE_SELF, &use);
  return use.ru_utime.tv_sec + use.ru_stime.tv_sec +
         (use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
}

static void report(Z_gopark_instance_t *kernel, u32 stop) {
  printf("stop %u\ntime %.0f\nsteps %.0f\n", stop, word(kernel, OUT_TIME), word(kernel, OUT_STEPS));
  printf("switches %.0f\nhashed %.0f\nhash ", word(kernel, OUT_SWITCHES), word(kernel, OUT_HASHED));
  for (int i = 0; i < 4; i++) printf("%04x", (unsigned)word(kernel, OUT_HASH0 + i));
  printf("\nmemory %.0f\n", (double)Z_goparkZ_memory(kernel)->pages * 65536);
}

int main(int argc, char **argv) {
  if (argc < 2) fail("usage:", "twin FILE [RUNS]");
  File file = readFile(argv[1]);
  int runs = argc > 2 ? atoi(argv[2]) : 1;
  wasm_rt_init();
  Z_gopark_init_module();
  for (int i = 0; i < runs; i++) {
    Z_gopark_instance_t kernel;
    Z_gopark_instantiate(&kernel);
    boot(&kernel, file);
    double start = cpuSeconds();
    u32 stop = runToEnd(&kernel);
    printf("cpu %.6f\n", cpuSeconds() - start);
    if (i == runs - 1) report(&kernel, stop);
    Z_gopark_free(&kernel);
  }
  return 0;
}
