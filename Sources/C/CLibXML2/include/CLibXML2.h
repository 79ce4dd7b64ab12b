// libxml2's HTML parser as three events, and the names of HTML 5's character references, which libxml2 does not know.
// The library is loaded on first use, so that commands that read no mail do not pay for it at start-up.
#pragma once
#include <stddef.h>

// What happens while a page is parsed. Starts and ends pair up, those that the page left out included.
typedef struct {
    void *_Nullable context;
    // `number` is the value of the element's attribute `id`, -1 for an element that the parser added.
    void (*_Nonnull start)(void *_Nullable context, long number);
    void (*_Nonnull end)(void *_Nullable context);
    // UTF-8, in pieces; `line` is the one that the piece begins on, from 1.
    void (*_Nonnull text)(void *_Nullable context, const unsigned char *_Nonnull bytes, int length, int line);
} clx_events;

typedef enum {
    CLX_PARSED = 0,
    // The library is not installed.
    CLX_NO_LIBRARY,
    // The parser gave up: no memory, or a fault of its own.
    CLX_GAVE_UP,
} clx_outcome;

// Parses UTF-8. Nothing is fetched and nothing is printed.
clx_outcome clx_parse(const unsigned char *_Nonnull bytes, size_t length, const clx_events *_Nonnull events);

// Lines of a name, with its semicolon if it has one, and the code points in hexadecimal, separated by spaces.
const char *_Nonnull clx_entities(size_t *_Nonnull length);
