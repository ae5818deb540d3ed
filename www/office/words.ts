// What the office page says, in both languages.

import type { Text } from "../src/engine/policy-words.ts";
import { FORM_WORDS } from "./form-words.ts";
import { LEDGER_WORDS } from "./ledger-words.ts";

const t = (zh: string, en: string): Text => ({ zh, en });

export const WORDS = {
  name: t("明白·办公", "Mingbai office"),
  other_language: t("English", "中文"),
  privacy: t("这个网页不联网，不经您同意也不保存：写的都只在这台电脑上，关掉就没了，请先存成文件。", "This page connects to nothing, and keeps nothing without your leave: what you write is gone when it is closed, so save it to a file first."),
  cannot_start: t(
    "这个浏览器不让网页在后台计算，所以打不开。请换新一点的浏览器（谷歌 Chrome、微软 Edge、火狐），或者用命令 mingbai。",
    "This browser does not let a page work in the background, so this one cannot start. Use a newer browser (Chrome, Edge, Firefox), or the command mingbai.",
  ),
  damaged: t(
    "这个文件坏了，没有拷全或没有下全。请重新拿一份完整的 office.html。",
    "This file is damaged: it was not copied or downloaded whole. Get a whole copy of office.html.",
  ),
  call_failed: t("刚才出了错，没有算完。写的都还在，请再试一次。", "Something went wrong and was not finished. All you wrote is still here; please try again."),
  begin_from: t("从哪里开始", "Begin from"),
  begin_new: t("空白的新文件", "A new document"),
  begin: t("打开", "Open"),
  open_files: t("打开自己的文件", "Open files of your own"),
  open_help: t(
    "以前存的项目文件（.mingbai），或者分开存的规定、数字、案例（.toml）和条款表（.tsv）。也可以把文件拖到这里。",
    "A project file you saved (.mingbai), or the policy, figures, cases (.toml) and clause tables (.tsv) each by itself. Or drag the files here.",
  ),
  replace: t("现在写的会换掉，没存的就没了。要换吗？", "What is written here now is replaced; what is not saved is lost. Replace it?"),
  replace_yes: t("换掉", "Replace it"),
  replace_no: t("不换", "Keep it"),
  not_a_file: t("{names}：不认得。文件名里要有 policy、figures、cases，或者以 .tsv、.mingbai 结尾。", "{names}: not a file of a document. Its name must contain policy, figures or cases, or end in .tsv or .mingbai."),
  not_text: t("{names}：不是文字文件（UTF-8）。请另存为 UTF-8 再打开。", "{names}: not text in UTF-8. Save it as UTF-8 and open it again."),

  files: t("文件", "Files"),
  policy_file: t("规定 policy.toml", "Policy policy.toml"),
  figures_file: t("数字 figures.toml", "Figures figures.toml"),
  cases_file: t("案例 cases.toml", "Cases cases.toml"),
  clauses_file: t("条款 {name}", "Clauses {name}"),
  save_file: t("保存 {name}", "Save {name}"),
  save_page: t("保存居民的网页", "Save the resident's page"),

  check: t("检查", "Check"),
  nothing_open: t("打开一份文件，或者直接写，这里就会检查。", "Open a document, or just write: it is checked here."),
  checking: t("正在检查……", "Checking…"),
  to_put_right: t("{count}处要改", "{count} things to put right"),
  one_to_put_right: t("1处要改", "1 thing to put right"),
  nothing_to_put_right: t("没有要改的", "Nothing to put right"),
  line: t("{file} 第{line}行", "{file}, line {line}"),

  refused: t("{names}", "{names}"),
  no_page: t("改好规定和数字，才做得出居民的网页。", "The resident's page can be made once policy and figures are put right."),

  clauses: t("条款", "Clauses"),
  paste: t("贴上文件的正文", "Paste the text of the document"),
  cut: t("分成条款", "Cut into clauses"),
  no_clauses: t("没有看到条款。请贴上文件的正文。", "No clauses were found. Paste the text of the document."),
  doubtful: t("这些条款的编号请再看一眼：{names}", "Please look at the numbers of these clauses again: {names}"),
  no_coverage: t("贴上文件的正文，或者打开条款表，这里就看得到每一条有没有着落。", "Paste the document's text, or open its clause table, to see here what has become of each clause."),
  covered: t("共{all}条：{provision}条有规定，{elsewhere}条写明了不用，{open}条还没有着落", "{all} clauses: {provision} in a provision, {elsewhere} with a reason why not, {open} still open"),
  fate_provision: t("有规定", "in a provision"),
  fate_elsewhere: t("写明了不用", "with a reason why not"),
  fate_open: t("还没有着落", "still open"),
  why_not: t("为什么不用", "Why not"),
  write_why_not: t("写明不用", "Say why not"),

  cases: t("案例", "Cases"),
  cases_hold: t("{all}个案例，全部相符", "{all} cases, all as expected"),
  cases_fail: t("{all}个案例，{failed}个不符", "{all} cases, {failed} not as expected"),
  holds: t("相符", "as expected"),
  fails: t("不符", "not as expected"),
  differs: t("{key}：案例写的是 {expected}，算出来是 {found}", "{key}: the case says {expected}, the answer is {found}"),
  cases_wait: t("改好上面的，案例才算得出来。", "Cases are tried once what stands above is put right."),
  no_cases: t("还没有案例。在“案例”里写几个人和他们该得的，这里就会对照。", "No cases yet. Under “Cases” write a few people and what they should get, and they are compared here."),

  preview: t("居民看到的", "What residents see"),
  preview_wait: t("改好上面的，这里才有居民的网页。", "The resident's page is shown here once what stands above is put right."),
  preview_old: t("这是改之前的网页。", "This is the page before the last changes."),

  picture: t("画成一张图", "As a picture"),
  print_picture: t("打印这张图", "Print the picture"),
  save_picture: t("保存这张图（SVG）", "Save the picture (SVG)"),

  diff: t("和原来的比一比", "Compare with an earlier version"),
  diff_help: t("选原来的那一份，这里就说：从它改成现在写的，谁多得、谁少得，改了哪些话。", "Choose the earlier version: what changes for whom from that one to what is written here is told."),
  diff_shipped: t("原来的", "The earlier version"),
  diff_file: t("或者打开 policy.toml、项目文件（也可以拖到这里）", "or open a policy.toml or a project file (or drag it here)"),
  diff_from: t("从 {name} 改成现在写的", "From {name} to what is written here"),
  diff_added: t("新加", "new"),
  diff_removed: t("没有了", "gone"),
  diff_renamed: t("改名", "renamed"),
  diff_changed: t("改了", "changed"),
  diff_more: t("这些人多得：", "These get more:"),
  diff_less: t("这些人少得：", "These get less:"),
  diff_open: t("这些人多得还是少得，要看情况：", "For these it depends whether it is more or less:"),
  diff_was: t("原来", "was"),
  diff_now: t("现在", "now"),
  print_diff: t("打印比较", "Print the comparison"),
  ...FORM_WORDS,

  project: t("存成一个文件", "All in one file"),
  project_help: t("规定、数字、案例、条款和贴上的正文，都存在一个文件里，可以带走、发给别人、再打开。", "Policy, figures, cases, clauses and the pasted text in one file: to take along, to send, to open again."),
  save_project: t("保存项目文件", "Save the project file"),
  project_alone: t("{names} 是项目文件，里面什么都有：请单独打开它。", "{names} is a project file, with everything in it: open it alone."),
  no_project: t("{names} 第{line}行：这不是项目文件，第一行应该是“Mingbai project 1”。", "{names}, line {line}: this is no project file; its first line must be \"Mingbai project 1\"."),
  project_newer: t("{names} 第{line}行：这是第{part}版的项目文件，这里只认第1版。请用新一点的明白打开。", "{names}, line {line}: this is a project file of version {part}, and only version 1 is known here. Open it with a newer Mingbai."),
  project_name: t("{names} 第{line}行：不认得文件“{part}”。应该是 policy.toml、figures.toml、cases.toml、source.txt 或条款表 名称.tsv。", "{names}, line {line}: no file of a project is called \"{part}\": expected policy.toml, figures.toml, cases.toml, source.txt or a clause table, NAME.tsv."),
  project_twice: t("{names} 第{line}行：{part} 前面已经有了。留下一份，删掉另一份。", "{names}, line {line}: {part} stood above already. Keep one of the two."),
  project_head: t("{names} 第{line}行：这里应该写下面是哪个文件，如“{part}”。", "{names}, line {line}: here it must say which file follows, such as \"{part}\"."),
  project_escape: t("{names} 第{line}行（{part}）：一行不能只以一个“\\”开头，要写成“\\\\”。", "{names}, line {line} ({part}): a line cannot begin with a single \"\\\": write \"\\\\\"."),
  project_joined: t("{names} 第{line}行：“{part}”后面还有内容，是两个文件连在一起了。请分开再打开。", "{names}, line {line}: something follows \"{part}\"; two files were joined. Take them apart and open one."),
  project_cut: t("{names} 第{line}行：到这里就断了（{part}），没有存全或没有传全。请重新拿一份完整的。", "{names}, line {line}: it breaks off here ({part}); it was not saved or sent whole. Get a whole copy."),
  keep_nowhere: t(
    "这个网页是直接从文件打开的，留在浏览器里的东西，别的网页也可能看到，所以这里什么也不留。离开之前，请保存项目文件。",
    "This page was opened from a file, and other pages might see what it keeps in the browser, so it keeps nothing. Save the project file before you leave.",
  ),
  keep_off: t("可以让这个浏览器每次改动都留一份，下次接着写。只留这里写的文件，不留台账；用这台电脑的人都看得到。", "This browser can keep every change for your next visit. Only the files written here are kept, never a ledger; whoever uses this computer can see them."),
  keep_begin: t("留一份", "Keep my changes"),
  keep_found: t("这个浏览器里留着上次写的。", "This browser has kept what was written last time."),
  keep_resume: t("接着写", "Go on with it"),
  keep_on: t("每次改动都留在这个浏览器里：{names}。", "Each change is kept in this browser: {names}."),
  keep_nothing: t("还没有写", "nothing is written yet"),
  keep_full: t("这个浏览器留不下了（满了）：刚才的改动没有留。请保存项目文件。", "This browser has no room: the last change was not kept. Save the project file."),
  keep_other: t("另一个窗口在留它写的，这个窗口不再留。请保存项目文件。", "Another window keeps its own texts now; this one keeps nothing more. Save the project file."),
  keep_end: t("删掉留着的，不再留", "Delete what is kept, keep nothing more"),
  ...LEDGER_WORDS,
} as const satisfies Record<string, Text>;

export type WordId = keyof typeof WORDS;

export type Language = keyof Text;

/** A text of the page, its blanks filled in. */
export const say = (language: Language, id: WordId, blanks: Record<string, string | number> = {}): string =>
  WORDS[id][language].replace(/\{(\w+)\}/g, (_, name: string) => String(blanks[name] ?? ""));

/** What a part is called beside the whole it is of: "who: means". */
export const called = (language: Language, ...parts: string[]): string => parts.join(language === "zh" ? "：" : ": ");
