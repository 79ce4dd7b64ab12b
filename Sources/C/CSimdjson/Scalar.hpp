#pragma once

#include "include/CSimdjson.h"

#include <cstring>
#include <string_view>

/// RFC 8259's number.
inline bool is_number(const char *at, const char *end) {
    auto digits = [&] {
        const char *start = at;
        while (at < end && *at >= '0' && *at <= '9') at++;
        return at > start;
    };
    if (at < end && *at == '-') at++;
    if (at < end && *at == '0') at++;
    else if (!digits()) return false;
    if (at < end && *at == '.') {
        at++;
        if (!digits()) return false;
    }
    if (at < end && (*at == 'e' || *at == 'E')) {
        at++;
        if (at < end && (*at == '+' || *at == '-')) at++;
        if (!digits()) return false;
    }
    return at == end;
}

/// The kind of a scalar that is no text; 0 for what is no scalar. The token must not be empty.
inline __attribute__((always_inline)) uint8_t scalar_kind(const char *token, const char *end) {
    size_t size = end - token;
    switch (*token) {
    case 'n': return size == 4 && std::memcmp(token, "null", 4) == 0 ? CSJ_NULL : 0;
    case 't': return size == 4 && std::memcmp(token, "true", 4) == 0 ? CSJ_TRUE : 0;
    case 'f': return size == 5 && std::memcmp(token, "false", 5) == 0 ? CSJ_FALSE : 0;
    default: return is_number(token, end) ? CSJ_NUMBER : 0;
    }
}

inline uint8_t scalar_kind(std::string_view token) {
    return token.empty() ? 0 : scalar_kind(token.data(), token.data() + token.size());
}
