#pragma once

#include "include/CSimdjson.h"

#include <string_view>

/// RFC 8259's number.
inline bool is_number(std::string_view text) {
    size_t i = 0, n = text.size();
    auto digits = [&] {
        size_t start = i;
        while (i < n && text[i] >= '0' && text[i] <= '9') i++;
        return i > start;
    };
    if (i < n && text[i] == '-') i++;
    if (i < n && text[i] == '0') i++;
    else if (!digits()) return false;
    if (i < n && text[i] == '.') {
        i++;
        if (!digits()) return false;
    }
    if (i < n && (text[i] == 'e' || text[i] == 'E')) {
        i++;
        if (i < n && (text[i] == '+' || text[i] == '-')) i++;
        if (!digits()) return false;
    }
    return i == n;
}

/// The kind of a scalar that is no text; 0 for what is no scalar.
inline uint8_t scalar_kind(std::string_view token) {
    if (token == "null") return CSJ_NULL;
    if (token == "true") return CSJ_TRUE;
    if (token == "false") return CSJ_FALSE;
    return is_number(token) ? CSJ_NUMBER : 0;
}
