#include "Kinds.h"

#include "CLazyLibrary.h"

#include <pthread.h>
#include <zstd.h>
#include <zstd_errors.h>

#define FUNCTIONS(use)                                                                                                 \
    use(ZSTD_createDStream) use(ZSTD_freeDStream) use(ZSTD_decompressStream) use(ZSTD_isError) use(ZSTD_getErrorCode)

static struct {
    FUNCTIONS(LAZY_MEMBER)
} zstd;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char reason[LAZY_REASON];
static const char *failure;

static void load(void) {
#define PLACE(name) LAZY_PLACE(zstd, name)
    failure = LAZY_LOAD(LAZY_FILE("libzstd.so.1", "libzstd.1.dylib"), FUNCTIONS, PLACE, reason);
}

void *cdc_zstd_open(void) {
    pthread_once(&once, load);
    return failure ? NULL : zstd.ZSTD_createDStream();
}

void cdc_zstd_close(void *stream) { zstd.ZSTD_freeDStream(stream); }

int cdc_zstd_step(void *stream, const uint8_t **in, size_t *in_left, uint8_t **out, size_t *out_left) {
    ZSTD_inBuffer source = {*in, *in_left, 0};
    ZSTD_outBuffer target = {*out, *out_left, 0};
    size_t code = zstd.ZSTD_decompressStream(stream, &target, &source);
    *in += source.pos;
    *in_left -= source.pos;
    *out += target.pos;
    *out_left -= target.pos;
    if (zstd.ZSTD_isError(code)) {
        ZSTD_ErrorCode error = zstd.ZSTD_getErrorCode(code);
        if (error == ZSTD_error_frameParameter_windowTooLarge) return CDC_TOO_LARGE;
        return error == ZSTD_error_memory_allocation ? CDC_NO_MEMORY : CDC_DAMAGED;
    }
    return code == 0 ? CDC_MEMBER_ENDED : CDC_GOES_ON;
}
