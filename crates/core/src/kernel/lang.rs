//! The two languages of everything people read.

/// A language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lang {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The text in this language.
    pub const fn pick<'t>(self, zh: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// The key of this language in a pair of texts.
    pub const fn key(self) -> &'static str {
        self.pick("zh", "en")
    }
}

/// A formatted text in a language. Both format strings stand side by side; only the one of the
/// language is formatted.
#[macro_export]
macro_rules! say {
    ($lang:expr, $zh:literal, $en:literal $(, $name:ident = $value:expr)* $(,)?) => {
        match $lang {
            $crate::kernel::lang::Lang::Zh => ::std::format!($zh $(, $name = $value)*),
            $crate::kernel::lang::Lang::En => ::std::format!($en $(, $name = $value)*),
        }
    };
}
