#include "Kinds.h"

#include "CLazyLibrary.h"

#include <isa-l/igzip_lib.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define FUNCTIONS(use) use(isal_inflate_init) use(isal_inflate)

static struct {
    FUNCTIONS(LAZY_MEMBER)
} isal;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char reason[LAZY_REASON];
static const char *failure;

static void load(void) {
#define PLACE(name) LAZY_PLACE(isal, name)
    failure = LAZY_LOAD(LAZY_FILE("libisal.so.2", "libisal.2.dylib"), FUNCTIONS, PLACE, reason);
}

// Damaged data may copy from before its own beginning; what stands there must not depend on chance.
static void begin(struct inflate_state *state) {
    memset(state, 0, sizeof *state);
    isal.isal_inflate_init(state);
    state->crc_flag = ISAL_GZIP;
}

void *cdc_gzip_open(void) {
    pthread_once(&once, load);
    struct inflate_state *state = failure ? NULL : malloc(sizeof *state);
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
    int code = isal.isal_inflate(state);
    *in = state->next_in;
    *in_left -= given - state->avail_in;
    *out = state->next_out;
    *out_left -= room - state->avail_out;
    if (code < 0) return CDC_DAMAGED;
    return state->block_state == ISAL_BLOCK_FINISH ? CDC_MEMBER_ENDED : CDC_GOES_ON;
}
