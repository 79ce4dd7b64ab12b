#include "CPlaybooks.h"

static const unsigned char platform[] = {
#embed "../../../playbooks/platform.yaml"
};
static const unsigned char athenahealth[] = {
#embed "../../../playbooks/athenahealth.yaml"
};
static const unsigned char allscripts[] = {
#embed "../../../playbooks/allscripts.yaml"
};
static const unsigned char tool[] = {
#embed "../../../playbooks/tool.yaml"
};

static const cpb_playbook all[] = {
    {"platform.yaml", platform, sizeof platform},
    {"athenahealth.yaml", athenahealth, sizeof athenahealth},
    {"allscripts.yaml", allscripts, sizeof allscripts},
    {"tool.yaml", tool, sizeof tool},
};

size_t cpb_count(void) { return sizeof all / sizeof all[0]; }

cpb_playbook cpb_at(size_t index) { return all[index]; }
