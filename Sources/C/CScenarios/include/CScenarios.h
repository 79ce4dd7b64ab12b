#ifndef BE_CSCENARIOS_H
#define BE_CSCENARIOS_H

#include <stddef.h>

/// The bytes of Samples/sandbox/clinics.yaml, embedded when this target is built.
extern const char *const cscenarios_clinics;
extern const size_t cscenarios_clinics_length;

#endif
