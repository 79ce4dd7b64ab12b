#include "Transfer.h"

#include <string.h>

static ccurl_outcome outcome_of(const ccurl_transfer *transfer, CURLcode code) {
    if (transfer->body.overflown || transfer->head.overflown) return CCURL_TOO_LARGE;
    switch (code) {
    case CURLE_OK: return CCURL_ANSWER;
    case CURLE_COULDNT_RESOLVE_HOST: return CCURL_NAME_NOT_FOUND;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY: return CCURL_PROXY;
    case CURLE_COULDNT_CONNECT: return CCURL_CANNOT_CONNECT;
    case CURLE_OPERATION_TIMEDOUT: {
        // 0 until TLS, and a proxy's tunnel, stand.
        curl_off_t ready = 0;
        ccurl.easy_getinfo(transfer->easy, CURLINFO_PRETRANSFER_TIME_T, &ready);
        return ready == 0 ? CCURL_TIMEOUT_CONNECTING : CCURL_TIMEOUT;
    }
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR: return CCURL_RESET;
    case CURLE_RECV_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM: return transfer->body.length > 0 ? CCURL_TRUNCATED : CCURL_RESET;
    case CURLE_PARTIAL_FILE:
    case CURLE_BAD_CONTENT_ENCODING: return CCURL_TRUNCATED;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY: return CCURL_NOT_HTTP;
    case CURLE_PEER_FAILED_VERIFICATION: return CCURL_CERTIFICATE;
    case CURLE_SSL_CACERT_BADFILE: return CCURL_CA_FILE;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_CLIENTCERT: return CCURL_TLS;
    default: return CCURL_OTHER;
    }
}

void ccurl_transfer_end(ccurl_transfer *transfer, CURLcode code, bool cancelled) {
    long status = 0, proxy_status = 0, system_error = 0, verify_result = 0;
    char *redirect = NULL;
    ccurl.easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    ccurl.easy_getinfo(transfer->easy, CURLINFO_HTTP_CONNECTCODE, &proxy_status);
    ccurl.easy_getinfo(transfer->easy, CURLINFO_OS_ERRNO, &system_error);
    ccurl.easy_getinfo(transfer->easy, CURLINFO_SSL_VERIFYRESULT, &verify_result);
    ccurl.easy_getinfo(transfer->easy, CURLINFO_REDIRECT_URL, &redirect);
    ccurl_result result = {
        .outcome = cancelled ? CCURL_CANCELLED : outcome_of(transfer, code),
        .code = (int)code,
        .system_error = (int)system_error,
        .verify_result = verify_result,
        .message = transfer->message,
        .status = (int)status,
        .in_headers = transfer->head.overflown,
        .proxy_status = (int)proxy_status,
        .headers = transfer->head.bytes,
        .headers_length = transfer->head.length,
        .body = (const uint8_t *)transfer->body.bytes,
        .body_length = transfer->body.length,
        .redirect_url = redirect,
    };
    transfer->completion(transfer->context, &result);
    ccurl_transfer_free(transfer);
}
