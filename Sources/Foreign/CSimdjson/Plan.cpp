#include "Plan.hpp"

extern "C" {

csj_plan *csj_plan_create(void) {
    csj_plan *plan = new (std::nothrow) csj_plan();
    // Kibana doubles a text field as `x.keyword`, which is looked at whatever `x` is.
    if (plan != nullptr) plan->ends[csj_plan::tail("word")] = true;
    return plan;
}

void csj_plan_destroy(csj_plan *plan) { delete plan; }

void csj_plan_add_path(
    csj_plan *plan, const char *path, size_t length, uint16_t slot, uint16_t order, bool pinned, bool top_only) {
    std::string whole(path, length);
    size_t dot = whole.rfind('.');
    std::string last = dot == std::string::npos ? whole : whole.substr(dot + 1);
    size_t bucket = csj_plan::bucket(last.data(), last.size());
    plan->table[bucket].push_back(static_cast<uint16_t>(plan->paths.size()));
    // A part of three letters stands behind a dot or behind the quote that opens the key.
    if (last.size() >= 4) plan->ends[csj_plan::tail(last.data() + last.size() - 4)] = true;
    else if (last.size() == 3)
        for (char before : {'.', '"'}) plan->ends[csj_plan::tail((before + last).data())] = true;
    else plan->short_ends = true;
    plan->paths.push_back({std::move(whole), std::move(last), slot, order, pinned, top_only});
}

void csj_plan_add_ending(csj_plan *plan, const char ending[4]) {
    uint32_t tail;
    std::memcpy(&tail, ending, 4);
    plan->endings.push_back(tail | 0x20202020);
    unsigned char last = static_cast<unsigned char>(ending[3]);
    plan->is_last[last | 0x20] = plan->is_last[last & ~0x20] = true;
}

void csj_plan_set_any_ending(csj_plan *plan) { plan->any_ending = true; }

void csj_plan_set_longest_text(csj_plan *plan, size_t longest) { plan->longest_text = longest; }
}
