//! Maps of streams that are kept for a while: a file that is looked at, hashed and saved is mapped once.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::address::Side;
use crate::dissector::Dissection;
use crate::limits;
use crate::source::{ReadError, Source};
use crate::stream_map::StreamMap;
use crate::units::ConnectionId;

/// The maps that were asked for last, the last one at the end. All are of one capture.
#[derive(Debug, Default)]
pub struct StreamMaps {
    kept: VecDeque<Rc<StreamMap>>,
    /// Memory that they take, in bytes.
    cost: usize,
}

impl StreamMaps {
    /// The map of what one side of a connection sent: the kept one, or else a new one, which is kept.
    ///
    /// # Errors
    ///
    /// Where the source cannot be read any more.
    pub fn get(
        &mut self,
        dissection: &Dissection,
        source: &dyn Source,
        connection: ConnectionId,
        sender: Side,
    ) -> Result<Rc<StreamMap>, ReadError> {
        let place = self.kept.iter().position(|map| map.key() == (connection, sender));
        let map = match place.and_then(|place| self.kept.remove(place)) {
            Some(map) => {
                self.cost = self.cost.saturating_sub(map.cost());
                map
            }
            None => Rc::new(StreamMap::new(dissection, source, connection, sender)?),
        };
        self.keep(Rc::clone(&map));
        Ok(map)
    }

    /// Keeps a map, and those that were asked for last as far as there is room: no more than
    /// [`limits::KEPT_MAPS`] of them, and [`limits::KEPT_MAP_BYTES`].
    pub fn keep(&mut self, map: Rc<StreamMap>) {
        self.cost = self.cost.saturating_add(map.cost());
        self.kept.push_back(map);
        while self.kept.len() > limits::KEPT_MAPS || self.cost > limits::KEPT_MAP_BYTES {
            let Some(oldest) = self.kept.pop_front() else { return };
            self.cost = self.cost.saturating_sub(oldest.cost());
        }
    }
}
