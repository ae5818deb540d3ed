//! The files of an office, damaged: workbooks (the package, and the texts inside it), mappings, pasted documents, the
//! studio's edits.

use std::io::{Cursor, Read as _, Write as _};
use std::sync::LazyLock;

use mingbai_compiler::words::{PolicyWords, VocabularyWords};
use mingbai_compiler::{CompiledVocabulary, compile_vocabulary, read_clauses};
use mingbai_core::kernel::date::Date;
use mingbai_core::kernel::diagram::UNKNOWN;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::Policy;
use mingbai_core::policy::vocabulary::Vocabulary;
use mingbai_ledger::document::Document;
use mingbai_ledger::ledger::Ledger;
use mingbai_ledger::mapping::Mapping;
use mingbai_ledger::propose::propose;
use mingbai_ledger::synonyms::Synonyms;
use mingbai_ledger::workbook::Workbook;
use mingbai_studio::check::{Texts, check};
use mingbai_studio::clauses::{Paragraphs, cut};
use mingbai_studio::edit::File;
use mingbai_studio::rows::Table;
use mingbai_tests::random::Random;

use crate::{damage, fuzz, fuzz_within};

const LANG: Lang = Lang::Zh;

/// A built-in policy as an office has it.
struct Office {
    policy: Policy,
    words: PolicyWords,
    vocabulary: Vocabulary,
    shared: VocabularyWords,
    synonyms: Synonyms,
}

static OFFICE: LazyLock<Office> = LazyLock::new(|| {
    let own = mingbai_policies::policies().iter().find(|own| own.id == "liangping-2019").unwrap();
    let vocabulary = mingbai_policies::vocabulary();
    Office {
        policy: Policy::from_bytes(own.bytes).unwrap(),
        words: serde_json::from_str(own.words_json).unwrap(),
        vocabulary: Vocabulary::from_bytes(vocabulary.bytes).unwrap(),
        shared: serde_json::from_str(vocabulary.words_json).unwrap(),
        synonyms: Synonyms::from_toml(mingbai_policies::SYNONYMS_TOML).unwrap(),
    }
});

fn vocabulary() -> CompiledVocabulary {
    compile_vocabulary("facts.toml", mingbai_policies::FACTS_TOML).unwrap()
}

/// Opens a ledger with what is proposed for it, or with a mapping, and reads its residents.
fn read(workbook: &Workbook, mapping: Option<&Mapping>) {
    let office = &*OFFICE;
    let Office { policy, words, vocabulary, shared, synonyms } = office;
    let document = Document { policy, words, vocabulary, shared };
    let on = Date::parse("2019-11-01");
    let proposed = propose(document, workbook, synonyms, on, LANG).ok();
    let Some(mapping) = mapping.or(proposed.as_ref().map(|proposed| &proposed.mapping)) else {
        return;
    };
    match Ledger::open(document, workbook, mapping, synonyms, on, LANG) {
        Ok(ledger) => {
            let mut values = vec![UNKNOWN; ledger.columns.slots.len()];
            for resident in 0..ledger.rows.len() {
                ledger.read(resident, &mut values, LANG);
            }
        }
        Err(problems) => assert!(!problems.is_empty()),
    }
}

/// What reading a workbook may need at once, in bytes: a small one may have cells as far apart as those of a large
/// ledger (crates/ledger/tests/bombs.rs).
const MOST_OF_A_WORKBOOK: u64 = 700 << 20;

const MESSY: &[u8] = include_bytes!("../../crates/ledger/tests/ledgers/messy.xlsx");
const TICKS: &[u8] = include_bytes!("../../crates/ledger/tests/ledgers/ticks.xls");

/// The parts of a package.
fn parts(package: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut package = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let indices = 0..package.len();
    let part = |index| {
        let (mut part, mut bytes) = (package.by_index(index).unwrap(), Vec::new());
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    };
    indices.map(part).collect()
}

fn package(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        package.start_file(name, stored).unwrap();
        package.write_all(bytes).unwrap();
    }
    package.finish().unwrap().into_inner()
}

/// An .ods of three rows.
fn ods() -> Vec<u8> {
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |cells: [&str; 3]| {
        format!(
            "<table:table-row table:number-rows-repeated=\"1\">{}</table:table-row>",
            cells.map(cell).concat()
        )
    };
    let rows =
        [["姓名", "户口", "吃低保"], ["王五", "农村", "是"], ["李四", "城镇", "否"]].map(row);
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body>\
         <office:spreadsheet><table:table table:name=\"台账\">{}</table:table></office:spreadsheet></office:body>\
         </office:document-content>",
        rows.concat()
    );
    let kind = b"application/vnd.oasis.opendocument.spreadsheet".to_vec();
    let manifest = b"<manifest:manifest xmlns:manifest=\"m\"/>".to_vec();
    package(&[
        ("mimetype".to_owned(), kind),
        ("content.xml".to_owned(), content.into_bytes()),
        ("META-INF/manifest.xml".to_owned(), manifest),
    ])
}

#[test]
fn workbooks() {
    let seeds = [MESSY.to_vec(), TICKS.to_vec(), ods()];
    for seed in &seeds {
        let workbook = Workbook::read(seed).unwrap();
        assert!(workbook.sheets.iter().any(|sheet| sheet.grid.len() > 2), "a seed is a ledger");
    }
    fuzz_within(
        MOST_OF_A_WORKBOOK,
        "workbooks",
        |random| damage(random, &seeds),
        |bytes| {
            if let Ok(workbook) = Workbook::read(bytes) {
                read(&workbook, None);
            }
        },
    );
}

#[test]
fn texts_inside_workbooks() {
    let packages = [parts(MESSY), parts(&ods())];
    // What is damaged is one part; the package around it is whole.
    let seeds: Vec<Vec<u8>> = packages.iter().flatten().map(|(_, bytes)| bytes.clone()).collect();
    let places: Vec<(usize, usize)> = packages
        .iter()
        .enumerate()
        .flat_map(|(package, parts)| (0..parts.len()).map(move |part| (package, part)))
        .collect();
    let damaged = |random: &mut Random| {
        let place = random.below(places.len());
        let (which, part) = places[place];
        let mut parts = packages[which].clone();
        parts[part].1 = damage(random, &seeds[place..=place]);
        package(&parts)
    };
    fuzz_within(MOST_OF_A_WORKBOOK, "texts inside workbooks", damaged, |bytes| {
        if let Ok(workbook) = Workbook::read(bytes) {
            read(&workbook, None);
        }
    });
}

#[test]
fn mappings() {
    let workbook = Workbook::read(MESSY).unwrap();
    let Office { policy, words, vocabulary, shared, synonyms } = &*OFFICE;
    let document = Document { policy, words, vocabulary, shared };
    let proposal = propose(document, &workbook, synonyms, Date::parse("2019-11-01"), LANG).unwrap();
    fuzz("mappings", &[proposal.mapping.to_toml().into_bytes()], |bytes| match Mapping::from_toml(
        &String::from_utf8_lossy(bytes),
    ) {
        Ok(mapping) => {
            assert_eq!(Mapping::from_toml(&mapping.to_toml()).as_ref(), Ok(&mapping));
            read(&workbook, Some(&mapping));
        }
        Err(problem) => assert!(!problem.is_empty()),
    });
}

const PASTED: &str = "例州区人民政府办公室关于印发例州区医疗救助办法的通知\n例政办发〔2025〕3号\n各街道办事处：\n\
    现就有关事项通知如下，请遵照执行。\n第一章 总则\n第一条 为了做好医疗救助，制定本办法。\n第二条 下列人员可以申请救助：\n\
    （一）特困人员；\n（二）低保对象。\n本条所称人员以民政部门认定为准。\n一、标准\n（一）住院\n1.起付线500元。\n（1）按70%救助。\n\
    人员类别\t一档\t二档\n低保对象\t40\t375\n附件1\n1\t特困人员\t全额\n第十二条 本办法自2025年1月1日起施行。\n例州区人民政府办公室\n2025年1月1日\n";

#[test]
fn pasted_documents() {
    fuzz("pasted documents", &[PASTED.into()], |bytes| {
        let text = String::from_utf8_lossy(bytes);
        for paragraphs in [Paragraphs::Apart, Paragraphs::Together] {
            for document in cut(&text, paragraphs).documents {
                let table = document.to_tsv();
                let read = read_clauses("pasted.clauses.tsv", &table);
                assert_eq!(
                    read.map(|clauses| clauses.len()).ok(),
                    Some(document.clauses.len()),
                    "{table}"
                );
            }
        }
        let _ = Table::read(&text);
    });
}

/// A file that is opened and saved says what it said. Only dotted keys of one table that do not stand together are
/// put together.
fn same(saved: &str, text: &str) {
    let [saved, text] = [saved, text]
        .map(|text| toml::from_str::<toml::Table>(text.trim_start_matches('\u{feff}')));
    assert_eq!(saved.unwrap(), text.unwrap());
}

#[test]
fn what_the_studio_opens() {
    let vocabulary = vocabulary();
    let own = mingbai_policies::policies().iter().find(|own| own.id == "lincang-2024").unwrap();
    let seeds = [own.policy_toml, own.cases_toml].map(|text| text.as_bytes().to_vec());
    let mut random = Random::new(3);
    fuzz("what the studio opens", &seeds, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        match File::open("policy.toml", &text) {
            Ok(file) => same(&file.to_string(), &text),
            Err(findings) => assert!(!findings.is_empty()),
        }
        let policy = if random.chance(50) { own.policy_toml } else { &text };
        let cases = if policy == text { own.cases_toml } else { &text };
        let clauses = [("a.clauses.tsv".to_owned(), text.to_string())];
        let texts = Texts {
            policy: ("policy.toml", policy),
            figures: None,
            cases: Some(("cases.toml", cases)),
            clauses: if random.chance(20) { &clauses } else { &[] },
        };
        let _ = check(&vocabulary, &texts);
    });
}
