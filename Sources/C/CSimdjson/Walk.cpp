#include "Walk.hpp"

#include "Scalar.hpp"

namespace {

/// Four digits that a year in a log may be.
bool is_year(const char *digits) {
    return (std::memcmp(digits, "19", 2) == 0 || std::memcmp(digits, "20", 2) == 0) && digits[2] >= '0' && digits[2] <= '9'
        && digits[3] >= '0' && digits[3] <= '9' && !(digits[4] >= '0' && digits[4] <= '9') && digits[4] != '.';
}

}  // namespace

bool is_beside(std::string_view key) {
    switch (key.size()) {
    case 4: return key == "sort";
    case 5: return key == "query";
    case 9: return key == "highlight";
    case 10: return key == "inner_hits";
    case 11: return key == "post_filter";
    case 12: return key == "aggregations";
    default: return false;
    }
}

void Walk::start(const char *text, const uint32_t *tokens, uint32_t end, const char *first_backslash) {
    bytes = text;
    at = tokens;
    limit = end;
    values.clear();
    depth_of_keys = 0;
    kept_used = 0;
    too_deep = may_be_response = holds_document = may_hold_others = false;
    backslash = first_backslash;
}

bool Walk::document(bool is_known_record) {
    is_record = is_known_record;
    if (is_known_record || plan->every_scalar || !keys.are_trusted()) return unfamiliar();
    const uint32_t *const tokens = at;
    const char *const first_backslash = backslash;
    const bool was_familiar = familiar();
    keys.note(was_familiar);
    if (was_familiar) return true;
    start(bytes, tokens, limit, first_backslash);
    if (!unfamiliar()) return false;
    if (!may_be_response) keys.learn(bytes, tokens, at);
    return true;
}

/// Walks any document.
bool Walk::unfamiliar() {
    at++;
    container = CSJ_AT_TOP;
    return object<true>(1);
}

/// A scalar before the token at `next`.
inline __attribute__((always_inline)) bool Walk::scalar(Key key, bool may_match, const char *first, const char *next) {
    const char *end = end_before(next);
    if (*first == '"') {
        if (may_match) keep(key, CSJ_TEXT, first + 1, end - 1);
        if (plan->may_be_sought(first + 1, end - 1)) keep_sought(key, CSJ_TEXT, first + 1, end - 1);
        return true;
    }
    uint8_t kind = scalar_kind(first, end);
    if (kind == 0) return false;
    if (may_match) keep(key, kind, first, end);
    if (__builtin_expect(plan->every_scalar, false)) keep_sought(key, kind, first, end);
    return true;
}

/// What stands behind `{`, to the brace that closes it. At the top alone `_source` and `fields` are containers.
template <bool is_top> bool Walk::object(int depth) {
    const char *const text = bytes;
    const uint32_t stop = limit;
    const csj_plan &wanted = *plan;
    const uint32_t *token = at, *const start = at;
    if (*token >= stop) return false;
    if (text[*token] == '}') { at = token + 1; return true; }
    for (;;) {
        // Key, colon, value and what follows: four tokens at least, or the object never ends.
        if (token[is_top ? 2 : 3] >= stop) return false;
        const char *name = text + token[0], *colon = text + token[1], *first = text + token[2];
        if (*name != '"') return false;
        Key key = {name + 1, colon - 1};
        if (std::memcmp(colon - 1, "\":", 2) != 0) {
            if (*colon != ':') return false;
            key.to = end_before(colon) - 1;
        }
        bool may_match = wanted.may_match(csj_plan::tail(key.to));
        if (__builtin_expect(key.to > backslash, false)) {
            key = escaped(key);
            may_match = wanted.may_match(csj_plan::tail(key.to));
        }
        if (is_top && key.to - key.from <= 2) may_match |= wanted.any_short;
        if (!opens(*first)) {
            if (is_top && token[3] >= stop) return false;
            if (!scalar(key, may_match, first, text + token[3])) return false;
            token += 3;
        } else if (is_top && !is_record
            && (*first == '{' ? is_answer(key.name()) : is_list(key.name(), token == start))) {
            may_be_response = true;
            at = token + 2;
            return true;
        } else if (is_top && token[3] >= stop) {
            return false;
        } else if (is_top && *first == '{' && is_container(key.name())) {
            at = token + 3;
            container = container_of(key.name());
            if (!object<false>(1) || is_end()) return false;
            container = CSJ_AT_TOP;
            token = at;
        } else if (depth_of_keys == 0 && is_beside(key.name())) {
            at = token + 2;
            if (!pass_beside() || is_end()) return false;
            token = at;
        } else {
            at = token + 2;
            if (!nested(key, may_match, depth) || is_end()) return false;
            token = at;
        }
        char next = text[*token++];
        if (next == ',') continue;
        at = token;
        return next == '}';
    }
}

bool Walk::array(Key key, bool may_match, int depth) {
    if (is_end()) return false;
    if (bytes[*at] == ']') {
        // As good as null: the field is there, and holds nothing.
        if (may_match) keep(key, CSJ_NULL, key.to, key.to);
        at++;
        return true;
    }
    int givers = 0, numbers = 0;
    bool starts_with_year = false;
    for (;;) {
        if (at[1] >= limit) return false;
        const char *first = bytes + at[0];
        if (opens(*first)) {
            const size_t before = values.size();
            if (!nested(key, may_match, depth) || is_end()) return false;
            if (values.size() > before && ++givers > 1) may_hold_others = true;
        } else {
            if (!scalar(key, may_match, first, bytes + at[1])) return false;
            if (may_match && *first >= '0' && *first <= '9') {
                // A text as its bytes, or a date as year, month and day.
                if (++numbers == 16 || (numbers == 3 && starts_with_year)) may_hold_others = true;
                if (numbers == 1) starts_with_year = is_year(first);
            }
            at++;
        }
        char next = bytes[*at++];
        if (next == ']') return true;
        if (next != ',') return false;
    }
}

/// An object or an array.
bool Walk::nested(Key key, bool may_match, int depth) {
    if (depth >= deepest) return pass();
    if (bytes[*at++] == '[') return array(key, may_match, depth + 1);
    if (may_match) keep(key, CSJ_OBJECT, nullptr, nullptr);
    above[depth_of_keys++] = key.name();
    bool walked = object<false>(depth + 1);
    depth_of_keys--;
    return walked;
}

/// Looks for a mark among the keys that were walked over, from a token on. Most records have a value that says as much, and
/// are not looked at for one; nearly always it stands where the last record had it.
bool Walk::find_mark(const uint32_t *from) {
    auto marks = [&](size_t number) { return plan->is_marking(values[number].slot); };
    if (marking_value < values.size() && marks(marking_value)) return true;
    for (size_t number = 0; number < values.size(); number++) {
        if (!marks(number)) continue;
        marking_value = number;
        return true;
    }
    for (const uint32_t *token = from; token + 1 < at; token++) {
        const char *name = bytes + token[0], *colon = bytes + token[1];
        if (*name != '"' || *colon != ':') continue;
        const char *end = end_before(colon) - 1;
        if (plan->has_mark(std::string_view(name + 1, end - name - 1))) return true;
    }
    return false;
}

/// Passes over a value that stands too deep; brackets are matched, nothing else is looked at.
bool Walk::pass() {
    too_deep = true;
    std::string open;
    do {
        char byte = bytes[*at++];
        if (byte == '{' || byte == '[') open.push_back(byte);
        else if (byte == '}' || byte == ']') {
            if (open.back() != (byte == '}' ? '{' : '[')) return false;
            open.pop_back();
        }
    } while (!open.empty() && !is_end());
    return open.empty();
}

/// Passes over what stands beside a document.
bool Walk::pass_beside() {
    const bool was_too_deep = too_deep;
    if (!pass()) return false;
    too_deep = was_too_deep;
    return true;
}
