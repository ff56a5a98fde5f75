//! Names: flat tags, the best of every unit.

use onrecord_network::Scratch;

use crate::attribution::{Bio, argmax, spans};
use crate::error::ReaderError;
use crate::model::network::{Heads, apply};
use crate::model::rows::Rows;

/// Names as ranges of units; kinds are positions in [`MentionKind::ALL`](super::MentionKind).
pub(crate) fn names(
    heads: &Heads,
    rows: &Rows,
    n_units: usize,
    scratch: &mut Scratch,
) -> Result<Vec<Bio>, ReaderError> {
    let logits = apply(&heads.entities, &rows.at_home(0..n_units), scratch)?;
    let tags: Vec<usize> =
        logits.chunks_exact(heads.entities.width()).map(|row| argmax(row.iter().copied()).0).collect();
    Ok(spans(&tags))
}
