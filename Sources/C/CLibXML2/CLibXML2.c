#include "CLibXML2.h"

#include "CLazyLibrary.h"

#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/xmlsave.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define FUNCTIONS(use)                                                                                                 \
    use(xmlInitParser) use(htmlNewParserCtxt) use(htmlFreeParserCtxt) use(htmlCtxtReadMemory) use(xmlFreeDoc)           \
    use(xmlSetGenericErrorFunc) use(htmlNewDocNoDtD) use(xmlCreateIntSubset) use(xmlDocSetRootElement)                 \
    use(xmlNewDocNode) use(xmlNewDocTextLen) use(xmlNewProp) use(xmlAddChild) use(xmlSaveToIO) use(xmlSaveDoc)          \
    use(xmlSaveClose)

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

const char *clx_load(void) {
    pthread_once(&once, load);
    return failure;
}

clx_tree *clx_tree_new(const char *root) {
    if (clx_load()) return NULL;
    htmlDocPtr document = xml.htmlNewDocNoDtD(NULL, NULL);
    if (!document) return NULL;
    // The short form, without which a browser shows the page as those of 1998.
    xmlNodePtr node = xml.xmlCreateIntSubset(document, BAD_CAST "html", NULL, NULL)
                          ? xml.xmlNewDocNode(document, NULL, BAD_CAST root, NULL)
                          : NULL;
    if (!node) {
        xml.xmlFreeDoc(document);
        return NULL;
    }
    xml.xmlDocSetRootElement(document, node);
    return (clx_tree *)document;
}

static xmlNodePtr root_of(const clx_tree *tree) {
    xmlNodePtr node = ((xmlDocPtr)tree)->children;
    while (node && node->type != XML_ELEMENT_NODE) node = node->next;
    return node;
}

clx_node *clx_tree_root(const clx_tree *tree) { return (clx_node *)root_of(tree); }

clx_node *clx_add_element(clx_node *parent, const char *name) {
    xmlNodePtr above = (xmlNodePtr)parent;
    xmlNodePtr node = xml.xmlNewDocNode(above->doc, NULL, BAD_CAST name, NULL);
    return node ? (clx_node *)xml.xmlAddChild(above, node) : NULL;
}

bool clx_add_text(clx_node *parent, const char *text, size_t length) {
    if (length > INT_MAX) return false;
    xmlNodePtr above = (xmlNodePtr)parent;
    xmlNodePtr node = xml.xmlNewDocTextLen(above->doc, BAD_CAST text, (int)length);
    return node && xml.xmlAddChild(above, node);
}

bool clx_add_attribute(clx_node *element, const char *name, const char *value) {
    return xml.xmlNewProp((xmlNodePtr)element, BAD_CAST name, BAD_CAST value) != NULL;
}

bool clx_tree_write(clx_tree *tree, clx_write write, void *context) {
    xmlSaveCtxtPtr save = xml.xmlSaveToIO(write, NULL, context, "UTF-8", XML_SAVE_AS_HTML);
    if (!save) return false;
    bool written = xml.xmlSaveDoc(save, (xmlDocPtr)tree) >= 0;
    return xml.xmlSaveClose(save) >= 0 && written;
}

void clx_tree_free(clx_tree *tree) { xml.xmlFreeDoc((xmlDocPtr)tree); }

static const char entities[] = {
#embed "entities.txt"
};

const char *clx_entities(size_t *length) {
    *length = sizeof entities;
    return entities;
}
