// libxml2's HTML parser as three events, its tree and its serializer for pages of ours, and the names of HTML 5's character
// references, which libxml2 does not know. The library is loaded on first use, so that commands that neither read an email
// nor write a page do not pay for it at start-up.
#pragma once
#include <stdbool.h>
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

// NULL once libxml2 is loaded; else why it could not be.
const char *_Nullable clx_load(void);

// A page as a tree, and an element of it, which lives as long as the tree.
typedef struct clx_tree clx_tree;
typedef struct clx_node clx_node;
// Takes `length` bytes of the page and returns how many it took; fewer than 0 ends the writing.
typedef int (*clx_write)(void *_Nullable context, const char *_Nonnull bytes, int length);

// A page of HTML 5 with this root element; NULL without the library or memory.
clx_tree *_Nullable clx_tree_new(const char *_Nonnull root);
clx_node *_Nullable clx_tree_root(const clx_tree *_Nonnull tree);
// The new last child of an element; NULL without memory. Texts and values are UTF-8 and taken as they are: what has to be
// escaped in a page is escaped when it is written.
clx_node *_Nullable clx_add_element(clx_node *_Nonnull parent, const char *_Nonnull name);
bool clx_add_text(clx_node *_Nonnull parent, const char *_Nonnull text, size_t length);
// Not for values from outside: in an attribute the serializer leaves comments and `&{…}` as they are, as HTML 4 has it.
bool clx_add_attribute(clx_node *_Nonnull element, const char *_Nonnull name, const char *_Nonnull value);
// Writes the page in UTF-8.
bool clx_tree_write(clx_tree *_Nonnull tree, clx_write _Nonnull write, void *_Nullable context);
void clx_tree_free(clx_tree *_Nonnull tree);

// Lines of a name, with its semicolon if it has one, and the code points in hexadecimal, separated by spaces.
const char *_Nonnull clx_entities(size_t *_Nonnull length);
