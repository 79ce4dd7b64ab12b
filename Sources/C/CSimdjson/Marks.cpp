// Finds a few words in many bytes, faster than the bytes come from memory.
#include "CSimdjson.h"

#include <algorithm>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace {

// So many bytes are looked at before the room for places is.
constexpr size_t piece = 16384;

bool stands_at(const uint8_t *bytes, const csj_mark &mark) {
    for (size_t i = 0; i < mark.length; i++) {
        if ((bytes[i] | 0x20) != mark.word[i]) return false;
    }
    return true;
}

#if defined(__x86_64__)
// The same for 16 bytes that can be read.
inline __attribute__((always_inline)) bool stands_here(const uint8_t *bytes, const csj_mark &mark) {
    const __m128i folded =
        _mm_or_si128(_mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes)), _mm_set1_epi8(0x20));
    const __m128i word = _mm_loadu_si128(reinterpret_cast<const __m128i *>(mark.word));
    const uint32_t letters = (1u << mark.length) - 1;
    return (static_cast<uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(folded, word))) & letters) == letters;
}

// The last four bits of three neighboring letters tell nearly all places that are none: one table a letter says which marks
// have such a one, and a byte beyond ASCII is in no table. Upper and lower case are alike in these bits.
__attribute__((target("avx2"))) size_t widely(
    const uint8_t *bytes, size_t from, size_t to, const csj_mark *marks, size_t count, uint32_t *places) {
    uint8_t have[3][16] = {};
    for (size_t m = 0; m < count; m++)
        for (size_t letter = 0; letter < 3; letter++) have[letter][marks[m].word[marks[m].first + letter] & 15] |= 1 << m;
    auto table = [&](size_t letter) __attribute__((target("avx2"), always_inline)) {
        return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i *>(have[letter])));
    };
    const __m256i first = table(0), second = table(1), third = table(2);
    auto look = [&](size_t at) __attribute__((target("avx2"), always_inline)) {
        auto load = [&](size_t from) __attribute__((target("avx2"), always_inline)) {
            return _mm256_loadu_si256(reinterpret_cast<const __m256i *>(bytes + from));
        };
        const __m256i pair =
            _mm256_and_si256(_mm256_shuffle_epi8(first, load(at)), _mm256_shuffle_epi8(second, load(at + 1)));
        return _mm256_and_si256(pair, _mm256_shuffle_epi8(third, load(at + 2)));
    };
    auto bits_of = [](__m256i marked) __attribute__((target("avx2"), always_inline)) {
        return ~static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(marked, _mm256_setzero_si256())));
    };
    size_t found = 0;
    for (size_t i = from; i < to; i += 64) {
        const __m256i low = look(i), high = look(i + 32), any = _mm256_or_si256(low, high);
        if (__builtin_expect(_mm256_testz_si256(any, any), 1)) continue;
        uint64_t bits = bits_of(low) | static_cast<uint64_t>(bits_of(high)) << 32;
        while (bits) {
            const size_t place = i + static_cast<size_t>(__builtin_ctzll(bits));
            bits &= bits - 1;
            if (place >= to) break;
            for (size_t m = 0; m < count; m++) {
                const csj_mark &mark = marks[m];
                if (place >= mark.first && stands_here(bytes + place - mark.first, mark)) {
                    places[found++] = static_cast<uint32_t>(place - mark.first);
                }
            }
        }
    }
    return found;
}
#endif

}  // namespace

size_t csj_find_marks(
    const uint8_t *bytes, size_t end, size_t length, const csj_mark *marks, size_t count, size_t *from,
    uint32_t *places, size_t most) {
    size_t found = 0;
    size_t start = *from;
#if defined(__x86_64__)
    const bool is_wide = count <= 8 && __builtin_cpu_supports("avx2");
    // From each place on, so many bytes are read.
    const size_t reach = 64 + 2 * sizeof marks[0].word;
#endif
    while (start < end && found + count * (piece / 4 + 1) <= most) {
        size_t stop = std::min(start + piece, end);
        const size_t before = found;
#if defined(__x86_64__)
        if (is_wide && start + reach < length) {
            stop = std::min(stop, length - reach);
            found += widely(bytes, start, stop, marks, count, places + found);
            start = stop;
            continue;
        }
#endif
        for (size_t m = 0; m < count; m++) {
            const csj_mark &mark = marks[m];
            for (size_t i = start; i < stop; i++) {
                if ((bytes[i] | 0x20) != mark.word[mark.first] || i < mark.first) continue;
                const size_t place = i - mark.first;
                if (place + mark.length <= length && stands_at(bytes + place, mark)) {
                    places[found++] = static_cast<uint32_t>(place);
                }
            }
        }
        if (count > 1) std::sort(places + before, places + found);
        start = stop;
    }
    *from = start;
    return found;
}
