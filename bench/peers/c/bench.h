/* What both programs share: fields from a file, a CPU clock, rounds, and a JSON line as output. */
#ifndef CROSSPATH_BENCH_H
#define CROSSPATH_BENCH_H

#include <stddef.h>

/* A field of the input: a 32-bit little-endian length, then that many bytes. */
struct field {
    const unsigned char *bytes;
    size_t length;
};

/* All fields of a file, in order; exits when the file cannot be read or is cut off. Nothing is freed. */
struct field *read_fields(const char *path, size_t *count);

/* The fastest of some rounds. */
struct best {
    size_t items;
    double seconds;
};

/* Measures work() over and over: a round lasts at least half a CPU second, in whole passes of `items` items. */
struct best measure(int rounds, size_t items, void (*work)(void *), void *state);

/* Prints {"what","items","seconds","perSecond","allocBytesPerItem","version"}, the allocation null since nobody counts
 * it; `more` is further JSON fields, led by a comma, or "". */
void print_result(const char *what, struct best best, const char *more);

/* The number after --rounds, or 3. */
int rounds_of(int count, char **arguments);

#endif
