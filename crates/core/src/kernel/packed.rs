//! Compiled bytes, value after value: what the compiler writes and the engine reads.
//!
//! A number is written seven bits a byte, the lowest first; a list or a text as its length and what is in
//! it; an enum as its variant's place and its fields. Reading cannot fail half-way: what does not fit
//! reads as nothing, and the bytes are known to be damaged at the end. So the engine has no way out of
//! every field, which is a tenth of its size (docs/decisions/0003-engine-size.md).

/// A value that compiled bytes may hold.
pub trait Packed: Sized {
    /// Writes it.
    fn pack(&self, into: &mut Vec<u8>);

    /// Reads it; something of the type where the bytes are damaged.
    fn unpack(from: &mut Bytes<'_>) -> Self;
}

/// Bytes that are read from the front.
#[derive(Debug)]
pub struct Bytes<'b> {
    rest: &'b [u8],
    damaged: bool,
}

impl<'b> Bytes<'b> {
    /// The value that all of the bytes hold; none where they hold none, or more.
    pub fn read<T: Packed>(bytes: &'b [u8]) -> Option<T> {
        let mut from = Self { rest: bytes, damaged: false };
        let value = T::unpack(&mut from);
        (!from.damaged && from.rest.is_empty()).then_some(value)
    }

    /// Notes that a value does not fit. Nothing more is read.
    pub fn damage(&mut self) {
        *self = Self { rest: &[], damaged: true };
    }

    /// Whether a value did not fit.
    pub const fn is_damaged(&self) -> bool {
        self.damaged
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let Some((&byte, rest)) = self.rest.split_first() else { break };
            self.rest = rest;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return number;
            }
        }
        self.damage();
        0
    }

    /// The next number as another type; nothing where it does not fit.
    fn fitting<T: TryFrom<u64> + Default>(&mut self) -> T {
        let number = self.number();
        T::try_from(number).unwrap_or_else(|_| {
            self.damage();
            T::default()
        })
    }

    /// The next so many bytes.
    fn take(&mut self, count: usize) -> &'b [u8] {
        if let Some((taken, rest)) = self.rest.split_at_checked(count) {
            self.rest = rest;
            return taken;
        }
        self.damage();
        &[]
    }
}

/// Writes a number.
pub fn number(mut number: u64, into: &mut Vec<u8>) {
    while number >= 0x80 {
        into.push(u8::try_from(number & 0x7F).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    into.push(u8::try_from(number).unwrap_or_default());
}

macro_rules! unsigned {
    ($($type:ty),*) => { $(
        impl Packed for $type {
            fn pack(&self, into: &mut Vec<u8>) {
                number((*self).into(), into);
            }

            fn unpack(from: &mut Bytes<'_>) -> Self {
                from.fitting()
            }
        }
    )* };
}

unsigned!(u8, u16, u32);

impl Packed for i64 {
    /// The sign in the lowest bit, so that small numbers are short.
    #[expect(clippy::cast_sign_loss, reason = "the bits are kept")]
    fn pack(&self, into: &mut Vec<u8>) {
        number(((self << 1) ^ (self >> 63)) as u64, into);
    }

    #[expect(clippy::cast_possible_wrap, reason = "the bits are kept")]
    fn unpack(from: &mut Bytes<'_>) -> Self {
        let number = from.number();
        (number >> 1) as Self ^ -((number & 1) as Self)
    }
}

impl Packed for bool {
    fn pack(&self, into: &mut Vec<u8>) {
        into.push((*self).into());
    }

    fn unpack(from: &mut Bytes<'_>) -> Self {
        match from.number() {
            0 => false,
            1 => true,
            _ => {
                from.damage();
                false
            }
        }
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, into: &mut Vec<u8>) {
        self.is_some().pack(into);
        if let Some(value) = self {
            value.pack(into);
        }
    }

    fn unpack(from: &mut Bytes<'_>) -> Self {
        bool::unpack(from).then(|| T::unpack(from))
    }
}

impl<T: Packed> Packed for Box<T> {
    fn pack(&self, into: &mut Vec<u8>) {
        T::pack(self, into);
    }

    fn unpack(from: &mut Bytes<'_>) -> Self {
        Self::new(T::unpack(from))
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, into: &mut Vec<u8>) {
        number(self.len() as u64, into);
        for value in self {
            value.pack(into);
        }
    }

    fn unpack(from: &mut Bytes<'_>) -> Self {
        let mut values = Self::new();
        // Room is taken as values are read: a length may be anything.
        for _ in 0..from.number() {
            if from.damaged {
                break;
            }
            values.push(T::unpack(from));
        }
        values
    }
}

impl Packed for String {
    fn pack(&self, into: &mut Vec<u8>) {
        number(self.len() as u64, into);
        into.extend_from_slice(self.as_bytes());
    }

    fn unpack(from: &mut Bytes<'_>) -> Self {
        let length = from.fitting();
        let Ok(text) = str::from_utf8(from.take(length)) else {
            from.damage();
            return Self::new();
        };
        text.to_owned()
    }
}

/// A struct as its fields, an enum as its variant's place and its fields, in the order in which they are
/// listed here. A field that is left out does not compile.
macro_rules! packed {
    (enum $type:ident { $($variant:ident { $($field:tt: $value:ident),* }),+ $(,)? }) => {
        impl $crate::kernel::packed::Packed for $type {
            fn pack(&self, into: &mut Vec<u8>) {
                // Without fields nothing is written but the place.
                #[allow(unused_mut, unused_variables, unused_assignments, reason = "in some enums")]
                {
                    let mut place = 0;
                    $(
                        if let Self::$variant { $($field: $value),* } = self {
                            $crate::kernel::packed::number(place, into);
                            $($crate::kernel::packed::Packed::pack($value, into);)*
                            return;
                        }
                        place += 1;
                    )+
                }
            }

            fn unpack(from: &mut $crate::kernel::packed::Bytes<'_>) -> Self {
                #[allow(unused_assignments, reason = "after the last variant")]
                let mut place = from.number();
                $(
                    if place == 0 {
                        return Self::$variant {
                            $($field: $crate::kernel::packed::Packed::unpack(from)),*
                        };
                    }
                    place -= 1;
                )+
                from.damage();
                // Nothing more is read: the first one.
                Self::unpack(from)
            }
        }
    };
    ($type:ident { $($field:tt),+ $(,)? }) => {
        impl $crate::kernel::packed::Packed for $type {
            fn pack(&self, into: &mut Vec<u8>) {
                $($crate::kernel::packed::Packed::pack(&self.$field, into);)+
            }

            fn unpack(from: &mut $crate::kernel::packed::Bytes<'_>) -> Self {
                Self { $($field: $crate::kernel::packed::Packed::unpack(from)),+ }
            }
        }
    };
}

pub(crate) use packed;

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, PartialEq, Debug)]
    enum Shape {
        None,
        Pair(u16, String),
        Named { list: Vec<Option<bool>>, number: i64 },
    }

    packed!(enum Shape { None {}, Pair { 0: first, 1: second }, Named { list: list, number: number } });

    fn packed(value: &impl Packed) -> Vec<u8> {
        let mut bytes = Vec::new();
        value.pack(&mut bytes);
        bytes
    }

    #[test]
    fn what_was_written_is_read_again() {
        for number in [0, 1, 127, 128, 16_383, 16_384, u32::MAX] {
            assert_eq!(Bytes::read(&packed(&number)), Some(number));
        }
        for number in [0, -1, 1, 63, 64, -64, -65, i64::MIN, i64::MAX] {
            assert_eq!(Bytes::read(&packed(&number)), Some(number));
        }
        let shapes = vec![
            Shape::None,
            Shape::Pair(300, "低保".into()),
            Shape::Named { list: vec![None, Some(true), Some(false)], number: -1 },
        ];
        assert_eq!(Bytes::read(&packed(&shapes)), Some(shapes));
    }

    #[test]
    fn what_does_not_fit_is_damage() {
        let read = |bytes: &[u8]| Bytes::read::<Vec<Shape>>(bytes);
        assert_eq!(read(&[1, 0]), Some(vec![Shape::None]));
        let huge = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0];
        let endless = [0xFF; 11];
        for damaged in [
            &[][..],
            &[1],
            &[1, 0, 0],
            &[1, 3],
            &[1, 1, 0x80, 0x80, 0x04, 0],
            &[1, 1, 0, 1, 0xFF],
            &[1, 1, 0, 5, b'a'],
            &[1, 2, 1, 2],
            &[1, 2, 1, 1, 2],
            &huge,
            &endless,
        ] {
            assert_eq!(read(damaged), None, "{damaged:?}");
        }
    }
}
