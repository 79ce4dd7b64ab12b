#include "CSodium.h"

#include "CLazyLibrary.h"

#include <pthread.h>
#include <sodium.h>

#define FUNCTIONS(X) X(sodium_init) X(crypto_generichash) X(randombytes_buf) X(sodium_memcmp) X(crypto_hash_sha256) X(sodium_bin2base64)

static struct {
    FUNCTIONS(LAZY_MEMBER)
} sodium;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char reason[LAZY_REASON];
static const char *failure;

static void load(void) {
#define PLACE(name) LAZY_PLACE(sodium, name)
    failure = LAZY_LOAD(LAZY_FILE("libsodium.so.23", "libsodium.dylib"), FUNCTIONS, PLACE, reason);
    if (!failure && sodium.sodium_init() < 0) failure = "libsodium does not start";
}

const char *csodium_load(void) {
    pthread_once(&once, load);
    return failure;
}

bool csodium_digest(void *digest, const void *bytes, size_t count, const void *key) {
    return sodium.crypto_generichash(digest, CSODIUM_DIGEST, bytes, count, key, CSODIUM_KEY) == 0;
}

void csodium_random(void *bytes, size_t count) { sodium.randombytes_buf(bytes, count); }

void csodium_sha256_base64(char *text, const void *bytes, size_t count) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    sodium.crypto_hash_sha256(hash, bytes, count);
    sodium.sodium_bin2base64(text, CSODIUM_SHA256_BASE64, hash, sizeof hash, sodium_base64_VARIANT_ORIGINAL);
}

bool csodium_equal(const void *left, const void *right, size_t count) {
    return sodium.sodium_memcmp(left, right, count) == 0;
}
