//! What a pasted document is read as: small documents of every form, with the clauses and the lines left out that
//! are expected of them.

use mingbai_studio::clauses::{Cut, Document, Paragraphs, cut};

/// The clauses of a text, each as `number words`; a blank line between documents; then what is left out.
fn read(text: &str) -> String {
    let Cut { documents, left_out } = cut(text, Paragraphs::Apart);
    let clauses = |own: &Document| {
        let lines = own.clauses.iter().map(|own| format!("{} {}", own.at, own.text));
        lines.map(|line| line + "\n").collect::<String>()
    };
    let documents: Vec<String> = documents.iter().map(clauses).collect();
    let left_out = left_out.iter().flat_map(|own| ["- ", &own.text, "\n"]);
    documents.join("\n") + &left_out.collect::<String>()
}

#[test]
fn tables_are_told_from_the_text_around_them() {
    // A line break within a paragraph and a mark that no one sees are a word processor's.
    assert_eq!(
        read("一、总\u{7}则\n二、标准如下\u{b}| 身份 | 一档 |\u{b}| 低保对象 | 二档 |"),
        "一 一、总则\n二 二、标准如下 身份 | 一档\n二表1 低保对象 | 二档\n"
    );
    // Only the first line is the heading, of a table without figures too.
    assert_eq!(
        read("一、材料如下：\n| 身份 | 材料 |\n| 特困人员 | 身份证 |\n| 低保对象 | 低保证 |"),
        "一 一、材料如下： 身份 | 材料\n一表1 特困人员 | 身份证\n一表2 低保对象 | 低保证\n"
    );
}

#[test]
fn attachments_begin_where_they_stand_and_not_where_they_are_listed() {
    assert_eq!(
        read(
            "一、甲。\n附件1 资助标准\n附件2 申请表\n例州区医疗保障局\n2024年1月1日\n附件1\n资助标准\n一、丙。"
        ),
        "一 一、甲。\n尾 附件1 资助标准\n尾2 附件2 申请表\n尾3 例州区医疗保障局\n尾4 2024年1月1日\n\
         附件1 资助标准\n附件1一 一、丙。\n"
    );
    // An attachment has a title under its number or beside it, or none.
    assert_eq!(
        read(
            "一、甲。\n附件1\n一、乙。\n附件2 工作标准\n一、丙。\n附件3\n| 身份 | 一档 |\n| 特困人员 | 400 |"
        ),
        "一 一、甲。\n附件1 附件1\n附件1一 一、乙。\n附件2 工作标准\n附件2一 一、丙。\n\
         附件3 附件3 身份 | 一档\n附件3表1 特困人员 | 400\n"
    );
    // A list with numbers of its own is the close; before another number of the text it is a paragraph.
    assert_eq!(
        read("一、甲。\n附件：\n1.申请表\n2.标准表\n例州区医疗保障局"),
        "一 一、甲。\n尾 附件：\n尾2 1.申请表\n尾3 2.标准表\n尾4 例州区医疗保障局\n"
    );
    assert_eq!(
        read("一、甲。\n附件：1.申请表\n二、乙。"),
        "一 一、甲。\n一段2 附件：1.申请表\n二 二、乙。\n"
    );
}

#[test]
fn items_under_articles_and_chapters_of_parts_begin_no_document() {
    assert_eq!(
        read(
            "例州区救助条例\n第一条 下列人员：\n一、甲。\n二、乙。\n第二条 下列材料：\n一、丙。\n二、丁。"
        ),
        "题 例州区救助条例\n第一条 第一条 下列人员：\n第一条一 一、甲。\n第一条二 二、乙。\n\
         第二条 第二条 下列材料：\n第二条一 一、丙。\n第二条二 二、丁。\n"
    );
    assert_eq!(
        read("例州区救助条例\n第一编 总则\n第一章 对象\n第一条 甲。\n第二章 标准\n第二条 乙。"),
        "题 例州区救助条例\n编一 第一编 总则\n编一章一 第一章 对象\n第一条 第一条 甲。\n\
         编一章二 第二章 标准\n第二条 第二条 乙。\n"
    );
    // Chapters after the items of a notice are the regulation that it passes on.
    assert_eq!(
        read(
            "关于印发救助办法的通知\n一、认真执行。\n二、及时报告。\n例州区医疗救助办法\n第一章 总则\n第一条 甲。"
        ),
        "题 关于印发救助办法的通知\n一 一、认真执行。\n二 二、及时报告。\n\n\
         题 例州区医疗救助办法\n章一 第一章 总则\n第一条 第一条 甲。\n"
    );
}

#[test]
fn a_part_of_a_document_is_read_from_its_first_number_on() {
    assert_eq!(
        read("例州区节选\n（一）甲。\n（二）乙。"),
        "(一) （一）甲。\n(二) （二）乙。\n- 例州区节选\n"
    );
    assert_eq!(
        read("例州区\n节选\n（三）丙。\n（四）丁。"),
        "(三) （三）丙。\n(四) （四）丁。\n- 例州区\n- 节选\n"
    );
    assert_eq!(read("节选\n（一）甲。"), "(一) （一）甲。\n- 节选\n");
    // What is above the first outer number is of the one before it, which was not pasted.
    assert_eq!(
        read("1.甲。\n2.乙。\n二、丙。\n三、丁。"),
        "1 1.甲。\n2 2.乙。\n二 二、丙。\n三 三、丁。\n"
    );
}

#[test]
fn what_stands_under_the_last_number_is_of_it_or_of_the_whole() {
    let body = "一、对象\n（一）特困人员，由街道审核；不符合的退回。";
    let cut = "一 一、对象\n一(一) （一）特困人员，由街道审核；不符合的退回。\n";
    let asks = "请各街道认真做好宣传和落实工作。";
    let signed = "例州区医疗保障局\n2024年1月1日";
    let close = |first: u32| {
        let tail = |nth: u32| if nth == 1 { String::new() } else { nth.to_string() };
        format!("尾{} 例州区医疗保障局\n尾{} 2024年1月1日\n", tail(first), tail(first + 1))
    };
    // Numbers have one paragraph each: the sentence is about all of them.
    assert_eq!(
        read(&format!("{body}\n{asks}\n{signed}")),
        format!("{cut}一段末 {asks}\n{}", close(1))
    );
    assert_eq!(read(&format!("{body}\n{asks}")), format!("{cut}尾 {asks}\n"));
    assert_eq!(
        read(&format!("{body}\n{asks}\n{signed}\n附件1\n一、甲。")),
        format!("{cut}尾 {asks}\n{}附件1 附件1\n附件1一 一、甲。\n", close(2))
    );
    // Numbers have further paragraphs: it may be one, unless it says from when the document holds.
    let further = body.replace("\n（一）", "\n各区可以补充。\n（一）");
    let cut_further = cut.replace("一(一) ", "一段2 各区可以补充。\n一(一) ");
    assert_eq!(read(&format!("{further}\n{asks}")), format!("{cut_further}一(一)段2 {asks}\n"));
    let closing = "本通知自2024年1月1日起施行。";
    assert_eq!(read(&format!("{further}\n{closing}")), format!("{cut_further}尾 {closing}\n"));
    // Under an article it is one of the last number.
    let article =
        |text: &str| text.replace("一、对象", "第一条 对象").replace("一(一)", "第一条(一)");
    assert_eq!(
        read(&format!("{}\n{asks}", article(body))),
        format!("{}第一条(一)段2 {asks}\n", article(cut).replace("一 第一条", "第一条 第一条"))
    );
    // A list that has ended: what follows is of the clause that the list is of.
    assert_eq!(
        read("一、对象：\n（一）甲；\n（二）乙。\n上述人员按规定给予救助。\n二、标准。"),
        "一 一、对象：\n一(一) （一）甲；\n一(二) （二）乙。\n一段2 上述人员按规定给予救助。\n二 二、标准。\n"
    );
}

#[test]
fn the_title_and_the_preamble_are_found_between_what_a_web_page_has_around_them() {
    assert_eq!(
        read(
            "首页\n例州区人民政府门户网站\n关于资助参保的通知\n例医保发〔2024〕3号\n分享到：\n各街道办事处：\n现通知如下：\n一、甲。"
        ),
        "题 关于资助参保的通知\n序 例医保发〔2024〕3号\n序2 各街道办事处：\n序3 现通知如下：\n一 一、甲。\n\
         - 首页\n- 例州区人民政府门户网站\n- 分享到：\n"
    );
    assert_eq!(
        read("例州区医疗保障局\n例州区困难群众\n医疗救助实施办法\n各街道办事处：\n一、甲。"),
        "题 例州区困难群众医疗救助实施办法\n序 各街道办事处：\n一 一、甲。\n- 例州区医疗保障局\n"
    );
    // Under the document's number.
    assert_eq!(
        read("首页\n例医保发〔2024〕3号\n关于资助参保的通知\n各街道办事处：\n一、甲。"),
        "题 关于资助参保的通知\n序 例医保发〔2024〕3号\n序2 各街道办事处：\n一 一、甲。\n- 首页\n"
    );
    // What is marked as a heading, but for one with a number; what the particulars state.
    assert_eq!(
        read("首页\n# 例州区参保资助\n关于我们\n一、甲。"),
        "题 例州区参保资助\n一 一、甲。\n- 首页\n- 关于我们\n"
    );
    assert_eq!(
        read("标题：关于资助参保的通知\n来源：例州区\n一、甲。"),
        "题 关于资助参保的通知\n一 一、甲。\n- 来源：例州区\n"
    );
    let title = |text: &str| {
        let cut = cut(text, Paragraphs::Apart);
        cut.documents.first().and_then(|own| own.title().map(str::to_owned))
    };
    assert_eq!(title("例州区救助办法\n一、甲。"), Some("例州区救助办法".to_owned()));
    assert_eq!(title("一、甲。\n二、乙。"), None);
}

#[test]
fn paragraphs_are_put_together_where_that_is_asked() {
    let text = "例州区救助办法\n各街道办事处：\n现通知如下：\n一、对象\n（一）特困人员，由街道审核；不符合的退回。\n请各街道认真做好宣传和落实工作。\n例州区医疗保障局\n2024年1月1日";
    let cut = cut(&text.replace("对象\n", "对象\n各区可以补充。\n"), Paragraphs::Together);
    let at: Vec<&str> = cut.documents[0].clauses.iter().map(|own| own.at.as_str()).collect();
    assert_eq!(at, ["题", "序", "一", "一(一)", "尾"]);
    assert_eq!(cut.documents[0].clauses[1].text, "各街道办事处：现通知如下：");
    // The last paragraph of all is no further one of its number.
    let cut = mingbai_studio::clauses::cut(text, Paragraphs::Together);
    let at: Vec<&str> = cut.documents[0].clauses.iter().map(|own| own.at.as_str()).collect();
    assert_eq!(at, ["题", "序", "一", "一(一)", "一段末", "尾"]);
}

#[test]
fn lines_are_joined_where_a_printed_page_broke_them() {
    let full = "例州区各街道应当认真做好困难群众参保";
    // Four lines that reach the edge, a third of all; a short one, a sentence's end, an indent and a number do not go on.
    let page = format!(
        "一、甲\n{full}\n工作。\n{full}\n\u{3000}缩进的行\n{full}\n的资助\n{full}\n二、乙\n标准与程序各区另行规定\n审核\n执行"
    );
    let joined = format!(
        "一 一、甲\n一段2 {full}工作。\n一段3 {full}\n一段4 缩进的行\n一段5 {full}的资助\n一段6 {full}\n\
         二 二、乙\n二段2 标准与程序各区另行规定\n- 审核\n- 执行\n"
    );
    assert_eq!(read(&page), joined);
    // Fewer than a third: the lines are as long as what they say.
    let lines = format!("{page}\n{}", ["一行"; 8].join("\n"));
    assert!(read(&lines).contains(&format!("一段2 {full}\n一段3 工作。\n")));
    let ended = "困难群众参保资助标准由各区另行规定。";
    let ended = read(&format!("一、甲\n{}", [ended; 5].join("\n")));
    assert_eq!(ended.lines().count(), 6, "{ended}");
}

#[test]
fn a_number_that_leaves_out_a_few_is_one_and_a_farther_one_is_text() {
    assert_eq!(
        read("一、甲：\n1.乙。\n6.丙。\n6.丁。\n12.戊。\n二、己。"),
        "一 一、甲：\n一1 1.乙。\n一6 6.丙。\n一6段2 6.丁。\n一6段3 12.戊。\n二 二、己。\n"
    );
    let text = "例州区救助条例\n第一条 甲。\n第二条 乙。\n第二条之一 丙。\n第三条 丁。\n第九条 戊。\n第五条之一 己。";
    let Cut { documents, .. } = cut(text, Paragraphs::Apart);
    let doubtful = documents[0].clauses.iter().map(|own| (own.at.as_str(), own.doubt.is_some()));
    assert_eq!(
        doubtful.skip(1).collect::<Vec<_>>(),
        [
            ("第一条", false),
            ("第二条", false),
            ("第二条之一", false),
            ("第三条", false),
            ("第九条", true),
            ("第五条之一", true)
        ]
    );
}
