#include "include/CSimdjson.h"

namespace {

/// Length of the valid UTF-8 sequence at `at`, or 0 (RFC 3629, table 3-7 of the Unicode standard).
size_t sequence(const unsigned char *at, size_t left) {
    unsigned char lead = at[0];
    if (lead < 0x80) return 1;
    size_t length = lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
    if (length == 0 || left < length) return 0;
    unsigned char low = 0x80, high = 0xBF;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
    if (at[1] < low || at[1] > high) return 0;
    for (size_t i = 2; i < length; i++)
        if (at[i] < 0x80 || at[i] > 0xBF) return 0;
    return length;
}

}  // namespace

extern "C" size_t csj_repair(const char *bytes, size_t length, char *target) {
    const unsigned char *in = reinterpret_cast<const unsigned char *>(bytes);
    size_t written = 0;
    for (size_t i = 0; i < length;) {
        size_t valid = sequence(in + i, length - i);
        bool space = in[i] == '\t' || in[i] == '\n' || in[i] == '\r';
        if (space) { target[written++] = ' '; i++; continue; }
        bool control = in[i] < 0x20;
        if (valid == 0 || control) {
            target[written++] = '\xEF';
            target[written++] = '\xBF';
            target[written++] = '\xBD';
            i++;
            continue;
        }
        for (size_t k = 0; k < valid; k++) target[written++] = bytes[i + k];
        i += valid;
    }
    return written;
}
