//! Groups of things found alike two by two.

use std::collections::BTreeMap;

/// A union-find forest. Whatever the order of the joins, the groups are the same.
pub(crate) struct Clusters {
    parents: Vec<usize>,
}

impl Clusters {
    /// `n` things, each by itself.
    pub fn new(n: usize) -> Self {
        Self { parents: (0..n).collect() }
    }

    fn root(&mut self, i: usize) -> usize {
        let mut at = i;
        while let Some(&parent) = self.parents.get(at) {
            if parent == at {
                break;
            }
            // Halve the path on the way, so that the next look is shorter.
            let grandparent = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.parents.get_mut(at) {
                *slot = grandparent;
            }
            at = grandparent;
        }
        at
    }

    /// Puts the groups of `a` and `b` together.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.parents.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }

    /// All groups, by their smallest member, members in order.
    pub fn into_groups(mut self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for i in 0..self.parents.len() {
            let root = self.root(i);
            groups.entry(root).or_default().push(i);
        }
        groups.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_do_not_depend_on_the_order_of_joins() {
        let joins = [(4, 1), (5, 4), (2, 0)];
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let mut clusters = Clusters::new(6);
            for i in order {
                let (a, b) = joins[i];
                clusters.join(a, b);
            }
            assert_eq!(clusters.into_groups(), [vec![0, 2], vec![1, 4, 5], vec![3]]);
        }
    }
}
