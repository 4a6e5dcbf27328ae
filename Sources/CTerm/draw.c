#include "internal.h"

#include <stdlib.h>
#include <wchar.h>

int32_t cterm_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

attr_t cterm_attributes(int32_t bits) {
    return (bits & 1 ? A_BOLD : 0) | (bits & 2 ? A_DIM : 0) | (bits & 4 ? A_UNDERLINE : 0)
        | (bits & 8 ? A_REVERSE : 0);
}

static void convert(const cterm_cell *cell, cchar_t *result) {
    wchar_t text[] = {(wchar_t)cell->base, (wchar_t)cell->marks[0], (wchar_t)cell->marks[1], 0};
    int pair = cell->pair;
    // The last argument carries pairs above 255.
    setcchar(result, text, cterm_attributes(cell->attributes), 0, &pair);
}

void cterm_draw(int32_t y, int32_t x, const cterm_cell *cells, int32_t count) {
    static cchar_t *row;
    static int32_t capacity;
    if (count > capacity) {
        cchar_t *larger = realloc(row, (size_t)count * sizeof *row);
        if (!larger) return;
        row = larger;
        capacity = count;
    }
    for (int32_t i = 0; i < count; i++) convert(&cells[i], &row[i]);
    mvwadd_wchnstr(stdscr, y, x, row, count);
}

// Makes the next cterm_show paint everything anew.
void cterm_forget(void) { clearok(curscr, TRUE); }

void cterm_show(int32_t y, int32_t x, int32_t cursor) {
    leaveok(stdscr, !cursor);
    if (cursor) wmove(stdscr, y, x);
    wnoutrefresh(stdscr);
    doupdate();
    curs_set(cursor);
}
