#include "include/CSimdjson.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace {

bool is_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\r'; }

/// Where an object ends that opens at `from`; 0 if it does not end before `count`, or if only a look at every byte can
/// tell. `lines` and `line_start` are moved over the newlines in it.
struct End {
    size_t at = 0;
    size_t lines = 0;
    size_t line_start = 0;
};

#if defined(__x86_64__)

/// 64 bytes as bits, by the methods of Langdale and Lemire, "Parsing gigabytes of JSON per second" (2019), section 3.1.
struct Block {
    __m256i low, high;

    __attribute__((target("avx2"))) explicit Block(const char *at)
        : low(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(at))),
          high(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(at + 32))) {}

    __attribute__((target("avx2"))) uint64_t is(char byte) const {
        __m256i wanted = _mm256_set1_epi8(byte);
        uint64_t first = uint32_t(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted)));
        uint64_t second = uint32_t(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)));
        return first | second << 32;
    }
};

/// The bytes behind an odd number of backslashes.
uint64_t escaped_bytes(uint64_t backslash, uint64_t &carry) {
    if (backslash == 0) {
        uint64_t escaped = carry;
        carry = 0;
        return escaped;
    }
    backslash &= ~carry;
    uint64_t follows = backslash << 1 | carry;
    const uint64_t even = 0x5555555555555555u;
    uint64_t starts_odd = backslash & ~even & ~follows, sum;
    carry = __builtin_add_overflow(starts_odd, backslash, reinterpret_cast<unsigned long *>(&sum));
    return (even ^ sum << 1) & follows;
}

__attribute__((target("avx2,pclmul,popcnt"))) End end_by_blocks(const char *bytes, size_t from, size_t count) {
    End end;
    uint64_t in_string = 0, carry = 0;
    long braces = 0, brackets = 0;
    for (size_t at = from; at + 64 <= count; at += 64) {
        Block block(bytes + at);
        uint64_t quotes = block.is('"') & ~escaped_bytes(block.is('\\'), carry);
        __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, long(quotes)), _mm_set1_epi8(char(0xFF)), 0);
        uint64_t strings = uint64_t(_mm_cvtsi128_si64(product)) ^ in_string;
        in_string = uint64_t(int64_t(strings) >> 63);
        uint64_t newlines = block.is('\n');
        if (newlines & strings) return End();  // damage
        uint64_t opening = block.is('{') & ~strings, closing = block.is('}') & ~strings;
        uint64_t array_opening = block.is('[') & ~strings, array_closing = block.is(']') & ~strings;
        uint64_t before = ~0ull;
        bool is_last = false;
        if (braces <= __builtin_popcountll(closing)) {
            long depth = braces;
            for (uint64_t all = opening | closing; all != 0; all &= all - 1) {
                uint64_t bit = all & -all;
                depth += opening & bit ? 1 : -1;
                if (depth == 0) {
                    before = bit | (bit - 1);
                    is_last = true;
                    break;
                }
            }
        }
        braces += __builtin_popcountll(opening) - __builtin_popcountll(closing);
        brackets += __builtin_popcountll(array_opening & before) - __builtin_popcountll(array_closing & before);
        newlines &= before;
        if (newlines != 0) {
            end.lines += __builtin_popcountll(newlines);
            end.line_start = at + 64 - __builtin_clzll(newlines);
        }
        if (is_last) {
            if (brackets != 0) return End();  // damage
            end.at = at + 64 - __builtin_clzll(before);
            return end;
        }
    }
    return End();
}

#endif

/// The same byte by byte, for other processors and for what is left behind the last whole block.
End end_by_bytes(const char *bytes, size_t from, size_t count) {
    End end;
    bool in_string = false;
    long braces = 0, brackets = 0;
    for (size_t at = from; at < count; at++) {
        char byte = bytes[at];
        if (in_string) {
            if (byte == '\n') return End();
            if (byte == '\\') { if (at + 1 < count && bytes[at + 1] != '\n') at++; }
            else if (byte == '"') in_string = false;
            continue;
        }
        switch (byte) {
        case '"': in_string = true; break;
        case '{': braces++; break;
        case '[': brackets++; break;
        case ']': brackets--; break;
        case '\n': end.lines++; end.line_start = at + 1; break;
        case '}':
            if (--braces > 0) break;
            if (brackets == 0) end.at = at + 1;
            return end.at != 0 ? end : End();
        default: break;
        }
    }
    return End();
}

End end_of(const char *bytes, size_t from, size_t count) {
#if defined(__x86_64__)
    static const bool has_blocks = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul");
    if (has_blocks && count - from >= 64) {
        End end = end_by_blocks(bytes, from, count);
        if (end.at != 0) return end;
    }
#endif
    return end_by_bytes(bytes, from, count < from + (64 << 10) ? count : from + (64 << 10));
}

}  // namespace

extern "C" size_t csj_cut_elements(
    const char *bytes, size_t count, bool is_first, csj_element *elements, size_t room, csj_cut *cut) {
    size_t found = 0, at = cut->at;
    while (found < room) {
        size_t lines = cut->lines, line_start = cut->line_start;
        bool has_comma = is_first;
        for (; at < count; at++) {
            if (bytes[at] == '\n') { lines++; line_start = at + 1; }
            else if (bytes[at] == ',' && !has_comma) has_comma = true;
            else if (!is_blank(bytes[at])) break;
        }
        if (at >= count || bytes[at] != '{' || !has_comma) break;
        End end = end_of(bytes, at, count);
        if (end.at == 0) break;
        elements[found++] = {at, end.at - at, lines};
        cut->at = at = end.at;
        cut->lines = lines + end.lines;
        cut->line_start = end.lines > 0 ? end.line_start : line_start;
        is_first = false;
    }
    return found;
}
