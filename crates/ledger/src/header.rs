//! The header of a ledger: one row or two, below title lines.

use crate::grid::Grid;
use crate::text::normal;

/// What stands between the two parts of a name.
pub const BETWEEN: &str = " / ";

/// How many rows are looked through for the header, and how many columns of each.
const LOOKED_THROUGH: usize = 40;
/// See [`LOOKED_THROUGH`].
const LOOKED_ACROSS: usize = 1_000;

/// The header of a ledger.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Header {
    /// Its first row, as the grid counts them.
    pub first: usize,
    /// Its last.
    pub last: usize,
    /// The names of the columns.
    pub names: Vec<String>,
}

impl Header {
    /// The header that stands in these rows.
    pub fn at(grid: &Grid, first: usize, last: usize) -> Self {
        Self { first, last, names: names(grid, first, last) }
    }

    /// The header in the row, or rows, of these numbers.
    pub fn numbered(grid: &Grid, numbers: &[u32]) -> Option<Self> {
        let row = |number: u32| (0..grid.len()).find(|row| grid.number(*row) == number);
        let (first, last) = (row(*numbers.first()?)?, row(*numbers.last()?)?);
        (first <= last && last - first < 4).then(|| Self::at(grid, first, last))
    }

    /// The header whose columns are known best: the first row in which most names are, with the row below it if that
    /// makes more of them known. Nothing where fewer than two are.
    pub fn find(grid: &Grid, knows: impl Fn(&str) -> bool) -> Option<Self> {
        let count = |header: &Self| {
            header.names.iter().take(LOOKED_ACROSS).filter(|name| knows(name)).count()
        };
        let rows = grid.len().min(LOOKED_THROUGH);
        let singles = (0..rows).map(|row| (row, row));
        let below = |row: &usize| !has_numbers(grid, row + 1);
        let pairs = (0..rows).filter(below).map(|row| (row, row + 1));
        let mut best: Option<(usize, Self)> = None;
        for (first, last) in singles.chain(pairs) {
            let header = Self::at(grid, first, last);
            let own = count(&header);
            if own > best.as_ref().map_or(1, |(most, _)| *most) {
                best = Some((own, header));
            }
        }
        best.map(|(_, header)| header)
    }

    /// The columns of this name.
    pub fn columns_called(&self, name: &str) -> impl Iterator<Item = usize> {
        let name = normal(name);
        let named = self.names.iter().enumerate();
        named.filter(move |(_, own)| normal(own) == name).map(|(column, _)| column)
    }
}

/// Whether a cell of the row is a number: a header has none.
fn has_numbers(grid: &Grid, row: usize) -> bool {
    let number = |cell: &str| {
        let cell = normal(cell);
        cell.starts_with(|c: char| c.is_ascii_digit())
            && cell.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    grid.row(row).any(number)
}

/// What the columns are called.
fn names(grid: &Grid, first: usize, last: usize) -> Vec<String> {
    let text = |row: usize, column: usize| {
        grid.cell(row, column).split_whitespace().collect::<Vec<_>>().concat()
    };
    // Without merged cells the name of a group stands above its first column alone: in each row what it goes on with.
    let mut group = vec![String::new(); (first..=last).count()];
    let name = |column: usize| {
        let mut parts: Vec<String> = Vec::new();
        for (row, group) in (first..=last).zip(&mut group) {
            let own = text(row, column);
            let below = row < last && !text(row + 1, column).is_empty();
            let part = if own.is_empty() && below { group.clone() } else { own };
            *group = if below { part.clone() } else { String::new() };
            if !part.is_empty() && parts.last() != Some(&part) {
                parts.push(part);
            }
        }
        parts.join(BETWEEN)
    };
    (0..grid.width()).map(name).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn grid(rows: &[&[&str]]) -> Grid {
        let mut grid = Grid::default();
        for (number, row) in (1..).zip(rows) {
            grid.begin_row(number);
            row.iter().for_each(|cell| grid.push(cell).unwrap());
        }
        grid
    }

    #[test]
    fn the_header_is_found_below_titles() {
        let knows = |name: &str| ["姓名", "户口", "参保 / 档次", "参保 / 种类"].contains(&name);
        let rows: [&[&str]; 3] = [&["某村台账"], &["序号", "姓 名", "户口"], &["1", "王", "农村"]];
        let header = Header::find(&grid(&rows), knows).unwrap();
        assert_eq!((header.first, header.last, header.names[1].as_str()), (1, 1, "姓名"));
        let rows: [&[&str]; 4] = [
            &["某村", "某村", "某村", "某村"],
            &["序号", "姓名", "参保", "", "备注"],
            &["", "", "种类", "档次"],
            &["1", "王", "居民", "一档"],
        ];
        let header = Header::find(&grid(&rows), knows).unwrap();
        assert_eq!((header.first, header.last), (1, 2));
        assert_eq!(header.names, ["序号", "姓名", "参保 / 种类", "参保 / 档次", "备注"]);
        assert_eq!(Header::find(&grid(&[&["a", "b"], &["姓名", "c"]]), knows), None);
    }

    #[test]
    fn a_row_of_residents_is_no_second_row_of_a_header() {
        // As a resident's cell can be a word that columns are called by.
        let knows = |name: &str| {
            ["姓名", "低保", "特困"].contains(&name.rsplit(BETWEEN).next().unwrap_or_default())
        };
        let names = ["姓名", "低保", "其他"];
        for number in ["70", "70.5", "７０"] {
            let row = ["王", number, "特困"];
            let found = Header::find(&grid(&[&names, &row]), knows).unwrap();
            assert_eq!((found.first, found.last), (0, 0), "{number}");
            assert_eq!(found.names, names);
        }
        // A number in the upper row is part of a name.
        let rows: [&[&str]; 3] = [&["姓名", "2024", ""], &["", "低保", "特困"], &["王", "是", "5"]];
        let found = Header::find(&grid(&rows), knows).unwrap();
        assert_eq!(found.names, ["姓名", "2024 / 低保", "2024 / 特困"]);
    }

    #[test]
    fn a_row_with_a_number_is_a_resident_also_where_its_words_are_those_of_columns() {
        let knows = |name: &str| ["姓名", "低保", "参保 / 种类", "参保 / 档次"].contains(&name);
        let last = |lower: &str| {
            let names = ["姓名", "低保", "参保", "参保", "其他"];
            let row = ["", "", "种类", "档次", lower];
            Header::find(&grid(&[&names, &row]), knows).unwrap().last
        };
        assert_eq!(["70", "7.5", "７０", "7."].map(last), [0; 4]);
        // Part of a name.
        assert_eq!(["7月", "第7", "", ".7"].map(last), [1; 4]);
    }

    #[test]
    fn a_column_without_a_name_has_none_whatever_stands_below_it() {
        let rows: [&[&str]; 2] = [&["姓名", "", "低保", ""], &["王", "x", "是", "y"]];
        assert_eq!(Header::at(&grid(&rows), 0, 0).names, ["姓名", "", "低保", ""]);
    }

    #[test]
    fn a_table_of_any_width_has_its_header_found_in_its_first_columns() {
        // As a damaged place of one cell makes a table wide.
        let mut names = vec!["姓名", "低保"];
        names.resize(20_000, "其他");
        let asked = std::cell::Cell::new(0);
        let knows = |name: &str| {
            asked.set(asked.get() + 1);
            ["姓名", "低保"].contains(&name)
        };
        let found = Header::find(&grid(&[&["某村台账"], &names, &["王", "是"]]), knows).unwrap();
        assert_eq!((found.first, found.last, found.names.len()), (1, 1, 20_000));
        assert_eq!(asked.get(), 6 * LOOKED_ACROSS);
    }

    #[test]
    fn a_header_has_at_most_four_rows() {
        let grid = grid(&[&["a"], &["b"], &["c"], &["d"], &["e"]]);
        let named = |rows: [u32; 2]| Header::numbered(&grid, &rows).map(|own| own.names.concat());
        assert_eq!(named([1, 4]).as_deref(), Some("a / b / c / d"));
        assert_eq!(named([1, 5]), None);
        assert_eq!(named([2, 1]), None);
    }
}
