#include "Kinds.h"

#include <stdlib.h>

struct cdc_stream {
    int kind;
    void *state;
};

cdc_stream *cdc_open(int kind) {
    void *state = kind == CDC_GZIP ? cdc_gzip_open() : cdc_zstd_open();
    if (!state) return NULL;
    cdc_stream *stream = malloc(sizeof *stream);
    if (!stream) return NULL;
    stream->kind = kind;
    stream->state = state;
    return stream;
}

void cdc_close(cdc_stream *stream) {
    if (stream->kind == CDC_GZIP) free(stream->state);
    else cdc_zstd_close(stream->state);
    free(stream);
}

const char *cdc_package(int kind) { return kind == CDC_GZIP ? "libisal2" : "libzstd1"; }

int cdc_step(cdc_stream *stream, const uint8_t **in, size_t *in_left, uint8_t **out, size_t *out_left) {
    if (stream->kind == CDC_GZIP) return cdc_gzip_step(stream->state, in, in_left, out, out_left);
    return cdc_zstd_step(stream->state, in, in_left, out, out_left);
}
