#include "Kinds.h"

#include <dlfcn.h>
#include <pthread.h>
#include <zstd.h>
#include <zstd_errors.h>

// The types come from the library's own headers, so that the compiler checks every call.
static __typeof__(&ZSTD_createDStream) create;
static __typeof__(&ZSTD_freeDStream) destroy;
static __typeof__(&ZSTD_decompressStream) decompress;
static __typeof__(&ZSTD_isError) is_error;
static __typeof__(&ZSTD_getErrorCode) error_code;

static int loaded = 0;
static pthread_once_t once = PTHREAD_ONCE_INIT;

#ifdef __APPLE__
#define LIBRARY "libzstd.1.dylib"
#else
#define LIBRARY "libzstd.so.1"
#endif

static void load(void) {
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (!library) return;
    create = (__typeof__(create))dlsym(library, "ZSTD_createDStream");
    destroy = (__typeof__(destroy))dlsym(library, "ZSTD_freeDStream");
    decompress = (__typeof__(decompress))dlsym(library, "ZSTD_decompressStream");
    is_error = (__typeof__(is_error))dlsym(library, "ZSTD_isError");
    error_code = (__typeof__(error_code))dlsym(library, "ZSTD_getErrorCode");
    loaded = create && destroy && decompress && is_error && error_code;
}

void *cdc_zstd_open(void) {
    pthread_once(&once, load);
    return loaded ? create() : NULL;
}

void cdc_zstd_close(void *stream) { destroy(stream); }

int cdc_zstd_step(void *stream, const uint8_t **in, size_t *in_left, uint8_t **out, size_t *out_left) {
    ZSTD_inBuffer source = {*in, *in_left, 0};
    ZSTD_outBuffer target = {*out, *out_left, 0};
    size_t code = decompress(stream, &target, &source);
    *in += source.pos;
    *in_left -= source.pos;
    *out += target.pos;
    *out_left -= target.pos;
    if (is_error(code)) {
        ZSTD_ErrorCode error = error_code(code);
        if (error == ZSTD_error_frameParameter_windowTooLarge) return CDC_TOO_LARGE;
        return error == ZSTD_error_memory_allocation ? CDC_NO_MEMORY : CDC_DAMAGED;
    }
    return code == 0 ? CDC_MEMBER_ENDED : CDC_GOES_ON;
}
