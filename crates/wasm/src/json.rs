//! An answer as JSON text, which JavaScript parses in one go: quicker than making its object key by
//! key, and smaller than a general serializer. Only what answers are made of: no floats, no bytes.

use std::fmt;

use serde::ser::{self, Impossible, Serialize};

/// The text. An answer has nothing that cannot be written.
pub fn text(value: &impl Serialize) -> Result<String, Unwritable> {
    let mut json = Json(Vec::with_capacity(1 << 14));
    value.serialize(&mut json)?;
    String::from_utf8(json.0).map_err(|_| Unwritable)
}

/// Something that answers are not made of.
#[derive(Debug)]
pub struct Unwritable;

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a part of an answer")
    }
}

impl std::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// The text so far: only whole texts are added, so it is UTF-8.
struct Json(Vec<u8>);

impl Json {
    fn sign(&mut self, sign: u8) {
        self.0.push(sign);
    }

    fn plain(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
    }

    /// Most texts are ids, with nothing in them that needs a backslash: they are copied whole.
    fn quoted(&mut self, text: &str) {
        self.sign(b'"');
        if text.bytes().any(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)) {
            self.escaped(text);
        } else {
            self.plain(text);
        }
        self.sign(b'"');
    }

    fn escaped(&mut self, text: &str) {
        for byte in text.bytes() {
            match byte {
                b'"' | b'\\' => self.0.extend([b'\\', byte]),
                0..=0x1f => {
                    self.plain("\\u00");
                    self.0.extend([byte >> 4, byte & 15].map(|digit| match digit {
                        0..=9 => b'0' + digit,
                        _ => b'a' + digit - 10,
                    }));
                }
                _ => self.sign(byte),
            }
        }
    }

    fn open(&mut self, sign: u8, end: &'static str) -> List<'_> {
        self.sign(sign);
        List { json: self, end, first: true }
    }

    /// `{"variant":`, which the end of a [`List`] closes.
    fn variant(&mut self, variant: &str) {
        self.sign(b'{');
        self.quoted(variant);
        self.sign(b':');
    }
}

/// A list or an object that is being written.
struct List<'j> {
    json: &'j mut Json,
    end: &'static str,
    first: bool,
}

impl List<'_> {
    fn comma(&mut self) {
        if !std::mem::replace(&mut self.first, false) {
            self.json.sign(b',');
        }
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.comma();
        value.serialize(&mut *self.json)
    }

    fn field<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Unwritable> {
        self.comma();
        self.json.quoted(key);
        self.json.sign(b':');
        value.serialize(&mut *self.json)
    }

    fn close(self) {
        self.json.plain(self.end);
    }
}

impl<'j> ser::Serializer for &'j mut Json {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = List<'j>;
    type SerializeTuple = List<'j>;
    type SerializeTupleStruct = List<'j>;
    type SerializeTupleVariant = Impossible<(), Unwritable>;
    type SerializeMap = List<'j>;
    type SerializeStruct = List<'j>;
    type SerializeStructVariant = List<'j>;

    fn serialize_bool(self, value: bool) -> Result<(), Unwritable> {
        self.plain(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), Unwritable> {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_i16(self, value: i16) -> Result<(), Unwritable> {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_i32(self, value: i32) -> Result<(), Unwritable> {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_i64(self, value: i64) -> Result<(), Unwritable> {
        self.plain(&value.to_string());
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Result<(), Unwritable> {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_u16(self, value: u16) -> Result<(), Unwritable> {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_u32(self, value: u32) -> Result<(), Unwritable> {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_u64(self, value: u64) -> Result<(), Unwritable> {
        self.serialize_i64(i64::try_from(value).map_err(|_| Unwritable)?)
    }

    fn serialize_f32(self, _: f32) -> Result<(), Unwritable> {
        Err(Unwritable)
    }

    fn serialize_f64(self, _: f64) -> Result<(), Unwritable> {
        Err(Unwritable)
    }

    fn serialize_char(self, _: char) -> Result<(), Unwritable> {
        Err(Unwritable)
    }

    fn serialize_str(self, text: &str) -> Result<(), Unwritable> {
        self.quoted(text);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unwritable> {
        Err(Unwritable)
    }

    fn serialize_none(self) -> Result<(), Unwritable> {
        self.plain("null");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unwritable> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unwritable> {
        self.serialize_none()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Unwritable> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        self.variant(variant);
        value.serialize(&mut *self)?;
        self.sign(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List<'j>, Unwritable> {
        Ok(self.open(b'[', "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<List<'j>, Unwritable> {
        Ok(self.open(b'[', "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List<'j>, Unwritable> {
        Ok(self.open(b'[', "]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unwritable> {
        Err(Unwritable)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<List<'j>, Unwritable> {
        Ok(self.open(b'{', "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<List<'j>, Unwritable> {
        Ok(self.open(b'{', "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<List<'j>, Unwritable> {
        self.variant(variant);
        Ok(self.open(b'{', "}}"))
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Result<(), Unwritable> {
        self.quoted(&value.to_string());
        Ok(())
    }
}

impl ser::SerializeSeq for List<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.item(value)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeTuple for List<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.item(value)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeTupleStruct for List<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.item(value)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeMap for List<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritable> {
        // Keys are texts everywhere.
        self.item(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.json.sign(b':');
        value.serialize(&mut *self.json)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeStruct for List<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        self.field(key, value)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeStructVariant for List<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        self.field(key, value)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.close();
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde::Serialize;

    use super::text;

    #[derive(Serialize)]
    #[serde(rename_all = "snake_case")]
    enum Part {
        Plain,
        With(u8),
        Named { a: Option<bool>, b: (i64, String) },
    }

    #[test]
    fn every_part_of_an_answer_is_written_as_json() {
        let quotes = "a\"b\\c\n明白\u{1}".to_owned();
        let parts = [Part::Plain, Part::With(7), Part::Named { a: None, b: (-5, quotes) }];
        assert_eq!(
            text(&parts).unwrap(),
            r#"["plain",{"with":7},{"named":{"a":null,"b":[-5,"a\"b\\c\u000a明白\u0001"]}}]"#
        );
        assert_eq!(text(&Vec::<u8>::new()).unwrap(), "[]");
        assert!(text(&1.5).is_err());
    }
}
