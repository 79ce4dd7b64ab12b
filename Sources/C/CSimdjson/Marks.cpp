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
// Two marks at once, whose two letters stand at the same distance: what is loaded serves both.
__attribute__((target("avx2"))) size_t widely(
    const uint8_t *bytes, size_t from, size_t to, const csj_mark *marks, size_t count, uint32_t *places) {
    const csj_mark &one = marks[0], &other = marks[count - 1];
    const size_t distance = one.second - one.first;
    const __m256i fold = _mm256_set1_epi8(0x20);
    const __m256i one_first = _mm256_set1_epi8(static_cast<char>(one.word[one.first]));
    const __m256i one_second = _mm256_set1_epi8(static_cast<char>(one.word[one.second]));
    const __m256i other_first = _mm256_set1_epi8(static_cast<char>(other.word[other.first]));
    const __m256i other_second = _mm256_set1_epi8(static_cast<char>(other.word[other.second]));
    auto look = [&](size_t at) __attribute__((target("avx2"), always_inline)) {
        const __m256i a = _mm256_or_si256(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(bytes + at)), fold);
        const __m256i b =
            _mm256_or_si256(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(bytes + at + distance)), fold);
        return _mm256_or_si256(
            _mm256_and_si256(_mm256_cmpeq_epi8(a, one_first), _mm256_cmpeq_epi8(b, one_second)),
            _mm256_and_si256(_mm256_cmpeq_epi8(a, other_first), _mm256_cmpeq_epi8(b, other_second)));
    };
    size_t found = 0;
    for (size_t i = from; i < to; i += 64) {
        const __m256i low = look(i), high = look(i + 32);
        if (__builtin_expect(_mm256_testz_si256(_mm256_or_si256(low, high), _mm256_or_si256(low, high)), 1)) continue;
        uint64_t bits = static_cast<uint32_t>(_mm256_movemask_epi8(low)) |
                        static_cast<uint64_t>(static_cast<uint32_t>(_mm256_movemask_epi8(high))) << 32;
        while (bits) {
            const size_t place = i + static_cast<size_t>(__builtin_ctzll(bits));
            bits &= bits - 1;
            if (place >= to) break;
            for (size_t m = 0; m < count; m++) {
                const csj_mark &mark = marks[m];
                if (place >= mark.first && stands_at(bytes + place - mark.first, mark)) {
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
    bool is_wide = count <= 2 && __builtin_cpu_supports("avx2");
    for (size_t m = 1; m < count; m++) {
        is_wide = is_wide && marks[m].second - marks[m].first == marks[0].second - marks[0].first;
    }
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
