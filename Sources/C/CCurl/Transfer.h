#pragma once

#include "CCurl.h"
#include "Library.h"

// Bytes that grow up to a limit.
typedef struct {
    char *bytes;
    size_t length, capacity, limit;
    bool overflown;
} ccurl_buffer;

// One transfer, from hand-in to completion.
typedef struct ccurl_transfer {
    uint64_t number;
    CURL *easy;
    struct curl_slist *headers;
    ccurl_buffer head, body;
    char message[CURL_ERROR_SIZE];
    ccurl_completion completion;
    void *context;
    struct ccurl_transfer *next;
} ccurl_transfer;

// NULL without memory.
ccurl_transfer *ccurl_transfer_make(const ccurl_request *request);
// Calls the completion and frees the transfer, which is in no list any more.
void ccurl_transfer_end(ccurl_transfer *transfer, CURLcode code, bool cancelled);
void ccurl_transfer_free(ccurl_transfer *transfer);
