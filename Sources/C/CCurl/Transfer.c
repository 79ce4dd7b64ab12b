#include "Transfer.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool grow(ccurl_buffer *buffer, size_t wanted) {
    if (wanted <= buffer->capacity) return true;
    size_t capacity = buffer->capacity ? buffer->capacity * 2 : 1024;
    if (capacity < wanted) capacity = wanted;
    if (capacity > buffer->limit) capacity = buffer->limit;
    char *bytes = realloc(buffer->bytes, capacity);
    if (!bytes) return false;
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return true;
}

// Anything but `count` makes libcurl end the transfer.
static size_t append(ccurl_buffer *buffer, const char *bytes, size_t count) {
    if (count > buffer->limit - buffer->length) {
        buffer->overflown = true;
        return count ? 0 : 1;
    }
    if (count == 0) return 0;
    if (!grow(buffer, buffer->length + count)) return 0;
    memcpy(buffer->bytes + buffer->length, bytes, count);
    buffer->length += count;
    return count;
}

static size_t on_body(char *bytes, size_t size, size_t count, void *context) {
    ccurl_transfer *transfer = context;
    return append(&transfer->body, bytes, size * count);
}

static size_t on_header(char *bytes, size_t size, size_t count, void *context) {
    ccurl_transfer *transfer = context;
    // A status line begins another answer: a proxy's, or a 1xx before the real one.
    if (size * count >= 5 && memcmp(bytes, "HTTP/", 5) == 0) transfer->head.length = 0;
    return append(&transfer->head, bytes, size * count);
}

static bool add_header(ccurl_transfer *transfer, const char *line) {
    struct curl_slist *list = ccurl.slist_append(transfer->headers, line);
    if (!list) return false;
    transfer->headers = list;
    return true;
}

static bool set_method(CURL *easy, const ccurl_request *request) {
    bool ok = true;
#define SET(option, value) ok = ok && ccurl.easy_setopt(easy, option, value) == CURLE_OK
    if (strcmp(request->method, "HEAD") == 0) {
        SET(CURLOPT_NOBODY, 1L);
        return ok;
    }
    if (request->body || strcmp(request->method, "GET") != 0) {
        SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)(request->body ? request->body_length : 0));
        SET(CURLOPT_COPYPOSTFIELDS, request->body ? request->body : "");
    }
    SET(CURLOPT_CUSTOMREQUEST, request->method);
    return ok;
}

static bool set_options(ccurl_transfer *transfer, const ccurl_request *request) {
    CURL *easy = transfer->easy;
    bool ok = true;
    SET(CURLOPT_URL, request->url);
    SET(CURLOPT_PATH_AS_IS, 1L);
    SET(CURLOPT_PROTOCOLS_STR, request->plain ? "http" : "https");
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_FOLLOWLOCATION, 0L);
    SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    SET(CURLOPT_SSL_VERIFYPEER, 1L);
    SET(CURLOPT_SSL_VERIFYHOST, 2L);
    SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    // libcurl keeps its folder of the system's roots beside this file, where it was built with one (Debian's was).
    if (request->ca_file) SET(CURLOPT_CAINFO, request->ca_file);
    // An HTTP proxy would read a plain request whole; https goes through a proxy as a tunnel.
    if (request->plain) SET(CURLOPT_PROXY, "");
    SET(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    SET(CURLOPT_CONNECTTIMEOUT_MS, (long)request->connect_timeout_ms);
    SET(CURLOPT_TIMEOUT_MS, (long)request->total_timeout_ms);
    SET(CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    SET(CURLOPT_USERAGENT, request->user_agent);
    if (request->fresh_connection) SET(CURLOPT_FRESH_CONNECT, 1L);
    SET(CURLOPT_HTTPHEADER, transfer->headers);
    SET(CURLOPT_ERRORBUFFER, transfer->message);
    SET(CURLOPT_WRITEFUNCTION, on_body);
    SET(CURLOPT_WRITEDATA, (void *)transfer);
    SET(CURLOPT_HEADERFUNCTION, on_header);
    SET(CURLOPT_HEADERDATA, (void *)transfer);
    SET(CURLOPT_PRIVATE, (void *)transfer);
#undef SET
    return ok && set_method(easy, request);
}

ccurl_transfer *ccurl_transfer_make(const ccurl_request *request) {
    ccurl_transfer *transfer = calloc(1, sizeof *transfer);
    if (!transfer) return NULL;
    transfer->head.limit = request->header_limit;
    transfer->body.limit = request->body_limit;
    transfer->easy = ccurl.easy_init();
    bool ok = transfer->easy != NULL;
    // Neither a wait for "100 Continue" nor a content type that nobody chose; a caller's own lines come later and win.
    bool typed = false;
    for (size_t index = 0; ok && index < request->header_count; index++) {
        if (strncasecmp(request->headers[index], "Content-Type:", 13) == 0) typed = true;
        ok = add_header(transfer, request->headers[index]);
    }
    ok = ok && add_header(transfer, "Expect:") && (typed || add_header(transfer, "Content-Type:"));
    if (ok && set_options(transfer, request)) return transfer;
    ccurl_transfer_free(transfer);
    return NULL;
}

void ccurl_transfer_free(ccurl_transfer *transfer) {
    if (transfer->easy) ccurl.easy_cleanup(transfer->easy);
    if (transfer->headers) ccurl.slist_free_all(transfer->headers);
    free(transfer->head.bytes);
    free(transfer->body.bytes);
    free(transfer);
}
