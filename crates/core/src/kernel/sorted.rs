//! Lists that rise and have each item once, kept so item by item: the library's sorts weigh more in the page's
//! engine than all that uses them.

/// Puts `item` at its place, unless it is there.
pub fn insert<T: Ord>(list: &mut Vec<T>, item: T) {
    if let Err(place) = list.binary_search(&item) {
        list.insert(place, item);
    }
}

/// The items in rising order, each once.
pub fn rising<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut list = Vec::new();
    items.into_iter().for_each(|item| insert(&mut list, item));
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_rise_and_stand_there_once() {
        assert_eq!(rising([3, 1, 2, 3, 1]), [1, 2, 3]);
        assert!(rising::<u8>([]).is_empty());
    }
}
