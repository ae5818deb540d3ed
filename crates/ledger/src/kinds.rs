//! Rows that are no residents: blank ones, sums, and what is written below a table.

use crate::synonyms::RowWords;
use crate::text::normal;

/// What a row is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RowKind {
    /// A resident.
    Resident,
    /// Nothing is written in it.
    Blank,
    /// 合计, 总计, 小计.
    Total,
    /// Who filled the table in.
    Note,
}

/// What a row is, by its cells; `is_read` says which columns state facts.
pub fn kind<'c>(
    cells: impl Iterator<Item = &'c str> + Clone,
    is_read: impl Fn(usize) -> bool,
    words: &RowWords,
) -> RowKind {
    let mut filled = cells.clone().map(str::trim).enumerate().filter(|(_, cell)| !cell.is_empty());
    let Some((_, first)) = filled.next() else { return RowKind::Blank };
    if is_total(first, words) {
        return RowKind::Total;
    }
    let filled = cells.map(str::trim).enumerate().filter(|(_, cell)| !cell.is_empty());
    let mut note = false;
    for (column, cell) in filled {
        if is_read(column) {
            return RowKind::Resident;
        }
        note |= begins(cell, &words.note) && {
            let cell = normal(cell);
            cell.contains(':') && words.note.iter().any(|word| cell.starts_with(word))
        };
    }
    if note { RowKind::Note } else { RowKind::Resident }
}

fn is_total(cell: &str, words: &RowWords) -> bool {
    let ends = cell.trim_end_matches([':', '：']).chars().next_back();
    if !begins(cell, &words.total)
        && !words.total.iter().any(|word| word.chars().next_back() == ends)
    {
        return false;
    }
    let cell = normal(cell);
    let cell = cell.trim_end_matches(':');
    words.total.iter().any(|word| cell.starts_with(word) || cell.ends_with(word))
}

/// Whether the cell begins with the first character of one of the words: a quick look.
fn begins(cell: &str, words: &[String]) -> bool {
    let first = cell.chars().next();
    words.iter().any(|word| word.chars().next() == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_signatures_are_no_residents() {
        let words = RowWords {
            total: ["合计", "小计"].map(String::from).into(),
            note: ["填表人", "注"].map(String::from).into(),
        };
        let kind =
            |cells: &[&str]| super::kind(cells.iter().copied(), |column| column == 2, &words);
        assert_eq!(kind(&["", "　", ""]), RowKind::Blank);
        for total in [&["合 计", "25户", "63人"][..], &["", "一组小计：", "3"], &["合计25户"]]
        {
            assert_eq!(kind(total), RowKind::Total, "{total:?}");
        }
        assert_eq!(kind(&["填表人：×××", "", "", "审核人"]), RowKind::Note);
        // One word is enough.
        let words = RowWords { total: vec!["合计".into()], note: vec!["填表人".into()] };
        let one = |cells: &[&str]| super::kind(cells.iter().copied(), |_| false, &words);
        assert_eq!(one(&["合计25户"]), RowKind::Total);
        assert_eq!(one(&["填表人：×××"]), RowKind::Note);
        for resident in [&["1", "合计", "是"][..], &["注册", "王", ""], &["填表人：×", "王", "是"]]
        {
            assert_eq!(kind(resident), RowKind::Resident, "{resident:?}");
        }
    }
}
