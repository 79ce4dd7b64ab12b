#pragma once

// Keyed digests and random bytes by libsodium, which is loaded on first use.

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CSODIUM_DIGEST 32
#define CSODIUM_KEY 32
// With its final zero.
#define CSODIUM_SHA256_BASE64 45

// NULL once libsodium is loaded and initialised; else why it could not be.
const char *_Nullable csodium_load(void);
// BLAKE2b with a key: `digest` takes CSODIUM_DIGEST bytes, `key` holds CSODIUM_KEY.
bool csodium_digest(
    void *_Nonnull digest, const void *_Nullable bytes, size_t count, const void *_Nonnull key);
// SHA-256 in Base64, as a page's policy names what may run; `text` takes CSODIUM_SHA256_BASE64 bytes.
void csodium_sha256_base64(char *_Nonnull text, const void *_Nullable bytes, size_t count);
void csodium_random(void *_Nonnull bytes, size_t count);
// In a time that does not depend on where they differ.
bool csodium_equal(const void *_Nonnull left, const void *_Nonnull right, size_t count);

#ifdef __cplusplus
}
#endif
