#ifndef CDC_KINDS_H
#define CDC_KINDS_H

#include "include/CDecompression.h"

void *cdc_gzip_open(void);
int cdc_gzip_step(void *stream, const uint8_t **in, size_t *in_left, uint8_t **out, size_t *out_left);

void *cdc_zstd_open(void);
void cdc_zstd_close(void *stream);
int cdc_zstd_step(void *stream, const uint8_t **in, size_t *in_left, uint8_t **out, size_t *out_left);

#endif
