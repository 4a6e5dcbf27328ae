#include "internal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct termios cterm_modes_before;
volatile sig_atomic_t cterm_is_up;
static SCREEN *screen;
static int32_t speaks_ecma;

// Takes the locale of the environment, or `ctype` for characters; whether that is UTF-8.
int32_t cterm_use_locale(const char *ctype) {
    setlocale(ctype ? LC_CTYPE : LC_ALL, ctype ? ctype : "");
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int32_t cterm_open(const char *type, int32_t ecma) {
    static int registered;
    speaks_ecma = ecma;
    tcgetattr(STDIN_FILENO, &cterm_modes_before);
    // LINES and COLUMNS of the environment know nothing of later sizes.
    use_env(FALSE);
    use_tioctl(TRUE);
    if (!(screen = newterm(type, stdout, stdin))) return 0;
    cterm_is_up = 1;
    if (!registered++) atexit(cterm_close);
    raw();
    noecho();
    nonl();
    typeahead(-1);  // waiting input must not cut a frame short
    idcok(stdscr, FALSE);  // terminals disagree on widths: what is right of a change stays put
    curs_set(0);
    return 1;
}

// Gives the terminal back, once.
void cterm_close(void) {
    if (!screen) return;
    if (speaks_ecma) (void)!write(STDOUT_FILENO, MODES_OFF, sizeof MODES_OFF - 1);
    endwin();
    cterm_is_up = 0;
    delscreen(screen);
    screen = NULL;
}

// The size the kernel has now; 0 where it knows none.
void cterm_window(int32_t *rows, int32_t *columns) {
    struct winsize window = {0};
    ioctl(STDOUT_FILENO, TIOCGWINSZ, &window);
    *rows = window.ws_row;
    *columns = window.ws_col;
}

// The size that is drawn.
void cterm_size(int32_t *rows, int32_t *columns) { getmaxyx(stdscr, *rows, *columns); }

void cterm_resize(int32_t rows, int32_t columns) {
    resize_term(rows, columns);
    werase(stdscr);
}
