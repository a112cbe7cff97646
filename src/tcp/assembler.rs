//! Which ranges of a half stream are there.

use super::Position;
use crate::limits;

/// A range of positions, the end not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// First position.
    pub start: Position,
    /// Position after the last one.
    pub end: Position,
}

impl Extent {
    /// Number of bytes.
    #[must_use]
    pub fn length(self) -> u64 {
        u64::try_from(self.end.saturating_sub(self.start)).unwrap_or(0)
    }

    fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// The half stream has more separate pieces than [`limits::STREAM_EXTENTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyExtents;

/// Which ranges of a half stream have been seen: a set of extents, in order,
/// that neither overlap nor touch. It holds no bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assembler {
    extents: Vec<Extent>,
}

impl Assembler {
    /// The ranges, in order.
    #[must_use]
    pub fn extents(&self) -> &[Extent] {
        &self.extents
    }

    /// Number of bytes in all ranges.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.extents.iter().map(|extent| extent.length()).fold(0, u64::saturating_add)
    }

    /// Adds a range and tells, in order, which parts of it are new (`true`)
    /// and which were there (`false`).
    ///
    /// # Errors
    ///
    /// Where the range would be one piece more than the cap; nothing is added
    /// then and nothing told.
    pub fn insert(
        &mut self,
        added: Extent,
        mut tell: impl FnMut(Extent, bool),
    ) -> Result<(), TooManyExtents> {
        if added.is_empty() {
            return Ok(());
        }
        // What nearly every segment does: it goes on where the last one ended.
        if let Some(last) = self.extents.last_mut()
            && last.end == added.start
        {
            last.end = added.end;
            tell(added, true);
            return Ok(());
        }
        // The extents that the new one overlaps or touches become one with it.
        let first = self.extents.partition_point(|extent| extent.end < added.start);
        let behind = self.extents.partition_point(|extent| extent.start <= added.end);
        if first >= behind && self.extents.len() >= limits::STREAM_EXTENTS {
            return Err(TooManyExtents);
        }
        let mut joined = added;
        let mut at = added.start;
        for extent in self.extents.get(first..behind).unwrap_or_default() {
            joined.start = joined.start.min(extent.start);
            joined.end = joined.end.max(extent.end);
            let fresh = Extent { start: at, end: extent.start.min(added.end) };
            if !fresh.is_empty() {
                tell(fresh, true);
            }
            let seen = Extent { start: extent.start.max(at), end: extent.end.min(added.end) };
            if !seen.is_empty() {
                tell(seen, false);
            }
            at = at.max(seen.end);
        }
        let fresh = Extent { start: at, end: added.end };
        if !fresh.is_empty() {
            tell(fresh, true);
        }
        self.extents.splice(first..behind, [joined]);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `added!(assembler, 2..5 => new 2..3, seen 3..5)` inserts and compares what is told.
    macro_rules! added {
        ($assembler:ident, $range:expr => $($what:ident $part:expr),*) => {{
            let mut told = Vec::new();
            $assembler.insert(Extent { start: $range.start, end: $range.end },
                |part, fresh| told.push((part.start..part.end, fresh))).unwrap();
            let expected: Vec<(std::ops::Range<i64>, bool)> = vec![$(($part, stringify!($what) == "new")),*];
            assert_eq!(told, expected);
        }};
    }

    fn ranges(assembler: &Assembler) -> Vec<(i64, i64)> {
        assembler.extents().iter().map(|extent| (extent.start, extent.end)).collect()
    }

    #[test]
    fn segments_in_order_make_one_extent() {
        let mut assembler = Assembler::default();
        added!(assembler, 0..5 => new 0..5);
        added!(assembler, 5..9 => new 5..9);
        assert_eq!(ranges(&assembler), [(0, 9)]);
    }

    #[test]
    fn a_late_segment_fills_its_hole() {
        let mut assembler = Assembler::default();
        added!(assembler, 0..5 => new 0..5);
        added!(assembler, 8..9 => new 8..9);
        added!(assembler, 5..8 => new 5..8);
        assert_eq!(ranges(&assembler), [(0, 9)]);
    }

    #[test]
    fn only_the_new_parts_of_an_overlap_are_new() {
        let mut assembler = Assembler::default();
        added!(assembler, 2..4 => new 2..4);
        added!(assembler, 6..8 => new 6..8);
        added!(assembler, 0..9 => new 0..2, seen 2..4, new 4..6, seen 6..8, new 8..9);
        added!(assembler, 3..7 => seen 3..7);
        assert_eq!(ranges(&assembler), [(0, 9)]);
    }

    #[test]
    fn bytes_before_the_first_have_their_place() {
        let mut assembler = Assembler::default();
        added!(assembler, 0..5 => new 0..5);
        added!(assembler, -5..0 => new -5..0);
        added!(assembler, -9..-7 => new -9..-7);
        assert_eq!(ranges(&assembler), [(-9, -7), (-5, 5)]);
        assert_eq!(assembler.length(), 12);
    }

    #[test]
    fn more_pieces_than_the_cap_are_refused() {
        let mut assembler = Assembler::default();
        for piece in 0..limits::STREAM_EXTENTS as i64 {
            assembler.insert(Extent { start: piece * 2, end: piece * 2 + 1 }, |_, _| ()).unwrap();
        }
        let far = Extent { start: -9, end: -8 };
        assert_eq!(assembler.insert(far, |_, _| panic!("nothing is told")), Err(TooManyExtents));
        added!(assembler, 1..2 => new 1..2);
    }

    proptest! {
        #[test]
        fn any_order_agrees_with_a_byte_map(parts in prop::collection::vec((0..200_i64, 0..40_i64), 0..60)) {
            let mut assembler = Assembler::default();
            let mut map = [false; 256];
            for (start, length) in parts {
                let mut at = start;
                assembler.insert(Extent { start, end: start + length }, |part, fresh| {
                    assert_eq!(part.start, at, "parts come in order and without a hole");
                    for position in part.start..part.end {
                        assert_eq!(map[position as usize], !fresh);
                        map[position as usize] = true;
                    }
                    at = part.end;
                }).unwrap();
                prop_assert_eq!(at, start + length);
                for pair in assembler.extents().windows(2) {
                    prop_assert!(pair[0].end < pair[1].start);
                }
            }
            let there = map.iter().filter(|byte| **byte).count();
            prop_assert_eq!(assembler.length(), there as u64);
        }
    }
}
