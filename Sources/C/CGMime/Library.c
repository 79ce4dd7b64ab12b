#include "Library.h"

#include <pthread.h>

static cgm_library library;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static char reason[LAZY_REASON];
static const char *failure;

static void print_nothing(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {
    (void)domain;
    (void)level;
    (void)message;
    (void)data;
}

static void load(void) {
#define PLACE(name) LAZY_PLACE(library, name)
    // A look-up in it reaches GLib as well, which GMime depends on.
    failure = LAZY_LOAD(LAZY_FILE("libgmime-3.0.so.0", "libgmime-3.0.0.dylib"), FUNCTIONS, PLACE, reason);
    if (failure) return;
    library.g_log_set_default_handler(print_nothing, NULL);
    library.g_mime_init();
}

const cgm_library *cgm_load(void) {
    pthread_once(&once, load);
    return failure ? NULL : &library;
}
