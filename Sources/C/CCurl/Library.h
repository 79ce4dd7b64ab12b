#pragma once

// libcurl's functions that are used, found at run time. Its header is used for types and constants only.

#include <curl/curl.h>

// curl.h turns these into macros that check types where the functions are called by name.
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

#define FUNCTIONS(use)                                                                                                 \
    use(global_init) use(version_info) use(easy_init) use(easy_setopt) use(easy_getinfo) use(easy_cleanup)              \
    use(slist_append) use(slist_free_all) use(multi_init) use(multi_cleanup) use(multi_setopt) use(multi_add_handle)    \
    use(multi_remove_handle) use(multi_perform) use(multi_poll) use(multi_wakeup) use(multi_info_read)

#define MEMBER(name) __typeof__(curl_##name) *name;
typedef struct {
    FUNCTIONS(MEMBER)
} ccurl_library;
#undef MEMBER

// Filled by a successful ccurl_load.
extern ccurl_library ccurl;
