#include "CLibXML2.h"

#include <dlfcn.h>
#include <libxml/HTMLparser.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// What is called in the library; the types come from its own headers, so that the compiler checks every call.
static __typeof__(&xmlInitParser) init_parser;
static __typeof__(&htmlNewParserCtxt) new_context;
static __typeof__(&htmlFreeParserCtxt) free_context;
static __typeof__(&htmlCtxtReadMemory) read_memory;
static __typeof__(&xmlFreeDoc) free_document;
static __typeof__(&xmlSetGenericErrorFunc) set_error_printer;

static int loaded = 0;
static pthread_once_t once = PTHREAD_ONCE_INIT;

#ifdef __APPLE__
#define LIBRARY "libxml2.2.dylib"
#else
#define LIBRARY "libxml2.so.2"
#endif

static void load(void) {
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (!library) return;
    init_parser = (__typeof__(init_parser))dlsym(library, "xmlInitParser");
    new_context = (__typeof__(new_context))dlsym(library, "htmlNewParserCtxt");
    free_context = (__typeof__(free_context))dlsym(library, "htmlFreeParserCtxt");
    read_memory = (__typeof__(read_memory))dlsym(library, "htmlCtxtReadMemory");
    free_document = (__typeof__(free_document))dlsym(library, "xmlFreeDoc");
    set_error_printer = (__typeof__(set_error_printer))dlsym(library, "xmlSetGenericErrorFunc");
    if (!init_parser || !new_context || !free_context || !read_memory || !free_document || !set_error_printer) return;
    init_parser();
    loaded = 1;
}

typedef struct {
    const clx_events *events;
    htmlParserCtxtPtr parser;
    int gave_up;
} run;

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes) {
    (void)name;
    run *self = context;
    long number = -1;
    if (attributes && attributes[0] && attributes[1] && strcmp((const char *)attributes[0], "id") == 0) {
        number = strtol((const char *)attributes[1], NULL, 10);
    }
    self->events->start(self->events->context, number);
}

static void on_end(void *context, const xmlChar *name) {
    (void)name;
    run *self = context;
    self->events->end(self->events->context);
}

static void on_text(void *context, const xmlChar *bytes, int length) {
    run *self = context;
    // The parser stands behind the text already.
    int line = self->parser->input ? self->parser->input->line : 0;
    const xmlChar *rest = bytes, *end = bytes + length;
    while ((rest = memchr(rest, '\n', (size_t)(end - rest)))) {
        line--;
        rest++;
    }
    self->events->text(self->events->context, bytes, length, line);
}

static void on_error(void *context, xmlErrorPtr error) {
    run *self = context;
    // Markup that is merely untidy is no fault; whether text was lost is checked by counting it.
    if (self && error && (error->code == XML_ERR_NO_MEMORY || error->code == XML_ERR_INTERNAL_ERROR)) self->gave_up = 1;
}

static void print_nothing(void *context, const char *format, ...) {
    (void)context;
    (void)format;
}

clx_outcome clx_parse(const unsigned char *bytes, size_t length, const clx_events *events) {
    pthread_once(&once, load);
    if (!loaded) return CLX_NO_LIBRARY;
    if (length > 1u << 30) return CLX_GAVE_UP;
    // Kept per thread by the library, so it is said each time.
    set_error_printer(NULL, print_nothing);
    htmlParserCtxtPtr parser = new_context();
    if (!parser) return CLX_GAVE_UP;
    run self = {events, parser, 0};
    memset(parser->sax, 0, sizeof *parser->sax);
    parser->sax->initialized = XML_SAX2_MAGIC;
    parser->sax->startElement = on_start;
    parser->sax->endElement = on_end;
    parser->sax->characters = on_text;
    parser->sax->ignorableWhitespace = on_text;
    parser->sax->cdataBlock = on_text;
    parser->sax->serror = on_error;
    parser->userData = &self;
    int options = HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_COMPACT | HTML_PARSE_NODEFDTD | HTML_PARSE_IGNORE_ENC;
    htmlDocPtr document = read_memory(parser, (const char *)bytes, (int)length, NULL, "UTF-8", options);
    if (document) free_document(document);
    free_context(parser);
    return self.gave_up ? CLX_GAVE_UP : CLX_PARSED;
}

static const char entities[] = {
#embed "entities.txt"
};

const char *clx_entities(size_t *length) {
    *length = sizeof entities;
    return entities;
}
