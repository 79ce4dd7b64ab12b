#include "Library.h"

#include <dlfcn.h>
#include <pthread.h>

#ifdef __APPLE__
#define LIBRARY "libgmime-3.0.0.dylib"
#else
#define LIBRARY "libgmime-3.0.so.0"
#endif

static cgm_library library;
static int loaded = 0;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void print_nothing(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {
    (void)domain;
    (void)level;
    (void)message;
    (void)data;
}

static void load(void) {
    // A look-up through this handle reaches GLib as well, which GMime depends on.
    void *handle = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (!handle) return;
#define FIND(name)                                                                                                     \
    library.name = (__typeof__(library.name))dlsym(handle, #name);                                                     \
    if (!library.name) return;
    FUNCTIONS(FIND)
#undef FIND
    library.g_log_set_default_handler(print_nothing, NULL);
    library.g_mime_init();
    loaded = 1;
}

const cgm_library *cgm_load(void) {
    pthread_once(&once, load);
    return loaded ? &library : NULL;
}
