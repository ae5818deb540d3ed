//! What a cell of a pasted table gives.

use mingbai_compiler::finding::Text;
use mingbai_core::kernel::money::Money;

use crate::clauses::number::half_width;

/// What a cell gives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Given {
    /// As it is written in TOML.
    pub gives: String,
    /// The characters of its number, and the number they mean.
    pub figures: Vec<(String, String)>,
}

/// Words for all of the contribution.
const WHOLE: [&str; 5] = ["全额", "全额资助", "全部", "100%", "全免"];

/// What a cell gives: `400`, `400元`, `360 / 40` (given and left to pay), `90%`, `全额`.
///
/// # Errors
/// What was expected; where it states nothing (`—`) also what a row that gives nothing says.
pub fn given(cell: &str) -> Result<Given, (Text, Option<Text>)> {
    let text: String = cell.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() || text.chars().all(|c| matches!(c, '-' | '—' | '–' | '/' | '无')) {
        let message = Text::new(
            "这一格没有写数：没有写的不能当作不给，也不能当作按别的算；问清楚再定",
            "the cell states no sum: that is neither nothing nor the sum of another line; ask before you decide",
        );
        let says = Text::new(
            "表里这一格是空的：给不给、给多少没有写，问经办窗口。",
            "The table's cell is empty: whether anything is given is not stated; ask the office.",
        );
        return Err((message, Some(says)));
    }
    let figure = |number: &str| {
        // The cell's own characters.
        let written = cell.split(['/', '／']).next().unwrap_or(cell).trim();
        vec![(written.to_owned(), number.to_owned())]
    };
    if WHOLE.contains(&text.as_str()) {
        return Ok(Given { gives: "{ premium_aid = \"100\" }".to_owned(), figures: figure("100") });
    }
    let unclear = || {
        let message = Text::new(
            format!("看不懂“{cell}”：写成 400、400元、360/40（资助/个人）、90% 或 全额"),
            format!(
                "`{cell}` is not understood: write 400, 400元, 360/40 (given / left to pay), 90% or 全额"
            ),
        );
        (message, None)
    };
    if let Some(percent) = text.strip_suffix('%').filter(|own| is_number(own)) {
        return Ok(Given {
            gives: format!("{{ premium_aid = \"{percent}\" }}"),
            figures: figure(percent),
        });
    }
    let mut parts = text.split('/').map(|part| part.trim_end_matches('元'));
    let (first, rest) = (parts.next().unwrap_or_default(), parts.next());
    if parts.next().is_some() || !is_number(first) || rest.is_some_and(|rest| !is_number(rest)) {
        return Err(unclear());
    }
    let money = Money::parse(first).ok_or_else(unclear)?;
    Ok(Given { gives: format!("{{ premium_aid_amount = \"{money}\" }}"), figures: figure(first) })
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || c == '.')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_cell_gives_a_sum_or_a_percentage_or_is_said_not_to_be_understood() {
        for (cell, gives) in [
            ("400", "{ premium_aid_amount = \"400.00\" }"),
            ("３６０ ／ 40", "{ premium_aid_amount = \"360.00\" }"),
            ("270.5元", "{ premium_aid_amount = \"270.50\" }"),
            ("90%", "{ premium_aid = \"90\" }"),
            ("全额", "{ premium_aid = \"100\" }"),
        ] {
            assert_eq!(given(cell).unwrap().gives, gives, "{cell}");
        }
        for (cell, states_nothing) in
            [("—", true), ("", true), ("约400", false), ("1/2/3", false), ("400人", false)]
        {
            assert_eq!(given(cell).unwrap_err().1.is_some(), states_nothing, "{cell}");
        }
        // What is not a number on either side of a sign is not taken for one.
        for cell in ["约90%", "9o%", ".5%", "400/约40", "约400/40", "%", "400/"] {
            assert_eq!(given(cell).unwrap_err().1, None, "{cell}");
        }
    }
}
