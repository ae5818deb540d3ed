//! A table of text, kept close together: a ledger of 100,000 residents is some megabytes.

use std::collections::HashMap;

/// The most cells of one sheet, and the most bytes of its text.
pub const MOST_CELLS: usize = 40_000_000;
/// See [`MOST_CELLS`].
pub const MOST_TEXT: usize = 1_073_741_824;

/// The most cells that are merged into others.
const MOST_MERGED: usize = 5_000_000;

/// The most cells that are looked at for merging. Ranges that overlap, which no spreadsheet makes, would need more.
const MOST_VISITED: usize = 400_000_000;

/// More cells or more text than a ledger can have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooLarge;

/// Rows of cells. A row may be shorter than others.
#[derive(Clone, Default, Debug)]
pub struct Grid {
    text: String,
    /// Where the text of each cell ends.
    ends: Vec<u32>,
    /// For each row its number as the spreadsheet or the file counts it, from 1, and its first cell.
    rows: Vec<(u32, u32)>,
    width: usize,
    /// Cells that are merged into another one: row and column, those of the other.
    merged: HashMap<(u32, u32), (u32, u32)>,
    /// How many cells were looked at for merging.
    visited: usize,
}

impl Grid {
    /// Begins a row, which has the number `number`.
    pub fn begin_row(&mut self, number: u32) {
        let first = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.rows.push((number, first));
    }

    /// Adds a cell to the last row.
    ///
    /// # Errors
    /// [`TooLarge`].
    pub fn push(&mut self, cell: &str) -> Result<(), TooLarge> {
        if !has_room(self.ends.len(), self.text.len(), cell.len()) {
            return Err(TooLarge);
        }
        self.text.push_str(cell);
        self.ends.push(u32::try_from(self.text.len()).map_err(|_| TooLarge)?);
        let own = self.rows.last().map_or(0, |(_, first)| self.ends.len() - *first as usize);
        self.width = self.width.max(own);
        Ok(())
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The most cells that a row has.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// The number of a row as the spreadsheet or the file counts it, from 1.
    pub fn number(&self, row: usize) -> u32 {
        self.rows.get(row).map_or(0, |(number, _)| *number)
    }

    fn range(&self, row: usize) -> std::ops::Range<usize> {
        let first = |row: usize| self.rows.get(row).map_or(self.ends.len(), |row| row.1 as usize);
        first(row)..first(row + 1)
    }

    /// How many cells a row has.
    pub fn cells_of(&self, row: usize) -> usize {
        self.range(row).len()
    }

    /// A cell as it is written; nothing where there is none.
    pub fn written(&self, row: usize, column: usize) -> &str {
        let cells = self.range(row);
        let at = cells.start.saturating_add(column);
        if at >= cells.end {
            return "";
        }
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.text.get(start..end(at)).unwrap_or_default()
    }

    /// The cells of a row as they are written.
    pub fn row(&self, row: usize) -> impl Iterator<Item = &str> + Clone {
        (0..self.cells_of(row)).map(move |column| self.written(row, column))
    }

    /// Whether nothing but blanks is written in a row.
    pub fn is_blank(&self, row: usize) -> bool {
        self.row(row).all(|cell| cell.trim().is_empty())
    }

    /// What a cell says: what is written in it, or in the cell that it is merged into.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let own = self.written(row, column);
        if !own.is_empty() || self.merged.is_empty() {
            return own;
        }
        let place = (u32::try_from(row).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(0));
        let Some(&(row, column)) = self.merged.get(&place) else { return own };
        self.written(row as usize, column as usize)
    }

    /// Merges cells into the first of them: numbers of rows as the spreadsheet counts them, columns from 0, both
    /// inclusive. What lies outside the table, and rows without anything in them, are left alone.
    ///
    /// # Errors
    /// [`TooLarge`].
    pub fn merge(&mut self, rows: (u32, u32), columns: (u32, u32)) -> Result<(), TooLarge> {
        let from = self.rows.partition_point(|(number, _)| *number < rows.0);
        let to = self.rows.partition_point(|(number, _)| *number <= rows.1);
        let first = u32::try_from(from).map_err(|_| TooLarge)?;
        let last = columns.1.min(u32::try_from(self.width()).unwrap_or(0).saturating_sub(1));
        if self.number(from) != rows.0 || self.written(from, columns.0 as usize).is_empty() {
            return Ok(());
        }
        let merged = (last + 1).saturating_sub(columns.0) as usize;
        for row in from..to {
            self.visited += self.cells_of(row) + merged;
            if self.visited > MOST_VISITED {
                return Err(TooLarge);
            }
            if self.is_blank(row) {
                continue;
            }
            let row = u32::try_from(row).map_err(|_| TooLarge)?;
            let places = (columns.0..=last).map(|column| ((row, column), (first, columns.0)));
            self.merged.extend(places);
            if self.merged.len() > MOST_MERGED {
                return Err(TooLarge);
            }
        }
        Ok(())
    }
}

/// Whether a sheet of so many cells and so much text may have one more cell of this length.
const fn has_room(cells: usize, text: usize, more: usize) -> bool {
    cells < MOST_CELLS && text + more <= MOST_TEXT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_again_and_a_merged_one_says_what_the_first_says() {
        let mut grid = Grid::default();
        for (number, cells) in
            [(3, &["a", "", "c"][..]), (5, &["", "字"]), (6, &["", " "]), (9, &["z"])]
        {
            grid.begin_row(number);
            for cell in cells {
                assert_eq!(grid.push(cell), Ok(()));
            }
        }
        assert_eq!((grid.len(), grid.width(), grid.number(1)), (4, 3, 5));
        assert_eq!((grid.cell(1, 1), grid.cell(1, 7), grid.cell(8, 0)), ("字", "", ""));
        assert_eq!(grid.merge((3, 1_000_000), (0, 16_383)), Ok(()));
        assert_eq!((grid.cell(1, 0), grid.cell(1, 1), grid.cell(1, 2)), ("a", "字", "a"));
        assert_eq!(grid.cell(2, 0), "", "a blank row stays blank");
        assert_eq!((grid.cell(3, 0), grid.cell(3, 2)), ("z", "a"));
        assert_eq!(grid.written(1, 0), "");
        assert!(grid.is_blank(2) && !grid.is_blank(1));
        assert!(Grid::default().is_empty() && !grid.is_empty());
    }

    /// Rows of these numbers, each of these cells.
    fn table(rows: &[(u32, &[&str])]) -> Grid {
        let mut grid = Grid::default();
        for (number, cells) in rows {
            grid.begin_row(*number);
            for cell in *cells {
                assert_eq!(grid.push(cell), Ok(()));
            }
        }
        grid
    }

    #[test]
    fn cells_below_a_row_that_is_not_there_are_merged_into_none() {
        // Row 2, where the merged cell stands, is empty, and no spreadsheet writes it.
        let mut grid = table(&[(1, &["a", "b"]), (3, &["c", ""]), (4, &["", ""]), (5, &["", "e"])]);
        assert_eq!(grid.merge((2, 5), (0, 1)), Ok(()));
        assert_eq!((grid.cell(1, 1), grid.cell(3, 0)), ("", ""));
    }

    #[test]
    fn a_sheet_has_room_for_no_more_than_its_most_cells_and_its_most_text() {
        assert!(has_room(0, 0, 0) && has_room(MOST_CELLS - 1, MOST_TEXT, 0));
        assert!(!has_room(MOST_CELLS, 0, 0) && !has_room(usize::MAX, 0, 0));
        assert!(has_room(0, MOST_TEXT - 5, 5) && !has_room(0, MOST_TEXT - 5, 6));
        assert!(!has_room(0, 2, MOST_TEXT - 1) && !has_room(0, MOST_TEXT + 9, 0));
    }

    #[test]
    fn merging_looks_at_each_cell_of_a_row_and_at_each_place_it_is_merged_to() {
        // Two rows: four cells and three places, one cell and three places.
        let looked_at = 4 + 3 + 1 + 3;
        for (before, merged) in
            [(MOST_VISITED - looked_at, true), (MOST_VISITED - looked_at + 1, false)]
        {
            let mut grid = table(&[(1, &["a", "", "", ""]), (2, &["x"])]);
            grid.visited = before;
            assert_eq!(grid.merge((1, 2), (0, 2)), if merged { Ok(()) } else { Err(TooLarge) });
        }
    }
}
