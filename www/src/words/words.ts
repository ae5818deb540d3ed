// Everything the page itself says, in both languages. What a policy says comes with the policy; what the command says
// too comes from crates/policies/answers.toml.
// {name} is filled in. tests/browser/words.unit.spec.ts checks that both sides are complete.

import type { Text } from "../engine/data.ts";
import { ANSWER_WORDS } from "./answer-words.ts";

const t = (zh: string, en: string): Text => ({ zh, en });

export const WORDS = {
  ...ANSWER_WORDS,

  // Top
  name: t("明白", "Mingbai"),
  purpose: t("看一看：医保文件给了您什么", "What a health-insurance document gives you"),
  other_language: t("English", "中文"),
  text_size: t("字的大小", "Text size"),
  size_18: t("标准", "Standard"),
  size_22: t("大", "Large"),
  size_28: t("特大", "Largest"),
  contrast: t("黑白分明", "High contrast"),
  settings: t("字体", "Text"),

  // Place
  which_place: t("您是哪里的？", "Where do you live?"),
  which_place_help: t("选您医保所在的地方。文件不同，能得到的也不同。", "Choose where your health insurance is. Each document gives different things."),
  unknown_policy: t("没有叫“{id}”的文件。请在下面选一个。", "There is no document called “{id}”. Please choose one below."),
  change_place: t("换地方", "Other place"),
  issued: t("{year}年的文件", "Document of {year}"),

  // Validity
  example_figures: t("示例数字，不是真的", "Example figures, not real"),
  example_notice: t(
    "缴费标准、起付线、报销比例都是举例用的，哪个县都不是这样。",
    "Contributions, deductibles and reimbursement rates here are made up; no county has them.",
  ),

  // Questions
  question: t("问题", "Question"),
  progress: t("最多还有{left}题", "At most {left} to go"),
  why_asked: t("为什么问", "Why we ask"),
  why_hangs: t("这一题关系到：", "It decides:"),
  why_amounts: t("钱数多少看这一题。", "The amounts depend on it."),
  why_more: t("还有{n}项", "and {n} more"),
  next: t("下一题", "Next"),
  back: t("上一题", "Back"),
  save: t("改好了", "Save the change"),
  please_choose: t("请先选一个。不清楚，就选“我不知道”。", "Please choose one. If you are not sure, choose “I don’t know”."),
  please_amount: t("请填多少元，比如 1500 或 1500.50。不清楚，就选“我不知道”。", "Please give an amount of yuan, such as 1500 or 1500.50, or choose “I don’t know”."),
  please_number: t("请填{min}到{max}的整数。不清楚，就选“我不知道”。", "Please give a whole number from {min} to {max}, or choose “I don’t know”."),
  refused_entry: t("这里填的不能用，请看看有没有填错。现在当作不知道。", "This cannot be used; please check it. For now it counts as not known."),
  all_asked: t("都问完了", "That was the last question"),
  all_asked_text: t("您能得到{granted}项，还有{open}项要问清。想改哪个回答，点它旁边的“改”。", "You get {granted}; {open} are still open. To change an answer, press “Change” beside it."),
  your_answers: t("您的回答", "Your answers"),
  change: t("改", "Change"),
  change_what: t("改“{what}”", "Change “{what}”"),
  restart: t("重新开始", "Start again"),
  privacy: t("您的回答只在这台机器里，不存、不传。关掉网页就没有了。", "Your answers stay in this device. Nothing is saved or sent; closing the page removes them."),

  // Results
  results: t("结果", "Results"),
  see_results: t("看结果", "See the results"),
  granted: t("能得到", "Yes"),
  refused: t("没有", "No"),
  open: t("还要问清", "Need to know"),
  stated: t("写明的事", "Stated"),
  granted_group_lapsed: t("按当时的规定，您能得到", "Under the rules of that time, you get"),
  nothing_yet: t("还没有确定能得到的。接着回答，就会出来。", "Nothing is certain yet. Results appear as you answer."),
  nothing_granted: t("这份文件里，没有确定给您的。", "Nothing in this document is certain for you."),
  others_note: t("这些是文件要求政府、医院做的，或者要大家遵守的，不是个人去领的。", "The document asks these of government, hospitals or everyone. They are not something a person claims."),
  commitment: t("要做的事", "Commitment"),
  duty: t("要遵守的", "Duty"),
  why: t("为什么", "Why"),
  whatever_all: t("不管怎么答，都是这样。", "This holds whatever else you answer."),
  asked_unknown: t("答了“我不知道”的，弄清楚了再来改。", "Where you answered “I don’t know”: find out and change it later."),
  possible: t("可能是：", "It may be:"),
  clause: t("依据", "Clause"),
  how_to_claim: t("怎么办", "How to claim"),
  how_to_claim_unstated: t("文件没有写怎么办。带上身份证和医保卡，问医保窗口，或者打12345。", "The document does not say how. Take your identity card and insurance card and ask the medical-insurance window or call 12345."),
  rests_on_reading: t("文件没写清的地方，我们这样读", "Where the text is unclear: how we read it"),
  reading_other: t("也可以读作：", "It can also be read as: "),
  emended: t("原文有误", "The source text is damaged"),
  receipt: t("规则 {hash} · 引擎 {engine} · {on}", "Rules {hash} · engine {engine} · {on}"),
  now_settled: t("有了结果：{list}", "Settled: {list}"),
  now_open: t("要重新问清：{list}", "Open again: {list}"),

  // Amounts
  missing_figures: t("要算出钱数，还缺这些数字（文件里没有，要问医保窗口）：", "To work out the amounts, these figures are missing (the document does not state them; ask the insurance window):"),
  missing_facts: t("钱数还要看：", "The amounts also depend on: "),

  // Rooms
  rooms: t("几个页面", "Pages"),
  room_ask: t("问题", "Questions"),
  room_bill: t("住院账单", "Hospital bill"),
  room_bill_premium: t("缴费", "Contribution"),
  room_family: t("家里人", "Family"),
  room_card: t("明白卡", "Card"),

  // Bill
  bill_help: t("把一年里住院的账单填进来，按日子先后。会算出谁付多少，您自己付多少。", "Enter this year’s hospital bills, by date. The page works out who pays what, and what you pay."),
  bill_terms: t("账单上的几个词", "Words on the bill"),
  bill_total_help: t("账单上写着“总费用”或“合计”。", "On the bill: “总费用” or “合计”."),
  bill_in_scope_help: t("就是医保管的那部分，也叫“合规费用”。结算单上有；没有就问医院的医保窗口。", "The part the insurance covers (政策范围内费用 or 合规费用). It is on the settlement sheet; otherwise ask the hospital’s insurance window."),
  bill_deductible: t("起付线", "Deductible"),
  bill_deductible_help: t("医保开始报销之前，自己先付的那部分钱。", "What you pay first, before the insurance pays anything."),
  yuan_unit: t("元", "yuan"),
  percent_unit: t("%", "%"),
  add_first_stay: t("填一张账单", "Enter a bill"),
  add_stay: t("再填一张账单", "Enter another bill"),
  stays_full: t("最多填{n}次住院。", "At most {n} stays can be entered."),
  remove: t("去掉", "Remove"),
  remove_stay: t("去掉这张账单", "Remove this bill"),
  remove_what: t("去掉“{what}”", "Remove “{what}”"),
  not_an_amount: t("这里要填钱数，比如 1200 或 1200.50。", "Please give an amount such as 1200 or 1200.50."),
  not_a_percent: t("这里要填0到100的数，比如 62。", "Please give a number from 0 to 100, such as 62."),
  more_than_total: t("这个数比总费用还多，请再看看账单。", "This is more than the total cost; please look at the bill again."),
  who_pays: t("谁付多少", "Who pays what"),
  amounts_wait: t("还算不出：上面缺的数字填好了，这里就有钱数。", "Not known yet: fill in the missing figures above, and the amounts appear here."),
  total_missing: t("填了总费用和政策范围内费用，就能算出来。", "Fill in the total cost and the in-scope cost to see the amounts."),
  bill_total_sum: t("总费用：", "Total cost:"),
  range_note: t("条纹的一段还不一定：要看没答清的问题。", "The striped part is not certain: it depends on what is still not known."),
  stays_open: t("没填的太多，算不出。请先填每次住院的医院。", "Too much is left open to work this out. Please fill in the hospital of each stay first."),
  no_settlement: t("按您的回答，这份文件不管这张账单。", "By your answers, this document does not cover the bill."),
  arithmetic: t("怎么算出来的", "How it is worked out"),
  points: t("{n}个百分点", "{n} points"),
  from_clause: t("依据：{at}", "Clause: {at}"),
  from_bill: t("您的账单", "your bill"),
  from_you: t("您填的", "entered by you"),
  from_source: t("{source}，{date}", "{source}, {date}"),
  step_contribution: t("应该交", "contribution"),
  step_base: t("一档的缴费", "tier-1 contribution"),
  step_share: t("帮您交的比例", "share paid for you"),
  step_aid: t("帮您交", "paid for you"),
  step_pays: t("您自己交", "you pay"),
  step_in_scope: t("政策范围内费用", "in-scope cost"),
  step_in_scope_left: t("政策范围内剩下的", "in-scope cost left"),
  step_out_of_scope: t("医保不管的费用", "cost outside the insurance"),
  step_deductible: t("起付线", "deductible"),
  step_deductible_less: t("起付线减少", "deductible lowered by"),
  step_rate: t("报销比例", "reimbursement rate"),
  step_rate_plus: t("报销比例提高", "reimbursement rate raised by"),
  step_payment: t("付的钱", "payment"),
  step_cap: t("全年封顶线", "annual cap"),
  step_paid: t("封顶以后付的钱", "payment within the annual cap"),
  step_sum: t("今年累计算进来的费用", "cost counted this year, summed"),
  step_band: t("从这里起的一段", "band from"),
  step_payment_on_sum: t("按累计该付", "payment on the sum"),
  step_payment_on_sum_before: t("以前已经付", "already paid before"),
  step_left: t("前面报完剩下的", "left after what was paid before"),
  step_at_least: t("至少救助", "at least"),
  step_rate_less: t("报销比例降低", "reimbursement rate lowered by"),
  step_first_self_paid: t("您先自己付的比例", "share you pay first yourself"),
  step_self_paid: t("您先自己付", "paid first by yourself"),
  step_deductible_by_stay: t("起付线这次算多少", "share of the deductible counted this time"),
  step_most: t("每次最多付", "at most a bill"),
  step_on_sheet: t("结算单上写的", "as the settlement sheet says"),
  step_made_up: t("加上以前没付够的", "with what caps had cut before"),

  // Side by side, advice
  compare: t("换个档次、换家医院比一比", "Side by side: tier and hospital"),
  compare_help: t("同样的账单，最后一次住院换家医院，您自己付多少。", "What you would pay for the same bills, with the last stay in another hospital."),
  compare_missing: t("别的还缺数字，比不了。在上面“想比一比”里填。", "For the others figures are missing: fill them in above, under “only for comparing”."),
  as_entered: t("（现在）", "(as entered)"),
  doctor_first: t("该去哪里看病，先听医生的。", "Where to be treated is for the doctor to say first."),
  premium_pays_year: t("一年缴费自己交", "Contribution you pay"),
  bill_pays: t("住院自己付", "Hospital: you pay"),
  floor_bill_pays: t("住院自己最多付", "Hospital: you pay at most"),
  advice: t("怎样能少花、多得", "What could help you"),
  advice_note: t("只是比一比。身份要真的符合、认定了才算；看病先听医生的。", "For comparison only. A status counts only once it is recognised; where to be treated is for the doctor to say."),
  advice_if: t("如果“{what}”", "If “{what}”"),
  advice_apply: t("符合条件的，可以申请“{what}”；认定了，", "If you meet the conditions, you can apply for “{what}”. Once recognised,"),
  advice_gains: t("还能得到：{what}", "You would also get: {what}"),
  advice_more: t("给得更多：{what}", "Gives more: {what}"),
  saves: t("，少付{n}元。", "you pay ¥{n} less."),
  saves_up_to: t("，最多少付{n}元。", "you pay up to ¥{n} less."),
  saves_range: t("，少付{least}到{most}元。", "you pay ¥{least} to ¥{most} less."),

  // Figures
  enter_figures: t("去填这些数字", "Fill in these figures"),
  figures: t("还缺的数字", "Figures still missing"),
  figures_help: t("文件里没有这些数字。问医保窗口，或者看当地的医保通知。不知道的可以空着。", "The document does not state these. Ask the insurance window or look at the local notice. Leave empty what you do not know."),
  choose_level_first: t("先在上面选好是哪一级医院，这里就少填几样。", "Choose the hospital’s level above first: then fewer figures are needed here."),
  figures_compare: t("想比一比，还要这些数字", "More figures, only for comparing"),
  figure_sources: t("用到的数字是哪里来的", "Where the figures come from"),
  no_cap: t("没有封顶线", "There is no annual cap"),
  bands_help: t("一段一行：从多少钱起，报百分之几。", "One band a line: from what amount, and the reimbursement rate."),
  band_from: t("第{n}段从", "Band {n} from"),
  band_percent: t("第{n}段报", "Band {n} pays"),
  not_bands: t("每一段都要填钱数和比例，钱数一段比一段大。", "Each band needs an amount and a share, and the amounts must rise."),
  bands_from_deductible: t("从起付线以上开始算", "Above the deductible"),
  bands_from_zero: t("从零开始算", "From zero"),

  // Family
  family: t("家里人", "Your family"),
  family_help: t("每个人能得到的不一样。全家共同的回答不用再答，只问各人自己的。", "Each person’s results differ. Answers about the household are shared; only what is each person’s own is asked."),
  add_member: t("再看一个家里人", "Add a family member"),
  member_counts: t("能得到{granted}项，还有{open}项要问清", "{granted} given, {open} still open"),
  look_at: t("看这个人", "Look at"),
  look_at_what: t("看“{what}”", "Look at “{what}”"),
  go_on: t("接着答", "Continue"),

  // Card
  card_help: t("打印出来，或者给窗口的人扫一扫。上面没有名字。", "Print it, or let the clerk at the window scan it. It carries no name."),
  paper: t("用什么纸", "Paper"),
  paper_a5: t("A5纸", "A5 sheet"),
  paper_receipt: t("80毫米小票", "80 mm receipt"),
  print: t("打印明白卡", "Print the card"),
  not_printed: t(
    "没有打出来：没接打印机，或者这个浏览器不会打印。您的回答都还在，可以用手机把下面的明白卡拍下来。",
    "Nothing was printed: no printer, or a browser that cannot print. Your answers are still here; photograph the card below.",
  ),
  make_card: t("看明白卡", "See the card"),
  money: t("钱", "Money"),
  ask_amounts: t("有的钱数还算不出，缺当地的数字：问医保窗口。", "Some amounts are not known: local figures are missing; ask the insurance window."),
  find_out: t("先弄清：", "Find out first: "),
  hangs_on_it: t("弄清了才知道有没有：", "Then it is clear whether you get: "),
  where_to_go: t("到哪里办，带什么", "Where to go, what to bring"),
  ask_window: t("问当地的医保窗口", "Ask the local medical-insurance window"),
  office_phone: t("电话", "Telephone"),
  office_hours: t("时间", "Open"),
  office_bring: t("要带", "Bring"),
  bring_usual: t("文件没写。一般是身份证、医保卡、住院结算单，先问清楚再去", "not stated; usually identity card, insurance card and hospital settlement sheet: ask first"),
  qr: t("您的回答，做成了码", "Your answers as a code"),
  qr_help: t("窗口的人扫这个码，就能看到您的回答。没有名字。", "At the window this code opens your answers. It has no name in it."),
  open_code: t("打开明白卡上的码", "Open the code of a card"),
  open_code_help: t("把码扫进来，或者粘贴在这里：", "Scan or paste the code here:"),
  open_code_do: t("打开", "Open"),
  code_damaged: t("这个码不完整，或者不是明白卡的码。请再扫一次。", "This code is incomplete or not from a card. Please scan it again."),
  code_other_document: t("这个码是另一个地方的文件，这里没有。", "This code belongs to a document that is not in this page."),
  code_other_version: t("这个码是用另一版规则做的，请重新回答。", "This code was made with another version of the rules; please answer again."),

  // Read aloud
  read_aloud: t("读给我听", "Listen"),
  no_speech: t("这个浏览器不会读。请身边的人念给您听。", "This browser cannot read aloud."),
  no_voice: t("这台机器上没有中文的声音，读不了。请身边的人念给您听。", "This device has no English voice, so it cannot read aloud."),

  // Kiosk
  finish: t("用完了", "I am done"),
  idle_title: t("您还在吗？", "Are you still there?"),
  idle_text: t("再过{n}秒，这里的回答就全部清掉。", "All answers here are wiped in {n} seconds."),
  idle_stay: t("我还在用", "I am still here"),
  keypad: t("数字键", "Keypad"),
  key_delete: t("删一个", "Delete"),
  key_ok: t("好了", "OK"),
  trouble_kiosk: t("机器出了错，正在重新开始，请稍等。", "Something went wrong; the machine is starting again. Please wait."),

  // Readings, validity
  reading_switch: t("按另一种读法看看", "Show the other way to read it"),
  reading_back: t("改回原来的读法", "Back to our reading"),
  reading_notice: t("您换了一种读法看结果。", "You are looking at the results with another reading of the text."),
  held_until: t("只管到{day}", "until {day}"),
  holds_from: t("从{day}起", "from {day}"),

  // Start, trouble
  starting: t("正在打开，请稍等…", "Opening, please wait…"),
  cannot_start: t(
    "这里打不开。请刷新一次；还是不行，请换新一点的浏览器（双核浏览器请用“极速模式”），或者到医保窗口问。",
    "This does not open here. Please reload the page, use a newer browser, or ask at the medical-insurance window.",
  ),
  trouble: t("出了问题", "Something went wrong"),
  trouble_engine: t("网页里的计算出了错。请重新开始；还是不行，到医保窗口问。", "The calculation in this page failed. Please start again; if that does not help, ask at the insurance window."),

  // Between words
  comma: t("、", ", "),
  with_values: t("{what}（{values}）", "{what} ({values})"),
  semicolon: t("；", "; "),
  colon: t("：", ": "),
} satisfies Record<string, Text>;

export type WordId = keyof typeof WORDS;

/** Whether a name that was put together names a word of the page. */
export const isWord = (id: string): id is WordId => id in WORDS;

/** How many blanks a word has. */
export const blanks = (id: WordId): number => WORDS[id].zh.split("{").length - 1;
