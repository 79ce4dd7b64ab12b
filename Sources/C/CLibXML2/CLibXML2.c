#include "CLibXML2.h"

#include "CLazyLibrary.h"

#include <libxml/HTMLparser.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define FUNCTIONS(use)                                                                                                 \
    use(xmlInitParser) use(htmlNewParserCtxt) use(htmlFreeParserCtxt) use(htmlCtxtReadMemory) use(xmlFreeDoc)           \
    use(xmlSetGenericErrorFunc)

static struct {
    FUNCTIONS(LAZY_MEMBER)
} xml;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char reason[LAZY_REASON];
static const char *failure;

static void load(void) {
#define PLACE(name) LAZY_PLACE(xml, name)
    failure = LAZY_LOAD(LAZY_FILE("libxml2.so.2", "libxml2.2.dylib"), FUNCTIONS, PLACE, reason);
    if (!failure) xml.xmlInitParser();
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
    if (failure) return CLX_NO_LIBRARY;
    if (length > 1u << 30) return CLX_GAVE_UP;
    // Kept per thread by the library, so it is said each time.
    xml.xmlSetGenericErrorFunc(NULL, print_nothing);
    htmlParserCtxtPtr parser = xml.htmlNewParserCtxt();
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
    htmlDocPtr document = xml.htmlCtxtReadMemory(parser, (const char *)bytes, (int)length, NULL, "UTF-8", options);
    if (document) xml.xmlFreeDoc(document);
    xml.htmlFreeParserCtxt(parser);
    return self.gave_up ? CLX_GAVE_UP : CLX_PARSED;
}

static const char entities[] = {
#embed "entities.txt"
};

const char *clx_entities(size_t *length) {
    *length = sizeof entities;
    return entities;
}
