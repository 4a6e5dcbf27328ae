#include "internal.h"

static int has_defaults;

// The number of colours; 0 where the terminal has none.
int32_t cterm_start_colour(void) {
    if (!has_colors() || start_color() != OK) return 0;
    has_defaults = use_default_colors() == OK;
    return COLORS;
}

// Colour -1 is the terminal's own; where it cannot be had, white on black is.
int32_t cterm_set_pair(int32_t pair, int32_t foreground, int32_t background) {
    if (pair >= COLOR_PAIRS) return 0;
    if (!has_defaults && foreground < 0) foreground = COLOR_WHITE;
    if (!has_defaults && background < 0) background = COLOR_BLACK;
    return init_extended_pair(pair, foreground, background) == OK;
}

// What blanks look like: lets curses clear whole lines in the ground's colour.
void cterm_ground(int32_t pair) {
    cchar_t blank;
    int extended = pair;
    setcchar(&blank, L" ", A_NORMAL, 0, &extended);
    wbkgrndset(stdscr, &blank);
}
