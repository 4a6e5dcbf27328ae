// Apart from the rest: term.h defines words such as `columns` and `lines`.
#include "internal.h"

#include <string.h>
#include <term.h>
#include <unistd.h>

static int is_string(const char *value) { return value && value != (const char *)-1; }

const char *cterm_capability(const char *name) {
    const char *value = tigetstr(name);
    return is_string(value) ? value : NULL;
}

int32_t cterm_describe(const char *type, cterm_description *description) {
    int error;
    if (setupterm(type, STDOUT_FILENO, &error) != OK) return 0;
    const char *address = cterm_capability("cup");
    description->addressable = address != NULL;
    description->ecma = address && strncmp(address, "\033[", 2) == 0;
    description->colours = tigetnum("colors");
    del_curterm(cur_term);
    return 1;
}
