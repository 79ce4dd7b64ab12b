#define _GNU_SOURCE
#include "CCurl.h"
#include "CLazyLibrary.h"
#include "Library.h"

#include <pthread.h>
#include <stdio.h>

ccurl_library ccurl;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char reason[LAZY_REASON];
static const char *failure;

static void load(void) {
#define PLACE(name) {"curl_" #name, &ccurl.name},
    failure = LAZY_LOAD(LAZY_FILE("libcurl.so.4", "libcurl.4.dylib"), FUNCTIONS, PLACE, reason);
    if (failure) return;
    // 7.85 brought CURLOPT_PROTOCOLS_STR; an older one would ignore the list of protocols.
    curl_version_info_data *version = ccurl.version_info(CURLVERSION_NOW);
    if (version->version_num < 0x075500) {
        snprintf(reason, sizeof reason, "it is version %s, older than 7.85", version->version);
        failure = reason;
    } else if (ccurl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        failure = "it cannot be initialised";
    }
}

const char *ccurl_load(void) {
    pthread_once(&once, load);
    return failure;
}

const char *ccurl_version(void) { return ccurl.version_info(CURLVERSION_NOW)->version; }
