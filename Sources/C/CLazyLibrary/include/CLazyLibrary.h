#pragma once

// A system's library that is loaded when something of it is first called: linked, it would cost every run its start-up,
// also those that never need it.

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifdef __APPLE__
#define LAZY_FILE(linux_name, apple_name) apple_name
#else
#define LAZY_FILE(linux_name, apple_name) linux_name
#endif

// A function of a library, and the pointer that it goes to.
typedef struct {
    const char *_Nonnull name;
    void *_Nonnull place;
} lazy_function;

// A member of a library's table: a pointer of the type that the library's own header gives, so that the compiler checks
// every call. And that pointer's place, for `lazy_load`.
#define LAZY_MEMBER(function) __typeof__(function) *function;
#define LAZY_PLACE(table, function) {#function, &(table).function},

// Loads `file` by the list `FUNCTIONS` of a file, as `lazy_load` does; `PLACE(function)` is LAZY_PLACE with
// the table's name.
#define LAZY_LOAD(file, FUNCTIONS, PLACE, reason)                                                                      \
    lazy_load(file, (const lazy_function[]){FUNCTIONS(PLACE)},                                                         \
              sizeof((const lazy_function[]){FUNCTIONS(PLACE)}) / sizeof(lazy_function), reason)

// Enough for any reason why a library cannot be used.
#define LAZY_REASON 512

// Loads `file` and puts all of its functions in their places. NULL if that worked, else `reason` (LAZY_REASON bytes), which
// says why; the places are then not to be used. Not from two threads at once for the same places.
const char *_Nullable lazy_load(const char *_Nonnull file, const lazy_function *_Nonnull functions, size_t count,
                                char *_Nonnull reason);

#ifdef __cplusplus
}
#endif
