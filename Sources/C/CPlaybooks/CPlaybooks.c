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
static const unsigned char network[] = {
#embed "../../../playbooks/network.yaml"
};
static const unsigned char lookups[] = {
#embed "../../../playbooks/lookups.yaml"
};
static const unsigned char reauthorize[] = {
#embed "../../../playbooks/reauthorize.yaml"
};
static const unsigned char articles[] = {
#embed "../../../playbooks/articles.yaml"
};
static const unsigned char triage[] = {
#embed "../../../playbooks/triage.yaml"
};

static const unsigned char platform_requests[] = {
#embed "../../../playbooks/requests/platform.yaml"
};
static const unsigned char athenahealth_requests[] = {
#embed "../../../playbooks/requests/athenahealth.yaml"
};
static const unsigned char allscripts_requests[] = {
#embed "../../../playbooks/requests/allscripts.yaml"
};

static const unsigned char platform_examples[] = {
#embed "../../../playbooks/examples/platform.yaml"
};
static const unsigned char athenahealth_examples[] = {
#embed "../../../playbooks/examples/athenahealth.yaml"
};
static const unsigned char allscripts_examples[] = {
#embed "../../../playbooks/examples/allscripts.yaml"
};

static const cpb_file all[] = {
    {"platform.yaml", platform, sizeof platform},
    {"athenahealth.yaml", athenahealth, sizeof athenahealth},
    {"allscripts.yaml", allscripts, sizeof allscripts},
    {"tool.yaml", tool, sizeof tool},
    {"network.yaml", network, sizeof network},
    {"lookups.yaml", lookups, sizeof lookups},
    {"reauthorize.yaml", reauthorize, sizeof reauthorize},
    {"articles.yaml", articles, sizeof articles},
    {"triage.yaml", triage, sizeof triage},
};

size_t cpb_count(void) { return sizeof all / sizeof all[0]; }

cpb_file cpb_at(size_t index) { return all[index]; }

static const cpb_file requests[] = {
    {"requests/platform.yaml", platform_requests, sizeof platform_requests},
    {"requests/athenahealth.yaml", athenahealth_requests, sizeof athenahealth_requests},
    {"requests/allscripts.yaml", allscripts_requests, sizeof allscripts_requests},
};

size_t cpb_requests_count(void) { return sizeof requests / sizeof requests[0]; }

cpb_file cpb_requests_at(size_t index) { return requests[index]; }

static const cpb_file examples[] = {
    {"platform.yaml", platform_examples, sizeof platform_examples},
    {"athenahealth.yaml", athenahealth_examples, sizeof athenahealth_examples},
    {"allscripts.yaml", allscripts_examples, sizeof allscripts_examples},
};

size_t cpb_examples_count(void) { return sizeof examples / sizeof examples[0]; }

cpb_file cpb_examples_at(size_t index) { return examples[index]; }

static const unsigned char vocabulary[] = {
#embed "../../../playbooks/vocabulary.txt"
};

cpb_file cpb_vocabulary(void) { return (cpb_file){"vocabulary.txt", vocabulary, sizeof vocabulary}; }
