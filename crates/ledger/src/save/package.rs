//! The package of a workbook: parts in a zip, and the three parts that list them.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{Cursor, Read, Write};

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer, XmlVersion};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A workbook that cannot be written, or added to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotWritten;

/// A sheet that is added.
pub struct Part {
    /// Its name.
    pub name: String,
    /// A package with its XML alone.
    packed: Vec<u8>,
}

/// The XML of a part as it grows. It is compressed at once: a large ledger's would not fit into an old office computer.
pub struct Growing(ZipWriter<Cursor<Vec<u8>>>);

impl Growing {
    /// An empty one.
    pub fn new() -> Result<Self, NotWritten> {
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        package.start_file("xml", options()).map_err(|_| NotWritten)?;
        Ok(Self(package))
    }

    /// With more at its end.
    pub fn push(&mut self, xml: &str) -> Result<(), NotWritten> {
        self.0.write_all(xml.as_bytes()).map_err(|_| NotWritten)
    }

    /// The sheet, called so.
    pub fn finish(self, name: String) -> Result<Part, NotWritten> {
        let packed = self.0.finish().map_err(|_| NotWritten)?.into_inner();
        Ok(Part { name, packed })
    }
}

impl Part {
    /// Puts it into a package, as it is compressed.
    fn copy(self, package: &mut ZipWriter<Cursor<Vec<u8>>>, file: &str) -> Result<(), NotWritten> {
        let packed = self.packed.as_slice();
        let mut own = ZipArchive::new(Cursor::new(packed)).map_err(|_| NotWritten)?;
        let xml = own.by_index_raw(0).map_err(|_| NotWritten)?;
        package.raw_copy_file_rename(xml, file).map_err(|_| NotWritten)
    }

    /// Its XML.
    #[cfg(test)]
    pub fn xml(&self) -> String {
        let mut own = ZipArchive::new(Cursor::new(self.packed.as_slice())).unwrap();
        let mut xml = String::new();
        own.by_index(0).unwrap().read_to_string(&mut xml).unwrap();
        xml
    }
}

const TYPES: &str = "[Content_Types].xml";
const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
const SHEET_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const SHEET_RELATION: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The most characters of a sheet's name.
const LONGEST_NAME: usize = 31;

/// The workbook with more sheets at its end.
pub fn added(original: &[u8], parts: Vec<Part>) -> Result<Vec<u8>, NotWritten> {
    let mut archive = ZipArchive::new(Cursor::new(original)).map_err(|_| NotWritten)?;
    let mut text = |name: &str| {
        let mut bytes = Vec::new();
        let mut file = archive.by_name(name).map_err(|_| NotWritten)?;
        file.read_to_end(&mut bytes).map_err(|_| NotWritten)?;
        Ok::<_, NotWritten>(bytes)
    };
    let (types, workbook, relations) = (text(TYPES)?, text(WORKBOOK)?, text(RELATIONS)?);
    let files: HashSet<String> = archive.file_names().flatten().map(Cow::into_owned).collect();
    let names = values(&workbook, "sheet", "name")?;
    let ids = values(&workbook, "sheet", "sheetId")?;
    let next_id = ids.iter().filter_map(|id| id.parse::<u32>().ok()).max().unwrap_or(0) + 1;
    let relation_ids: HashSet<String> =
        values(&relations, "Relationship", "Id")?.into_iter().collect();
    let mut taken: HashSet<String> = names.into_iter().map(|name| name.to_lowercase()).collect();
    let mut free_ids =
        (1..).map(|n| format!("rIdMingbai{n}")).filter(|id| !relation_ids.contains(id));
    let mut free_files = (1..).map(|n| format!("worksheets/mingbai{n}.xml"));
    let new: Vec<New> = (next_id..)
        .zip(parts)
        .map(|(sheet, part)| New {
            sheet,
            name: free_name(&part.name, &mut taken),
            relation: free_ids.next().unwrap_or_default(),
            file: free_files
                .find(|file| !files.contains(&format!("xl/{file}")))
                .unwrap_or_default(),
            part,
        })
        .collect();
    let listed = [
        (
            TYPES,
            insert(&types, "Types", |writer, prefix| {
                for own in &new {
                    let mut element = BytesStart::new(format!("{prefix}Override"));
                    element.push_attribute(("PartName", format!("/xl/{}", own.file).as_str()));
                    element.push_attribute(("ContentType", SHEET_TYPE));
                    writer.write_event(Event::Empty(element))?;
                }
                Ok(())
            })?,
        ),
        (
            WORKBOOK,
            insert(&workbook, "sheets", |writer, prefix| {
                for own in &new {
                    let mut element = BytesStart::new(format!("{prefix}sheet"));
                    element.push_attribute(("name", own.name.as_str()));
                    element.push_attribute(("sheetId", own.sheet.to_string().as_str()));
                    // Declared here: the original may have another prefix for it.
                    element.push_attribute(("xmlns:mb", RELATIONSHIPS));
                    element.push_attribute(("mb:id", own.relation.as_str()));
                    writer.write_event(Event::Empty(element))?;
                }
                Ok(())
            })?,
        ),
        (
            RELATIONS,
            insert(&relations, "Relationships", |writer, prefix| {
                for own in &new {
                    let mut element = BytesStart::new(format!("{prefix}Relationship"));
                    element.push_attribute(("Id", own.relation.as_str()));
                    element.push_attribute(("Type", SHEET_RELATION));
                    element.push_attribute(("Target", own.file.as_str()));
                    writer.write_event(Event::Empty(element))?;
                }
                Ok(())
            })?,
        ),
    ];
    let mut package = ZipWriter::new(Cursor::new(Vec::with_capacity(original.len() * 2)));
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|_| NotWritten)?;
        let own = part.name().map_err(|_| NotWritten)?.into_owned();
        if let Some((name, xml)) = listed.iter().find(|(name, _)| *name == own) {
            drop(part);
            write(&mut package, name, xml)?;
        } else {
            package.raw_copy_file(part).map_err(|_| NotWritten)?;
        }
    }
    for own in new {
        own.part.copy(&mut package, &format!("xl/{}", own.file))?;
    }
    Ok(package.finish().map_err(|_| NotWritten)?.into_inner())
}

/// A workbook of these sheets alone.
pub fn new(parts: Vec<Part>) -> Result<Vec<u8>, NotWritten> {
    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let empty = [
        (
            TYPES,
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            WORKBOOK,
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheets></sheets></workbook>",
        ),
        (
            RELATIONS,
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>",
        ),
    ];
    for (name, xml) in empty {
        write(&mut package, name, format!("{HEAD}{xml}").as_bytes())?;
    }
    let empty = package.finish().map_err(|_| NotWritten)?.into_inner();
    added(&empty, parts)
}

struct New {
    sheet: u32,
    name: String,
    relation: String,
    file: String,
    part: Part,
}

/// A name that no sheet has yet.
fn free_name(name: &str, taken: &mut HashSet<String>) -> String {
    let mut numbers = std::iter::once(String::new()).chain((2..).map(|n: u32| n.to_string()));
    let free = numbers.find_map(|number| {
        let room = LONGEST_NAME.saturating_sub(number.len());
        let name: String = name.chars().take(room).chain(number.chars()).collect();
        taken.insert(name.to_lowercase()).then_some(name)
    });
    free.unwrap_or_default()
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_level(Some(1))
}

fn write(
    package: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    bytes: &[u8],
) -> Result<(), NotWritten> {
    package.start_file(name, options()).map_err(|_| NotWritten)?;
    package.write_all(bytes).map_err(|_| NotWritten)
}

/// What an attribute says of each of the elements of a name, whatever their prefixes.
fn values(xml: &[u8], element: &str, attribute: &str) -> Result<Vec<String>, NotWritten> {
    let (mut reader, mut buffer, mut all) = (Reader::from_reader(xml), Vec::new(), Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).map_err(|_| NotWritten)? {
            Event::Eof => return Ok(all),
            Event::Start(own) | Event::Empty(own) if own.local_name().as_ref() == element => {
                let is_it = |own: &Attribute<'_>| own.key.local_name().as_ref() == attribute;
                if let Some(own) = own.attributes().flatten().find(is_it) {
                    all.push(
                        own.normalized_value(XmlVersion::Implicit1_0)
                            .map_err(|_| NotWritten)?
                            .into_owned(),
                    );
                }
            }
            _ => {}
        }
        buffer.clear();
    }
}

/// The XML with more at the end of the first element of this name, whose prefix is handed on.
fn insert(
    xml: &[u8],
    element: &str,
    more: impl Fn(&mut Writer<Vec<u8>>, &str) -> std::io::Result<()>,
) -> Result<Vec<u8>, NotWritten> {
    let (mut reader, mut buffer) = (Reader::from_reader(xml), Vec::new());
    let mut writer = Writer::new(Vec::with_capacity(xml.len() + 1024));
    let mut done = false;
    let prefix = |name: &str| {
        name.split_once(':').map_or_else(String::new, |(prefix, _)| format!("{prefix}:"))
    };
    loop {
        let event = reader.read_event_into(&mut buffer).map_err(|_| NotWritten)?;
        match event {
            Event::Eof if done => return Ok(writer.into_inner()),
            Event::Eof => return Err(NotWritten),
            Event::End(end) if !done && end.local_name().as_ref() == element => {
                more(&mut writer, &prefix(end.name().as_ref())).map_err(|_| NotWritten)?;
                writer.write_event(Event::End(end)).map_err(|_| NotWritten)?;
                done = true;
            }
            Event::Empty(start) if !done && start.local_name().as_ref() == element => {
                let prefix = prefix(start.name().as_ref());
                let end = start.to_end().into_owned();
                writer.write_event(Event::Start(start)).map_err(|_| NotWritten)?;
                more(&mut writer, &prefix).map_err(|_| NotWritten)?;
                writer.write_event(Event::End(end)).map_err(|_| NotWritten)?;
                done = true;
            }
            event => writer.write_event(event).map_err(|_| NotWritten)?,
        }
        buffer.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &str) -> Part {
        let mut xml = Growing::new().unwrap();
        xml.push("<worksheet/>").unwrap();
        xml.finish(name.to_owned()).unwrap()
    }

    #[test]
    fn sheets_that_are_added_have_numbers_of_their_own() {
        let listed = |package: &[u8]| {
            let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
            let mut xml = Vec::new();
            archive.by_name(WORKBOOK).unwrap().read_to_end(&mut xml).unwrap();
            values(&xml, "sheet", "sheetId").unwrap()
        };
        let two = new(vec![part("a"), part("b")]).unwrap();
        assert_eq!(listed(&two), ["1", "2"]);
        assert_eq!(listed(&added(&two, vec![part("c")]).unwrap()), ["1", "2", "3"]);
    }

    #[test]
    fn what_is_not_asked_for_is_not_listed() {
        let xml = b"<workbook><sheets><x:sheet name='a'/></sheets><name name='b'/></workbook>";
        assert_eq!(values(xml, "sheet", "name").unwrap(), ["a"]);
    }

    #[test]
    fn what_is_added_stands_at_the_end_of_an_element_that_was_empty_or_not() {
        let more = |xml: &str| {
            let added = insert(xml.as_bytes(), "sheets", |writer, prefix| {
                writer.write_event(Event::Empty(BytesStart::new(format!("{prefix}sheet"))))
            });
            added.map(|xml| String::from_utf8(xml).unwrap())
        };
        assert_eq!(more("<a><sheets/></a>").unwrap(), "<a><sheets><sheet/></sheets></a>");
        assert_eq!(
            more("<a><m:sheets><m:sheet n=\"1\"/></m:sheets><b/></a>").unwrap(),
            "<a><m:sheets><m:sheet n=\"1\"/><m:sheet/></m:sheets><b/></a>"
        );
        assert_eq!(more("<a><sheet/></a>"), Err(NotWritten), "there is nothing to add to");
    }

    #[test]
    fn a_long_name_makes_room_for_its_number() {
        let (long, mut taken) = ("台".repeat(40), HashSet::new());
        let names: Vec<String> = (0..11).map(|_| free_name(&long, &mut taken)).collect();
        assert!(names.iter().all(|name| name.chars().count() == LONGEST_NAME), "{names:?}");
        assert!(names[1].ends_with("台2") && names[10].ends_with("台11"), "{names:?}");
    }
}
