//! Look-ups that only a bug can miss. Tests and fuzzing panic; a release carries on without the item.

/// Returns the item at `index`, which must be in range.
#[track_caller]
pub fn item<T>(items: &[T], index: usize) -> Option<&T> {
    debug_assert!(index < items.len(), "no item {index} among {}", items.len());
    items.get(index)
}

/// Returns the item at `index`, which must be in range, to be changed.
#[track_caller]
pub fn item_mut<T>(items: &mut [T], index: usize) -> Option<&mut T> {
    debug_assert!(index < items.len(), "no item {index} among {}", items.len());
    items.get_mut(index)
}

/// Pairs the items of two slices, which must be equally long.
#[track_caller]
pub fn pairs<'a, A, B>(a: &'a [A], b: &'a [B]) -> std::iter::Zip<std::slice::Iter<'a, A>, std::slice::Iter<'a, B>> {
    debug_assert_eq!(a.len(), b.len(), "the slices differ in length");
    a.iter().zip(b)
}
