// libyaml's own header is enough: Swift can call all that YAMLReading needs of it, so nothing is wrapped here.
#include <yaml.h>
