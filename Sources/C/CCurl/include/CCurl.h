#pragma once

// HTTP transfers by libcurl's multi interface on one thread. libcurl is loaded on first use: it and what it drags in
// cost a process 3 ms of start-up, which a command that does not call anybody should not pay.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// One transfer. Everything is copied before `ccurl_submit` returns.
typedef struct {
    const char *_Nonnull method;
    const char *_Nonnull url;
    // "Name: value" lines; count of them.
    const char *_Nonnull const *_Nullable headers;
    size_t header_count;
    // NULL for no body.
    const void *_Nullable body;
    size_t body_length;
    // A write goes over a connection of its own: libcurl repeats a request by itself if a reused one dies.
    bool fresh_connection;
    // Plain http, which is for this machine only and so for no proxy.
    bool plain;
    // PEM file of further roots, or NULL.
    const char *_Nullable ca_file;
    const char *_Nonnull user_agent;
    int64_t connect_timeout_ms;
    // Over everything, the body included.
    int64_t total_timeout_ms;
    // Decoded bytes of a body, and bytes of all header lines.
    size_t body_limit;
    size_t header_limit;
} ccurl_request;

// What a transfer came to.
typedef enum {
    CCURL_ANSWER,
    CCURL_NAME_NOT_FOUND,
    CCURL_CANNOT_CONNECT,
    CCURL_TIMEOUT_CONNECTING,
    CCURL_TIMEOUT,
    CCURL_RESET,
    CCURL_TRUNCATED,
    CCURL_NOT_HTTP,
    CCURL_TOO_LARGE,
    CCURL_CERTIFICATE,
    CCURL_TLS,
    CCURL_CA_FILE,
    CCURL_PROXY,
    CCURL_CANCELLED,
    CCURL_OTHER,
} ccurl_outcome;

// Lives until the completion function returns.
typedef struct {
    ccurl_outcome outcome;
    // libcurl's own number.
    int code;
    // errno of a failed connect, or 0.
    int system_error;
    // OpenSSL's X509_V_ERR_…, where the outcome is CCURL_CERTIFICATE.
    int64_t verify_result;
    // libcurl's words; may hold the server's.
    const char *_Nonnull message;
    int status;
    // Whether it was the header lines that grew too large.
    bool in_headers;
    // The status of a proxy's answer to CONNECT, or 0.
    int proxy_status;
    // "Name: value\r\n" lines of the last answer, its status line first.
    const char *_Nullable headers;
    size_t headers_length;
    const uint8_t *_Nullable body;
    size_t body_length;
    // Where a redirect leads, made absolute, or NULL.
    const char *_Nullable redirect_url;
} ccurl_result;

// Called once for each transfer, on the engine's thread: it must not block.
typedef void (*ccurl_completion)(void *_Nonnull context, const ccurl_result *_Nonnull result);

typedef struct ccurl_engine ccurl_engine;

// Loads libcurl; NULL if that worked, else why not. Any number of times, from any thread.
const char *_Nullable ccurl_load(void);

// libcurl's version, such as "7.88.1"; after a successful load.
const char *_Nonnull ccurl_version(void);

// Starts an engine with its thread; NULL without memory or threads. `connections` is the most that it opens to a host.
ccurl_engine *_Nullable ccurl_start(long connections);

// Hands a transfer in and answers its number, which is never 0; 0 if there is no memory, and then nothing is called.
uint64_t ccurl_submit(ccurl_engine *_Nonnull engine, const ccurl_request *_Nonnull request,
                      ccurl_completion _Nonnull completion, void *_Nonnull context);

// Ends a transfer early, with CCURL_CANCELLED; nothing happens if it has ended already.
void ccurl_cancel(ccurl_engine *_Nonnull engine, uint64_t number);

// Cancels what is under way and ends the thread. Not from a completion function.
void ccurl_stop(ccurl_engine *_Nonnull engine);

#ifdef __cplusplus
}
#endif
