#include "Scalar.hpp"
#include "Walk.hpp"

/// A key between its quotes, as it is written.
inline Walk::Key Walk::written_key(const uint32_t *token) const { return {bytes + token[0] + 1, bytes + token[1] - 1}; }

/// A key as it is meant.
inline Walk::Key Walk::meant_key(const uint32_t *token) {
    const Key key = written_key(token);
    return key.to > backslash ? escaped(key) : key;
}

/// Whether a key with the lead of a familiar one is that very key.
inline bool Walk::is_very_key(const FamiliarKey *known, const uint32_t *token) const {
    if (known->lead.foreign != 0) return true;
    const Key key = written_key(token);
    const size_t size = key.to - key.from;
    // At least its last eight bytes are in the lead.
    return size == known->name.size() && csj_plan::begins_alike(known->name.data(), key.from, size - 8);
}

/// Keeps a scalar under a key that the plan may ask for.
inline __attribute__((always_inline)) void Walk::keep_familiar(
    const FamiliarKey *known, const uint32_t *token, uint8_t kind, const char *from, const char *to) {
    if (__builtin_expect(!known->is_planned || to > backslash || !is_very_key(known, token), false))
        return keep_unlike(known, token, kind, from, to);
    const Key key = written_key(token);
    for (const FamiliarUse &use : known->uses)
        put(use.slot, use.rank, known->container, from, to - from, key.from, key.to - key.from, kind);
}

/// Walks a document all of whose keys were seen before at their places, in one loop, without looking keys up; false where
/// something is new or may be wrong, and then the walk has to start anew. What it finds is what `object` would.
///
/// Before each value stand the bytes that stood before one of its key: a quote, a colon, at most a blank. Nothing inside a
/// string is a token, so the colon is one, the quote closes a string, and the quote that is the token before opens it: the key.
/// Of a short one the lead is all. Of a long one it has the last 13 bytes, none of them a backslash, so that no escape before
/// them reaches into the last eight, by which the plan tells whether it may ask for a key (`csj_plan::may_match`).
bool Walk::familiar() {
    const char *const text = bytes;
    const uint32_t stop = limit;
    const csj_plan &wanted = *plan;
    FamiliarKey *const root = keys.root();
    const uint32_t *token = at + 1;
    FamiliarKey *parent = root, *known = nullptr, *expected = root->inside;
    for (;;) {
        // Key, colon, value and what follows: four tokens at least, or the object never ends.
        if (token[3] >= stop || text[token[0]] != '"') return false;
        const char *const value = text + token[2];
        if (__builtin_expect(!expected->lead.stands_before(value), false)) {
            expected = keys.find(parent, known, text + token[0], value);
            if (expected == nullptr) return false;
        }
        known = expected;
        const char *next = text + token[3];
        if (*value == '"') {
            if (__builtin_expect(next[-1] != '"', false)) return false;
            if (known->may_match) keep_familiar(known, token, CSJ_TEXT, value + 1, next - 1);
            if (__builtin_expect(wanted.ends_perhaps(next - 1), false)) keep_if_sought(known, token, value + 1, next - 1);
            token += 4;
            if (__builtin_expect(*next == ',', true)) {
                expected = known->next;
                continue;
            }
        } else if (!opens(*value)) {
            const uint8_t kind = easy_kind(value, next);
            if (__builtin_expect(kind == 0, false)) {
                if (!keep_uneasy(known, token)) return false;
            } else if (known->may_match) {
                keep_familiar(known, token, kind, value, next);
            }
            token += 4;
        } else if (*value == '{' && known->opens_plainly && *next != '}' && is_very_key(known, token)) {
            if (known->may_match && !(parent == root && is_container(known->name)))
                keep_unlike(known, token, CSJ_OBJECT, nullptr, nullptr);
            parent = known;
            expected = known->inside;
            known = nullptr;
            token += 3;
            continue;
        } else {
            if (!pass_list(known, token) && !walk_over(known, token)) return false;
            next = text + *at;
            token = at + 1;
        }
        for (; *next == '}'; next = text + *token++) {
            if (parent == root) {
                at = token;
                return true;
            }
            known = parent;
            parent = parent->parent;
            if (*token >= stop) return false;
        }
        if (*next != ',') return false;
        expected = known->next;
    }
}

/// Walks over a list of scalars of which none is asked for; false where there may be more to it, and then nothing was done.
bool Walk::pass_list(const FamiliarKey *known, const uint32_t *token) {
    if (bytes[token[2]] != '[' || known->may_match || !known->opens_plainly) return false;
    const char *next = bytes + token[3];
    for (token += 3; *next != ']'; token += 2) {
        if (token[1] >= limit) return false;
        const char *const value = bytes + token[0];
        next = bytes + token[1];
        if (*value == '"' ? next[-1] != '"' || plan->may_be_sought(value + 1, next - 1) : easy_kind(value, next) == 0)
            return false;
        if (*next == ']') {
            token += 1;
            break;
        }
        if (*next != ',') return false;
    }
    at = token + 1;
    return !is_end();
}

/// Walks over an object or an array whose keys are not expected one by one.
bool Walk::walk_over(const FamiliarKey *known, const uint32_t *token) {
    const Key key = meant_key(token);
    const std::string_view name = key.name();
    // It may be an answer, or hold others in another way.
    const bool is_array = bytes[token[2]] == '[';
    if (known->parent == keys.root() && (is_array ? is_list(name, true) : is_answer(name) || is_container(name))) return false;
    stand_at(known);
    at = token + 2;
    if (known->depth_of_keys > 0 || !is_beside(name)) return nested(key, known->may_match, known->depth) && !is_end();
    return pass_beside() && !is_end();
}

/// Keeps a text, if it is one that is looked for wherever it stands.
__attribute__((noinline)) void Walk::keep_if_sought(
    const FamiliarKey *known, const uint32_t *token, const char *from, const char *to) {
    if (!plan->may_be_sought(from, to)) return;
    stand_at(known);
    keep_sought(meant_key(token), CSJ_TEXT, from, to);
}

/// Keeps a scalar that is no text and not easily told; false for what is none.
__attribute__((noinline)) bool Walk::keep_uneasy(const FamiliarKey *known, const uint32_t *token) {
    const char *from = bytes + token[2], *to = end_before(bytes + token[3]);
    const uint8_t kind = scalar_kind(from, to);
    if (kind == 0) return false;
    if (known->may_match) keep_unlike(known, token, kind, from, to);
    return true;
}

/// Keeps a value under a key that the plan may ask for, by looking it up.
__attribute__((noinline)) void Walk::keep_unlike(
    const FamiliarKey *known, const uint32_t *token, uint8_t kind, const char *from, const char *to) {
    stand_at(known);
    keep(meant_key(token), kind, from, to);
}

/// Makes the walk stand in the object of a familiar key.
void Walk::stand_at(const FamiliarKey *known) {
    container = known->container;
    depth_of_keys = known->depth_of_keys;
    const FamiliarKey *key = known->parent;
    for (int depth = depth_of_keys; depth > 0; key = key->parent) above[--depth] = key->name;
}
