#define _GNU_SOURCE
#include "CCurl.h"
#include "Library.h"

// curl.h turns these into macros that check types where the functions are called by name.
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

ccurl_library ccurl;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char failure[512];

// Each symbol goes to its pointer; POSIX wants dlsym's result stored this way.
static bool find(void *library, const char *name, void *pointer) {
    void *symbol = dlsym(library, name);
    if (!symbol) {
        snprintf(failure, sizeof failure, "it has no %s", name);
        return false;
    }
    memcpy(pointer, &symbol, sizeof symbol);
    return true;
}

static void load(void) {
#ifdef __APPLE__
    const char *name = "libcurl.4.dylib";
#else
    const char *name = "libcurl.so.4";
#endif
    void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        const char *why = dlerror();
        snprintf(failure, sizeof failure, "%s", why ? why : name);
        return;
    }
    if (!find(library, "curl_global_init", &ccurl.global_init) ||
        !find(library, "curl_version_info", &ccurl.version_info) ||
        !find(library, "curl_easy_init", &ccurl.easy_init) || !find(library, "curl_easy_setopt", &ccurl.easy_setopt) ||
        !find(library, "curl_easy_getinfo", &ccurl.easy_getinfo) ||
        !find(library, "curl_easy_cleanup", &ccurl.easy_cleanup) ||
        !find(library, "curl_slist_append", &ccurl.slist_append) ||
        !find(library, "curl_slist_free_all", &ccurl.slist_free_all) ||
        !find(library, "curl_multi_init", &ccurl.multi_init) ||
        !find(library, "curl_multi_cleanup", &ccurl.multi_cleanup) ||
        !find(library, "curl_multi_setopt", &ccurl.multi_setopt) ||
        !find(library, "curl_multi_add_handle", &ccurl.multi_add_handle) ||
        !find(library, "curl_multi_remove_handle", &ccurl.multi_remove_handle) ||
        !find(library, "curl_multi_perform", &ccurl.multi_perform) ||
        !find(library, "curl_multi_poll", &ccurl.multi_poll) ||
        !find(library, "curl_multi_wakeup", &ccurl.multi_wakeup) ||
        !find(library, "curl_multi_info_read", &ccurl.multi_info_read))
        return;
    // 7.85 brought CURLOPT_PROTOCOLS_STR; an older one would ignore the list of protocols.
    if (ccurl.version_info(CURLVERSION_NOW)->version_num < 0x075500) {
        snprintf(failure, sizeof failure, "it is version %s, older than 7.85", ccurl.version_info(CURLVERSION_NOW)->version);
        return;
    }
    if (ccurl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) snprintf(failure, sizeof failure, "it cannot be initialised");
}

const char *ccurl_load(void) {
    pthread_once(&once, load);
    return failure[0] ? failure : NULL;
}

const char *ccurl_version(void) { return ccurl.version_info(CURLVERSION_NOW)->version; }
