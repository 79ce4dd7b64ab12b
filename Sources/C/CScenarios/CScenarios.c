#include "CScenarios.h"

static const char clinics[] = {
#embed "../../../Samples/sandbox/clinics.yaml"
};

const char *const cscenarios_clinics = clinics;
const size_t cscenarios_clinics_length = sizeof clinics;
