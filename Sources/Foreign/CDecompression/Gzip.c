#include "Kinds.h"

#include <dlfcn.h>
#include <isa-l/igzip_lib.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// The types come from the library's own header, so that the compiler checks every call.
static __typeof__(&isal_inflate_init) init_state;
static __typeof__(&isal_inflate) inflate_some;

static int loaded = 0;
static pthread_once_t once = PTHREAD_ONCE_INIT;

#ifdef __APPLE__
#define LIBRARY "libisal.2.dylib"
#else
#define LIBRARY "libisal.so.2"
#endif

static void load(void) {
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (!library) return;
    init_state = (__typeof__(init_state))dlsym(library, "isal_inflate_init");
    inflate_some = (__typeof__(inflate_some))dlsym(library, "isal_inflate");
    loaded = init_state && inflate_some;
}

// Damaged data may copy from before its own beginning; what stands there must not depend on chance.
static void begin(struct inflate_state *state) {
    memset(state, 0, sizeof *state);
    init_state(state);
    state->crc_flag = ISAL_GZIP;
}

void *cdc_gzip_open(void) {
    pthread_once(&once, load);
    struct inflate_state *state = loaded ? malloc(sizeof *state) : NULL;
    if (state) begin(state);
    return state;
}

int cdc_gzip_step(void *stream, const uint8_t **in, size_t *in_left, uint8_t **out, size_t *out_left) {
    struct inflate_state *state = stream;
    if (state->block_state == ISAL_BLOCK_FINISH) begin(state);
    uint32_t given = *in_left > 1u << 30 ? 1u << 30 : (uint32_t)*in_left;
    uint32_t room = *out_left > 1u << 30 ? 1u << 30 : (uint32_t)*out_left;
    state->next_in = (uint8_t *)*in;
    state->avail_in = given;
    state->next_out = *out;
    state->avail_out = room;
    int code = inflate_some(state);
    *in = state->next_in;
    *in_left -= given - state->avail_in;
    *out = state->next_out;
    *out_left -= room - state->avail_out;
    if (code < 0) return CDC_DAMAGED;
    return state->block_state == ISAL_BLOCK_FINISH ? CDC_MEMBER_ENDED : CDC_GOES_ON;
}
