#include "Plan.hpp"

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the last byte of a key must be the highest of its tail");

namespace {

/// Full stop, space, quotes, backslash, and every byte of a curly quote.
bool is_trimming(unsigned char byte) {
    return byte == '.' || byte == ' ' || byte == '"' || byte == '\'' || byte == '\\' || byte >= 0x80;
}

}  // namespace

csj_plan::csj_plan() {
    ending_for(".keyword");  // looked at whatever stands before it
    for (int byte = 0; byte < 256; byte++) {
        // Whatever stands before what is trimmed.
        ends[byte] = is_trimming(static_cast<unsigned char>(byte)) ? 0x80 : 0;
        before_ends[byte] = 0x80;
    }
}

/// The ending that all keys have whose last bytes, or last eight bytes, are `known`.
KeyEnding &csj_plan::ending_for(std::string_view known) {
    size_t size = known.size() < 8 ? known.size() : 8;
    uint64_t mask = size == 8 ? ~0ull : ~(~0ull >> (8 * size));
    uint64_t bytes = tail(known) & mask;
    uint16_t *head = &loose;
    if (size == 8) {
        head = &by_eight.first[by_eight.hash(bytes)];
        by_eight.is_used[by_eight.hash(bytes)] = true;
    } else if (size >= 4) {
        head = &by_four.first[by_four.hash(bytes)];
        by_four.is_used[by_four.hash(bytes)] = true;
    } else {
        for (bool &is_used : by_four.is_used) is_used = true;
    }
    for (uint16_t number = *head; number != 0; number = endings[number - 1].next)
        if (endings[number - 1].mask == mask && endings[number - 1].bytes == bytes) return endings[number - 1];
    endings.push_back({mask, bytes, *head, {}});
    *head = static_cast<uint16_t>(endings.size());
    return endings.back();
}

void csj_plan::add(PlannedPath path) {
    size_t dot = path.path.rfind('.');
    std::string last = dot == std::string::npos ? path.path : path.path.substr(dot + 1);
    uint16_t number = static_cast<uint16_t>(paths.size());
    // A short part is told by what stands before it too: a dot, or the quote that opens the key.
    // One or two letters alone would make every key look like a match.
    if (path.use.top_only && dot == std::string::npos && last.size() <= 2) any_short = true;
    else if (last.size() >= 8) ending_for(last.substr(last.size() - 8)).paths.push_back(number);
    else
        for (char before : {'.', '"'}) ending_for(before + last).paths.push_back(number);
    if (dot == std::string::npos) {
        uint64_t own = own_bytes(tail(last), last.size());
        uint16_t &head = first_key[hash_of_key(own, last.size())];
        uint16_t known = head;
        while (known != 0 && keys[known - 1].name != last) known = keys[known - 1].next;
        if (known == 0) {
            keys.push_back({last, own, head, {}});
            known = head = static_cast<uint16_t>(keys.size());
        }
        keys[known - 1].uses.push_back(path.use);
    }
    paths.push_back(std::move(path));
}

void csj_plan::mark(std::string_view name) {
    uint64_t own = own_bytes(tail(name), name.size());
    uint16_t &head = first_mark[hash_of_key(own, name.size())];
    marks.push_back({std::string(name), own, head, {}});
    head = static_cast<uint16_t>(marks.size());
}

void csj_plan::seek(uint32_t ending) {
    for (uint32_t known : sought)
        if (known == ending) return;
    sought.push_back(ending);
    const uint8_t bit = static_cast<uint8_t>(1u << (sought.size() - 1) % 7);
    for (uint32_t letter_case : {0x00u, 0x20u}) {
        ends[(ending >> 24 & 0xDF) | letter_case] |= bit;
        before_ends[(ending >> 16 & 0xDF) | letter_case] |= bit;
    }
}

bool csj_plan::ends_like_sought(const char *text, const char *end) const {
    if (every_scalar) return true;
    size_t length = end - text;
    if (length < 4 || length > longest_text) return false;
    if (any_ending) return true;
    while (end > text && is_trimming(static_cast<unsigned char>(end[-1]))) end--;
    if (end - text < 4) return false;
    uint32_t last;
    std::memcpy(&last, end - 4, 4);
    last |= 0x20202020;  // ASCII letters to lower case; a false hit is only looked at once more
    for (uint32_t ending : sought)
        if (ending == last) return true;
    return false;
}

extern "C" {

csj_plan *csj_plan_create(void) { return new (std::nothrow) csj_plan(); }

void csj_plan_destroy(csj_plan *plan) { delete plan; }

void csj_plan_add_path(
    csj_plan *plan, const char *path, size_t length, uint16_t slot, uint16_t order, bool pinned, bool top_only) {
    plan->add({std::string(path, length), {slot, order, pinned, top_only}});
}

void csj_plan_add_ending(csj_plan *plan, const char ending[4]) {
    uint32_t bytes;
    std::memcpy(&bytes, ending, 4);
    plan->seek(bytes | 0x20202020);
}

void csj_plan_set_any_ending(csj_plan *plan) {
    plan->any_ending = true;
    for (uint8_t &may : plan->ends) may = 0xFF;
}

void csj_plan_set_every_scalar(csj_plan *plan) {
    plan->every_scalar = true;
    for (uint8_t &may : plan->ends) may = 0xFF;
}

void csj_plan_add_mark(csj_plan *plan, const char *name, size_t length) { plan->mark(std::string_view(name, length)); }

bool csj_plan_set_mark_prefix(csj_plan *plan, const char *prefix, size_t length) {
    if (length == 0 || length > 8) return false;
    plan->mark_bytes = 0;
    std::memcpy(&plan->mark_bytes, prefix, length);
    plan->mark_mask = ~0ull >> (64 - 8 * length);
    return true;
}

void csj_plan_add_marking_slot(csj_plan *plan, uint16_t slot) {
    if (plan->marking.size() <= slot) plan->marking.resize(slot + 1);
    plan->marking[slot] = true;
}

void csj_plan_set_inner_slot(csj_plan *plan, uint16_t slot) { plan->inner_slot = slot; }

bool csj_plan_may_be_sought(const csj_plan *plan, const char *text, size_t length) {
    // Two of its bytes are looked at.
    return length > 1 ? plan->may_be_sought(text, text + length) : length > 0 && plan->every_scalar;
}

void csj_plan_set_longest_text(csj_plan *plan, size_t longest) { plan->longest_text = longest; }
}
