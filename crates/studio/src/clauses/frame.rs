//! What a line around the numbered clauses is: title, number of the document, whom it is to, who signs it, its
//! date, its attachments; or nothing of a document.

use super::lines::ends;
use super::number::{self, half_width};

/// What documents call themselves, at the end of a title.
const KINDS: [&str; 36] = [
    "通知", "意见", "意見", "办法", "辦法", "方案", "规定", "規定", "条例", "條例", "细则", "細則",
    "法", "决定", "決定", "措施", "标准", "標準", "安排", "公告", "通告", "规划", "規劃", "纲要",
    "綱要", "计划", "計劃", "要点", "要點", "批复", "函", "制度", "目录", "目錄", "指南", "规程",
];

/// What offices are called, at the end of their names.
const OFFICES: &str = "局厅廳委会會府室部院署处處办辦";

/// Marks that no title and no signature has.
const MARKS: [char; 14] =
    ['。', '；', '，', '！', '？', '：', ':', ',', ';', '>', '_', '|', '[', ']'];

/// A title: `关于…的通知`, `…实施办法（试行）`.
pub fn is_title(text: &str) -> bool {
    let length = text.chars().count();
    let bare = text.trim_end_matches(['”', '"', '》']);
    let bare = bare
        .strip_suffix(['）', ')'])
        .map_or(bare, |open| open.rfind(['（', '(']).and_then(|at| open.get(..at)).unwrap_or(bare));
    let kind = || KINDS.iter().any(|kind| bare.ends_with(kind));
    (4..=100).contains(&length)
        && !text.contains(MARKS)
        && !is_listed(text)
        && (kind() || text.contains("关于") || text.contains("關於"))
}

/// A line that may be a part of a title: Chinese, no marks, not short.
pub fn is_title_part(text: &str) -> bool {
    let bracketed = text.starts_with(['(', '（']);
    !text.contains(MARKS)
        && !bracketed
        && !is_listed(text)
        && !is_document_number(text)
        && is_chinese(text)
}

/// The title that a line of particulars gives: `标题: …`.
pub fn stated_title(text: &str) -> Option<&str> {
    let (key, value) = text.split_once([':', '：'])?;
    let value = value.trim().trim_matches('"');
    matches!(key.trim(), "标题" | "標題" | "title")
        .then_some(value)
        .filter(|value| !value.is_empty())
}

/// `临政办发〔2024〕3号`.
pub fn is_document_number(text: &str) -> bool {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let year = |open: char, close: char| {
        compact.split_once(open).is_some_and(|(_, rest)| {
            rest.split_once(close).is_some_and(|(year, _)| {
                year.len() == 4 && year.bytes().all(|c| c.is_ascii_digit())
            })
        })
    };
    compact.ends_with(['号', '號'])
        && compact.chars().count() <= 30
        && !compact.contains(MARKS.as_slice())
        && (year('〔', '〕') || year('（', '）') || year('(', ')'))
}

/// `各区人民政府，市人民政府各部门：`.
pub fn is_salutation(text: &str) -> bool {
    let offices = text.contains(|c: char| OFFICES.contains(c))
        || text.contains("单位")
        || text.contains("單位");
    let closed = text.ends_with(['：', ':']) && text.chars().count() > 5;
    offices && (closed || text.starts_with('各') && !text.contains(['。', '；']))
}

/// A sentence, or one that a list or the whole text follows (`…通知如下：`); a shorter one with a colon is a label.
pub fn is_prose(text: &str) -> bool {
    let length = text.chars().count();
    let colon = text.ends_with(['：', ':']);
    let introduces = colon && text.trim_end_matches(['：', ':']).ends_with("如下");
    let bracketed = text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
    let long = length >= if colon { 15 } else { 10 };
    !is_listed(text) && is_chinese(text) && (introduces || (ends(text) || bracketed) && long)
}

/// Who signs, or the date: what stands under a document.
pub fn is_signature(text: &str) -> bool {
    is_date(text) || {
        let length = text.chars().count();
        (3..=60).contains(&length)
            && !text.contains(MARKS)
            && !is_listed(text)
            && is_chinese(text)
            && (text.ends_with(|c: char| OFFICES.contains(c)) || text.ends_with("中心"))
    }
}

fn is_date(text: &str) -> bool {
    let (year, month, day) = (text.find('年'), text.find('月'), text.find('日'));
    let ordered = matches!((year, month, day), (Some(year), Some(month), Some(day)) if year < month && month < day);
    ordered && text.chars().count() <= 40 && !text.contains(MARKS)
}

/// The sentence that says from when a document holds: `本通知自公布之日起施行`.
pub fn is_closing(text: &str) -> bool {
    let beginning: String = text.chars().take(40).collect();
    beginning.starts_with('本')
        && beginning.contains('自')
        && ["施行", "实施", "實施", "执行", "執行"].iter().any(|word| beginning.contains(word))
}

/// What a line says of attachments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Attached {
    /// The line begins one: its number as it is said (`附件2`) and the rest of the line.
    Begins(String, String),
    /// The line lists them: `附件：1.…`.
    List,
}

/// What `text` says of attachments, if it does.
pub fn attached(text: &str) -> Option<Attached> {
    let rest = text
        .strip_prefix("附件")
        .or_else(|| text.strip_prefix("附表"))
        .or_else(|| text.strip_prefix("附录"))
        .or_else(|| text.strip_prefix("附錄"))?;
    let label = text.get(..text.len() - rest.len())?;
    let digits = |c: &char| half_width(*c).is_ascii_digit() || "一二三四五六七八九十".contains(*c);
    let rest = rest.trim_start();
    let number: String = rest.chars().take_while(digits).collect();
    let after = rest.get(number.len()..)?;
    if let Some(listed) = after.strip_prefix(['：', ':']) {
        let alone = listed.trim().is_empty() && !number.is_empty();
        return Some(if alone { begins(label, &number, "") } else { Attached::List });
    }
    // `附件2 工作标准`, not `附件所列顺序`.
    let bracketed = after.starts_with(['（', '(']) && after.ends_with(['）', ')']);
    let apart = bracketed
        || after.is_empty()
        || after.starts_with([' ', '\u{3000}', '—', '-', '.', '．', '、']);
    let title = after.trim_start_matches([' ', '\u{3000}', '—', '-', '.', '．', '、']);
    (apart && !ends(title)).then(|| begins(label, &number, title))
}

/// The number of an attachment (`附件3`), if the cell of a table is one and nothing else.
pub fn attachment_number(cell: &str) -> Option<String> {
    match attached(cell)? {
        Attached::Begins(label, title) if title.is_empty() && label.ends_with(char::is_numeric) => {
            Some(label)
        }
        _ => None,
    }
}

fn begins(label: &str, number: &str, title: &str) -> Attached {
    let number: String = number.chars().map(half_width).collect();
    Attached::Begins(format!("{label}{number}"), title.to_owned())
}

/// A heading: a few words, at most one sentence, that text or items follow.
pub fn is_heading(text: &str) -> bool {
    let words = number::leading(text).map_or(text, |(_, rest)| rest);
    let words = words.trim().trim_end_matches(['。', '．', '.']);
    words.chars().count() <= 40 && !words.contains(['。', '；', ';'])
}

/// A line of a list or of a menu on a web page.
pub fn is_listed(text: &str) -> bool {
    text.starts_with(['-', '•', '·', '*', '<', '[', '【'])
}

/// Whether most of it is Chinese.
fn is_chinese(text: &str) -> bool {
    let (mut chinese, mut other) = (0_usize, 0_usize);
    for character in text.chars() {
        match u32::from(character) {
            0x3400..=0x9FFF => chinese += 1,
            _ if character.is_alphabetic() => other += 1,
            _ => {}
        }
    }
    chinese >= 3 && chinese > other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_told_by_its_form() {
        assert!(
            is_title("某市深化改革2012年主要工作安排")
                && is_title("关于印发《实施办法（试行）》的通知")
        );
        assert!(
            is_title("某某区医疗救助实施办法（试行）")
                && !is_title("经研究，现就有关事项通知如下：")
        );
        assert!(
            is_document_number("例医保发〔2022〕37号")
                && !is_document_number("- [发文字号] 例医保发 〔2022〕 37号")
        );
        assert!(is_salutation("各区人民政府，市人民政府各部门：") && !is_salutation("排序方式："));
        assert!(
            is_signature("例州市医疗保障局")
                && is_signature("2022年12月23日")
                && is_signature("二○一二年三月二十一日")
        );
        assert!(!is_signature("公报PDF") && !is_signature("相关解读"));
        assert!(
            is_closing("本通知自公布之日起施行，有效期为5年。")
                && !is_closing("本市户籍人员自愿参加。")
        );
        assert!(
            is_heading("(四)营造良好氛围")
                && !is_heading("（三）加强能力建设。各区要加强队伍建设。")
        );
    }

    /// Which of some lines are told to be what is asked.
    fn told<'l>(is: fn(&str) -> bool, lines: &[&'l str]) -> Vec<&'l str> {
        lines.iter().copied().filter(|line| is(line)).collect()
    }

    #[test]
    fn a_part_of_a_title_is_chinese_without_marks_brackets_or_a_document_number() {
        let lines = [
            "例州区人民政府办公室",
            "例州区2024年困难群众",
            "（2024年修订）",
            "- 政策文件",
            "例政办发〔2024〕3号",
            "Annex to the Notice",
            "来源：例州区医疗保障局",
        ];
        assert_eq!(told(is_title_part, &lines), lines[..2]);
    }

    #[test]
    fn most_of_a_chinese_line_is_chinese_and_figures_do_not_count() {
        let lines = [
            "一档400元，二档360元，三档1200元。",
            "医疗费ABC",
            "医保局",
            "医保",
            "下载PDF版通知ABCDEFG",
            "2024-01-01",
        ];
        assert_eq!(told(is_chinese, &lines), [lines[0], lines[2]]);
    }

    #[test]
    fn particulars_may_state_the_title() {
        assert_eq!(stated_title("标题：关于资助参保的通知"), Some("关于资助参保的通知"));
        assert_eq!(stated_title("title: \"例州区救助办法\""), Some("例州区救助办法"));
        assert_eq!(stated_title("标题："), None);
        assert_eq!(stated_title("来源：例州区医疗保障局"), None);
    }

    #[test]
    fn a_document_number_has_a_year_of_four_digits_and_ends_with_its_number() {
        let lines = [
            "例政办发〔2024〕3号",
            "例医保（2024）12 號",
            "例州区解放路(18)5号",
            "例政发〔二〇〕3号",
            "例政发〔某某某某〕3号",
            "关于调整标准的通知（2024）",
        ];
        assert_eq!(told(is_document_number, &lines), lines[..2]);
    }

    #[test]
    fn a_salutation_names_offices_and_closes_with_a_colon_or_begins_with_each() {
        let lines = [
            "市人民政府：",
            "例州区医疗保障局、财政局：",
            "各有关單位",
            "各乡镇人民政府、街道办事处",
            "办公地点：",
            "例州区医疗保障局办公室",
            "各区医保局要认真落实。",
            "符合下列条件之一的：",
        ];
        assert_eq!(told(is_salutation, &lines), lines[..4]);
    }

    #[test]
    fn prose_is_a_sentence_or_a_bracketed_note_and_not_a_label() {
        let lines = [
            "现将有关事项通知如下。",
            "为做好困难群众参保工作，现就有关事项通知如下：",
            "现通知如下：",
            "（2023年12月1日区政府常务会议通过）",
            "请遵照执行。",
            "联系我们的其他方式：",
            "· 本网站所有内容仅供参考。",
            "Please see the Annex attached below.",
            "（试行）例州区医疗救助实施办法",
            "例州区医疗救助实施办法（试行）说明",
        ];
        assert_eq!(told(is_prose, &lines), lines[..4]);
    }

    #[test]
    fn who_signs_is_an_office_alone_and_a_date_stands_alone() {
        let lines = [
            "例州区医疗保障局",
            "例州区社会保险经办中心",
            "2024年9月30日",
            "抄送：例州区民政局",
            "* 例州区医疗保障局",
            "局",
            "Bureau 局",
            "关于我们",
        ];
        assert_eq!(told(is_signature, &lines), lines[..3]);
    }

    #[test]
    fn a_closing_sentence_is_about_the_document_and_says_from_when() {
        let lines = [
            "本办法自2024年1月1日起施行。",
            "本区医疗救助由区医疗保障局负责执行。",
            "自2024年1月1日起，旧的标准不再执行。",
        ];
        assert_eq!(told(is_closing, &lines), lines[..1]);
    }

    #[test]
    fn an_attachment_begins_or_is_listed() {
        let begins = |label: &str, title: &str| Some(Attached::Begins(label.into(), title.into()));
        assert_eq!(attached("附件"), begins("附件", ""));
        assert_eq!(attached("附件２"), begins("附件2", ""));
        assert_eq!(attached("附件2 工作标准"), begins("附件2", "工作标准"));
        assert_eq!(attached("附件（身份；标准）"), begins("附件", "（身份；标准）"));
        assert_eq!(attached("附件1："), begins("附件1", ""));
        assert_eq!(attached("附件：1.申请表"), Some(Attached::List));
        assert_eq!(attached("附件:"), Some(Attached::List));
        assert_eq!(attached("附件所列顺序在前的身份资助。"), None);
        assert_eq!(attached("附件所列标准"), None);
        assert_eq!(attached("附件（一）所列标准"), None);
        assert_eq!(attached("附件2 按本标准执行。"), None);
    }
}
