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

/// The kind of a scalar before the token at `next` if it is a literal or a number of one to eight digits, as nearly all are;
/// 0 for any other. Eight bytes from the token on must be readable.
inline __attribute__((always_inline)) uint8_t easy_kind(const char *token, const char *next) {
    const size_t size = next - token;
    if (size == 0 || size > 8) return 0;
    uint64_t bytes;
    std::memcpy(&bytes, token, 8);
    const size_t unused = 64 - 8 * size;
    bytes <<= unused;  // the token's own, as the highest ones
    const uint64_t digits = bytes ^ (0x3030303030303030u << unused);
    // No byte is above 9: none has its highest bit, nor gets it when 118 is added.
    if (((digits | (digits + 0x7676767676767676u)) & 0x8080808080808080u) == 0)
        return *token != '0' || size == 1 ? CSJ_NUMBER : 0;
    switch (size) {
    case 4: return bytes >> 32 == 0x6C6C756E ? CSJ_NULL : bytes >> 32 == 0x65757274 ? CSJ_TRUE : 0;
    case 5: return bytes >> 24 == 0x65736C6166 ? CSJ_FALSE : 0;
    default: return 0;
    }
}
