//! Going through a list that is longer than a page.

use maud::{Markup, html};

use crate::link::{Links, Page};

/// Things on one page of a list.
pub(crate) const PER_PAGE: usize = 50;

/// One page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// From 1.
    pub number: usize,
    /// Things in the whole list.
    pub n: usize,
    /// Things on one page.
    pub size: usize,
}

impl Part {
    /// The `number`th page of a list of `n` things; the nearest there is.
    pub fn of(number: usize, n: usize) -> Self {
        Self::sized(number, n, PER_PAGE)
    }

    /// The same, with `size` things on a page.
    pub fn sized(number: usize, n: usize, size: usize) -> Self {
        let size = size.max(1);
        Self { number: number.clamp(1, n.div_ceil(size).max(1)), n, size }
    }

    /// How many pages there are, at least one.
    pub fn n_parts(self) -> usize {
        self.n.div_ceil(self.size).max(1)
    }

    /// The part of the list on this page.
    pub fn of_list<T>(self, list: &[T]) -> &[T] {
        let start = (self.number - 1) * self.size;
        list.get(start..(start + self.size).min(list.len())).unwrap_or_default()
    }

    /// Number of the first thing, from 1.
    pub fn first(self) -> usize {
        (self.number - 1) * self.size + 1
    }

    /// Number of the last thing.
    pub fn last(self) -> usize {
        (self.number * self.size).min(self.n)
    }
}

/// Links to the pages around. `address` gives the address of a page.
pub(crate) fn pager(part: Part, address: &dyn Fn(usize) -> String) -> Markup {
    let Part { number, n, .. } = part;
    let last = part.n_parts();
    if last == 1 {
        return html! {};
    }
    html! {
        nav.pager aria-label="Pages of this list" {
            @if number > 1 {
                a rel="prev" href=(address(number - 1)) { "← Before" }
            }
            span { (part.first()) "–" (part.last()) " of " (n) }
            @if number < last {
                a rel="next" href=(address(number + 1)) { "After →" }
            }
            @if number > 2 { a href=(address(1)) { "First" } }
            @if number + 1 < last { a href=(address(last)) { "Last" } }
        }
    }
}

/// The same for a page of its own address.
pub(crate) fn pager_of(links: Links, page: &Page, part: Part) -> Markup {
    pager(part, &|number| links.numbered(page, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_falls_into_parts() {
        let list: Vec<usize> = (0..7).collect();
        let part = |number| Part::sized(number, list.len(), 3);
        assert_eq!(part(1).of_list(&list), [0, 1, 2]);
        assert_eq!(part(3).of_list(&list), [6]);
        assert_eq!((part(3).first(), part(3).last(), part(3).n_parts()), (7, 7, 3));
        assert_eq!(part(9), part(3));
        assert_eq!(part(0), part(1));
        assert_eq!(Part::of(1, 0).of_list::<u8>(&[]), [0u8; 0]);
    }
}
