// The shipped playbooks and their examples, embedded at build time. A test compares the lists with the folders.

#ifndef CPLAYBOOKS_H
#define CPLAYBOOKS_H

#include <stddef.h>

typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t length;
} cpb_file;

// How many there are, and each of them; arrays of unknown bound are invisible to Swift.
size_t cpb_count(void);
cpb_file cpb_at(size_t index);

// The examples of a playbook have its file's name. Apart, so that only `playbook test` touches them.
size_t cpb_examples_count(void);
cpb_file cpb_examples_at(size_t index);

// The files of requests and queries, apart, so that a command which needs none of them does not parse them.
size_t cpb_requests_count(void);
cpb_file cpb_requests_at(size_t index);

// The words that are harmless wherever they stand (rules.md D41), one a line.
cpb_file cpb_vocabulary(void);

#endif
