#include "CSodium.h"

#include <dlfcn.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>

#ifdef __APPLE__
#define LIBRARY "libsodium.dylib"
#else
#define LIBRARY "libsodium.so.23"
#endif

#define FUNCTIONS(X) X(sodium_init) X(crypto_generichash) X(randombytes_buf) X(sodium_memcmp)

static struct {
#define POINTER(name) __typeof__(name) *name;
    FUNCTIONS(POINTER)
#undef POINTER
} sodium;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char failure[512];

static void load(void) {
    void *handle = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        const char *why = dlerror();
        snprintf(failure, sizeof failure, "%s", why ? why : LIBRARY);
        return;
    }
#define FIND(name)                                                                                                     \
    sodium.name = (__typeof__(sodium.name))dlsym(handle, #name);                                                       \
    if (!sodium.name) {                                                                                                \
        snprintf(failure, sizeof failure, LIBRARY " has no %s", #name);                                                \
        return;                                                                                                        \
    }
    FUNCTIONS(FIND)
#undef FIND
    if (sodium.sodium_init() < 0) snprintf(failure, sizeof failure, "libsodium does not start");
}

const char *csodium_load(void) {
    pthread_once(&once, load);
    return failure[0] ? failure : NULL;
}

bool csodium_digest(void *digest, const void *bytes, size_t count, const void *key) {
    return sodium.crypto_generichash(digest, CSODIUM_DIGEST, bytes, count, key, CSODIUM_KEY) == 0;
}

void csodium_random(void *bytes, size_t count) { sodium.randombytes_buf(bytes, count); }

bool csodium_equal(const void *left, const void *right, size_t count) {
    return sodium.sodium_memcmp(left, right, count) == 0;
}
