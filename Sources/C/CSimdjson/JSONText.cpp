#include "JSONText.hpp"

namespace {

/// Length of the valid UTF-8 sequence at `at`, or 0 (RFC 3629, table 3-7 of the Unicode standard).
size_t sequence(const unsigned char *at, size_t left) {
    unsigned char lead = at[0];
    if (lead < 0x80) return 1;
    size_t length = lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
    if (length == 0 || left < length) return 0;
    unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (at[1] < low || at[1] > high) return 0;
    for (size_t i = 2; i < length; i++)
        if (at[i] < 0x80 || at[i] > 0xBF) return 0;
    return length;
}

int hex(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    char lower = static_cast<char>(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The four hexadecimal digits behind `\u`, or -1.
int code_unit(const char *digits, size_t left) {
    if (left < 4) return -1;
    int unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex(digits[i]);
        if (digit < 0) return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

size_t write_utf8(uint32_t code, char *target) {
    if (code < 0x80) { target[0] = static_cast<char>(code); return 1; }
    if (code < 0x800) {
        target[0] = static_cast<char>(0xC0 | code >> 6);
        target[1] = static_cast<char>(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        target[0] = static_cast<char>(0xE0 | code >> 12);
        target[1] = static_cast<char>(0x80 | (code >> 6 & 0x3F));
        target[2] = static_cast<char>(0x80 | (code & 0x3F));
        return 3;
    }
    target[0] = static_cast<char>(0xF0 | code >> 18);
    target[1] = static_cast<char>(0x80 | (code >> 12 & 0x3F));
    target[2] = static_cast<char>(0x80 | (code >> 6 & 0x3F));
    target[3] = static_cast<char>(0x80 | (code & 0x3F));
    return 4;
}

}  // namespace

TextFault find_text_fault(const char *bytes, size_t length) {
    bool inside = false;
    size_t opened = 0;
    for (size_t i = 0; i < length;) {
        size_t valid = sequence(reinterpret_cast<const unsigned char *>(bytes) + i, length - i);
        if (valid == 0) return {CJT_BAD_UTF8, i};
        if (bytes[i] == '\0') return {CJT_NUL, i};
        if (inside && static_cast<unsigned char>(bytes[i]) < 0x20) return {CJT_OPEN_TEXT, opened};
        if (inside && bytes[i] == '\\') { i += 2; continue; }
        if (bytes[i] == '"') {
            inside = !inside;
            opened = i;
        }
        i += valid;
    }
    return inside ? TextFault{CJT_OPEN_TEXT, opened} : TextFault{CJT_OK, 0};
}

bool are_escapes_good(std::string_view raw) {
    for (size_t i = 0; i < raw.size(); i++) {
        if (raw[i] != '\\') continue;
        if (++i == raw.size()) return false;
        if (raw[i] == 'u') {
            if (code_unit(raw.data() + i + 1, raw.size() - i - 1) < 0) return false;
        } else if (std::strchr("\"\\/bfnrt", raw[i]) == nullptr || raw[i] == '\0') {
            return false;
        }
    }
    return true;
}

extern "C" size_t cjt_unescape(const char *raw, size_t length, char *target) {
    size_t written = 0;
    for (size_t i = 0; i < length; i++) {
        if (raw[i] != '\\' || i + 1 == length) { target[written++] = raw[i]; continue; }
        i++;
        switch (raw[i]) {
        case 'b': target[written++] = '\b'; break;
        case 'f': target[written++] = '\f'; break;
        case 'n': target[written++] = '\n'; break;
        case 'r': target[written++] = '\r'; break;
        case 't': target[written++] = '\t'; break;
        case 'u': {
            int unit = code_unit(raw + i + 1, length - i - 1);
            if (unit < 0) break;
            i += 4;
            uint32_t code = static_cast<uint32_t>(unit);
            if (unit >= 0xD800 && unit <= 0xDFFF) {
                bool pairs = unit <= 0xDBFF && i + 2 < length && raw[i + 1] == '\\' && raw[i + 2] == 'u';
                int low = pairs ? code_unit(raw + i + 3, length - i - 3) : -1;
                code = 0xFFFD;
                if (low >= 0xDC00 && low <= 0xDFFF) {
                    code = 0x10000 + (static_cast<uint32_t>(unit - 0xD800) << 10) + static_cast<uint32_t>(low - 0xDC00);
                    i += 6;
                }
            }
            written += write_utf8(code, target + written);
            break;
        }
        default: target[written++] = raw[i];
        }
    }
    return written;
}

extern "C" void cjt_wipe(char *bytes, size_t length) {
    std::memset(bytes, 0, length);
    // The compiler must believe that somebody reads them.
    __asm__ __volatile__("" : : "r"(bytes) : "memory");
}
