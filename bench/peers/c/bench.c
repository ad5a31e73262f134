#include "bench.h"

#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void die(const char *path, const char *why)
{
    fprintf(stderr, "%s: %s\n", path, why);
    exit(2);
}

static unsigned char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) die(path, "cannot be opened");
    if (fseek(file, 0, SEEK_END) != 0) die(path, "has no end");
    long size = ftell(file);
    if (size < 0) die(path, "has no size");
    rewind(file);
    unsigned char *bytes = malloc((size_t)size + 1);
    if (bytes == NULL || fread(bytes, 1, (size_t)size, file) != (size_t)size) die(path, "cannot be read");
    fclose(file);
    *length = (size_t)size;
    return bytes;
}

struct field *read_fields(const char *path, size_t *count)
{
    size_t length;
    const unsigned char *bytes = read_file(path, &length);
    struct field *fields = malloc((length / 4 + 1) * sizeof *fields); /* a field takes four bytes at least */
    if (fields == NULL) die(path, "is too large");
    *count = 0;
    for (size_t at = 0; at < length;) {
        if (length - at < 4) die(path, "is cut off");
        size_t size = bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | (size_t)bytes[at + 3] << 24;
        at += 4;
        if (length - at < size) die(path, "is cut off");
        fields[*count].bytes = bytes + at;
        fields[*count].length = size;
        ++*count;
        at += size;
    }
    return fields;
}

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct best measure(int rounds, size_t items, void (*work)(void *), void *state)
{
    struct best best = {0, 0};
    for (int round = 0; round < rounds; round++) {
        double begin = cpu_seconds(), seconds = 0;
        size_t done = 0;
        while (seconds < 0.5) {
            work(state);
            done += items;
            seconds = cpu_seconds() - begin;
        }
        if (best.items == 0 || (double)done / seconds > (double)best.items / best.seconds)
            best = (struct best){done, seconds};
    }
    return best;
}

void print_result(const char *what, struct best best, const char *more)
{
    printf("{\"what\":\"%s\",\"items\":%zu,\"seconds\":%.6f,\"perSecond\":%.1f,\"allocBytesPerItem\":null,"
           "\"version\":\"%s\"%s}\n",
           what, best.items, best.seconds, (double)best.items / best.seconds, OpenSSL_version(OPENSSL_VERSION), more);
}

int rounds_of(int count, char **arguments)
{
    for (int i = 1; i + 1 < count; i++) {
        if (strcmp(arguments[i], "--rounds") == 0 && atoi(arguments[i + 1]) > 0) return atoi(arguments[i + 1]);
    }
    return 3;
}
