// A plain C door to gzip (ISA-L) and zstd, front to back, one piece of input at a time.
//
// Both libraries are loaded on first use: an input that is not compressed pays for neither.

#ifndef CDECOMPRESSION_H
#define CDECOMPRESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CDC_GZIP = 1, CDC_ZSTD = 2 };

enum {
    CDC_GOES_ON = 0,      // all input was taken, or all room is used
    CDC_MEMBER_ENDED = 1, // a member is complete and its checksum right; the rest of the input is not taken
    CDC_DAMAGED = 2,
    CDC_TOO_LARGE = 3,    // zstd: it needs a window of more than 128 MiB
    CDC_NO_MEMORY = 4,
};

typedef struct cdc_stream cdc_stream;

// Nothing where the library is not installed (or memory has run out).
cdc_stream *cdc_open(int kind);
void cdc_close(cdc_stream *stream);

// The Debian package that holds the library of `kind`.
const char *cdc_package(int kind);

// Takes from `*in`, gives to `*out`, and moves both on. Behind CDC_MEMBER_ENDED the next call begins a new member.
int cdc_step(cdc_stream *stream, const uint8_t **in, size_t *in_left, uint8_t **out, size_t *out_left);

#endif
