#include "CLazyLibrary.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

const char *lazy_load(const char *file, const lazy_function *functions, size_t count, char *reason) {
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        const char *why = dlerror();
        snprintf(reason, LAZY_REASON, "%s", why ? why : file);
        return reason;
    }
    for (size_t index = 0; index < count; index++) {
        void *symbol = dlsym(library, functions[index].name);
        if (!symbol) {
            snprintf(reason, LAZY_REASON, "%s has no %s", file, functions[index].name);
            return reason;
        }
        // A data pointer kept as one to a function: POSIX wants dlsym's result stored this way.
        memcpy(functions[index].place, &symbol, sizeof symbol);
    }
    return NULL;
}
