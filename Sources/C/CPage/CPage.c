#include "CPage.h"

static const char style[] = {
#embed "page.css"
};

static const char script[] = {
#embed "page.js"
};

const char *cpage_style(size_t *length) {
    *length = sizeof style;
    return style;
}

const char *cpage_script(size_t *length) {
    *length = sizeof script;
    return script;
}
