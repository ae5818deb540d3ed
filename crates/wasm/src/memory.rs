//! The engine's memory: taken from the front, given back as a whole.
//!
//! What an answer needs is given back when the answer has left, and what a place needs when the place is let go
//! ([`Scope`]). Nothing is given back by itself: the compiler leaves out of the module all that would free one thing
//! after the other, a fourteenth of it (docs/decisions/0003-engine-size.md).

#![expect(unsafe_code, reason = "the module's memory has no other owner")]

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// How many bytes are taken, from the front.
static TAKEN: AtomicUsize = AtomicUsize::new(0);

/// How many scopes have begun and not ended.
static SCOPES: AtomicUsize = AtomicUsize::new(0);

/// When it ends, all that was allocated since it began is given back. One that ends while a later one lasts gives
/// nothing back.
#[derive(Debug)]
pub struct Scope {
    taken: usize,
    number: usize,
}

impl Scope {
    /// Begins one.
    ///
    /// # Safety
    /// Nothing that is allocated until it ends may be used after it has ended, except to be dropped at once.
    pub unsafe fn begin() -> Self {
        Self { taken: TAKEN.load(Relaxed), number: SCOPES.fetch_add(1, Relaxed) + 1 }
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        if SCOPES.load(Relaxed) == self.number {
            SCOPES.store(self.number - 1, Relaxed);
            TAKEN.store(self.taken, Relaxed);
        }
    }
}

/// The module has one thread.
#[cfg(target_family = "wasm")]
mod allocator {
    use std::alloc::{GlobalAlloc, Layout};
    use std::arch::wasm32::{memory_grow, memory_size};
    use std::ptr;
    use std::sync::atomic::Ordering::Relaxed;

    use super::TAKEN;

    unsafe extern "C" {
        /// Where the linker has put nothing any more.
        static __heap_base: u8;
    }

    /// A page of memory, and how many are asked for at least, four megabytes: a kiosk begins with a new module where the
    /// memory has grown (`www/src/engine/checker.ts`).
    const PAGE: usize = 65_536;
    const PAGES: usize = 64;

    #[global_allocator]
    static ALLOCATOR: Allocator = Allocator;

    struct Allocator;

    impl Allocator {
        fn base() -> usize {
            (&raw const __heap_base).addr()
        }

        /// Takes all up to `start` and `size` bytes more, if there is so much memory.
        fn take(start: usize, size: usize) -> bool {
            let Some(end) = start.checked_add(size) else { return false };
            let lacking = end.div_ceil(PAGE).saturating_sub(memory_size(0));
            if lacking > 0 && memory_grow(0, lacking.max(PAGES)) == usize::MAX {
                return false;
            }
            TAKEN.store(end - Self::base(), Relaxed);
            true
        }
    }

    // SAFETY: what is taken lies past all that was taken before, inside the memory.
    unsafe impl GlobalAlloc for Allocator {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            let start = (Self::base() + TAKEN.load(Relaxed)).next_multiple_of(layout.align());
            if Self::take(start, layout.size()) {
                ptr::with_exposed_provenance_mut(start)
            } else {
                ptr::null_mut()
            }
        }

        unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}

        /// What was taken last grows where it is.
        unsafe fn realloc(&self, old: *mut u8, layout: Layout, size: usize) -> *mut u8 {
            let last = old.addr() + layout.size() == Self::base() + TAKEN.load(Relaxed);
            if last && Self::take(old.addr(), size) {
                return old;
            }
            // SAFETY: the alignment is one, and `size` fits it, as the caller says.
            let new =
                unsafe { self.alloc(Layout::from_size_align_unchecked(size, layout.align())) };
            if !new.is_null() {
                // SAFETY: both hold so many bytes; the new ones lie past all others.
                unsafe { ptr::copy_nonoverlapping(old, new, layout.size().min(size)) };
            }
            new
        }
    }
}
