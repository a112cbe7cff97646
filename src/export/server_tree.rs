//! What is known of the directories of servers, as one tree: from listings, and from what was transferred.

use std::collections::BTreeMap;

use crate::address::Endpoint;
use crate::dissector::Dissection;
use crate::ftp::listing::{EntryKind, ListedTime};
use crate::ftp::path::{is_absolute, is_windows};
use crate::limits;
use crate::listings::{PathIndex, server_listings};
use crate::session::transfer::TransferPlace;
use crate::source::{ReadError, Source};

/// What a node of the tree is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// A server.
    Server,
    /// A directory.
    Directory,
    /// A file.
    File,
    /// A link.
    Link,
    /// Anything else, or nothing tells.
    #[default]
    Other,
}

/// A node of the tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreeNode {
    /// What it is.
    pub kind: NodeKind,
    /// How deep it stands: 0 for a server.
    pub depth: usize,
    /// Its name, of a server its address and port.
    pub name: Vec<u8>,
    /// Its path on the server; empty for a server.
    pub path: Vec<u8>,
    /// Its size in bytes, where a listing tells it.
    pub bytes: Option<u64>,
    /// When it was changed, where a listing tells it.
    pub modified: Option<ListedTime>,
    /// Whether a listing names it.
    pub is_listed: bool,
    /// The transfers of it.
    pub transfers: Vec<TransferPlace>,
}

/// The tree of all servers, each node in front of those below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerTree {
    /// The nodes.
    pub nodes: Vec<TreeNode>,
    /// Entries beyond the cap.
    pub left_out: u64,
}

/// Server, and the names on the way from its root.
type Place = (Endpoint, Vec<Vec<u8>>);

#[derive(Default)]
struct Growing {
    nodes: BTreeMap<Place, TreeNode>,
    left_out: u64,
}

impl ServerTree {
    /// The tree of a capture.
    ///
    /// # Errors
    ///
    /// Where the source cannot be read any more.
    pub fn new(dissection: &Dissection, source: &dyn Source, index: &PathIndex) -> Result<Self, ReadError> {
        let mut tree = Growing::default();
        server_listings(dissection, source, &mut |_, listing| {
            for entry in &listing.listing.entries {
                if entry.kind == EntryKind::ParentDirectory {
                    continue;
                }
                let path = listing.path_of(entry);
                let Some(node) = tree.node(listing.server, &path) else { continue };
                let kind = match entry.kind {
                    EntryKind::File => NodeKind::File,
                    EntryKind::Link => NodeKind::Link,
                    EntryKind::Directory | EntryKind::CurrentDirectory => NodeKind::Directory,
                    EntryKind::ParentDirectory | EntryKind::Other => NodeKind::Other,
                };
                // A list of names does not say what they are.
                if kind != NodeKind::Other || !node.is_listed && node.kind != NodeKind::Directory {
                    node.kind = kind;
                }
                node.is_listed = true;
                node.bytes = entry.bytes.filter(|_| kind == NodeKind::File).or(node.bytes);
                node.modified = entry.modified.or(node.modified);
            }
        })?;
        for (server, path, places) in index.files() {
            if let Some(node) = tree.node(server, path) {
                if node.kind == NodeKind::Other {
                    node.kind = NodeKind::File;
                }
                node.transfers = places.to_vec();
            }
        }
        Ok(Self { nodes: tree.nodes.into_values().collect(), left_out: tree.left_out })
    }
}

impl Growing {
    /// The node of a path; those above it are directories. `None` beyond the cap.
    fn node(&mut self, server: Endpoint, path: &[u8]) -> Option<&mut TreeNode> {
        let names = names(path);
        for depth in 0..=names.len() {
            let above = names.get(..depth).unwrap_or_default().to_vec();
            let is_above = depth < names.len();
            let place = (server, above);
            if !self.nodes.contains_key(&place) {
                if self.nodes.len() >= limits::TREE_NODES {
                    self.left_out = self.left_out.saturating_add(1);
                    return None;
                }
                let name = place.1.last().cloned().unwrap_or_else(|| server.to_string().into_bytes());
                let path = if is_above { Vec::new() } else { path.to_vec() };
                self.nodes.insert(place.clone(), TreeNode { depth, name, path, ..TreeNode::default() });
            }
            if let Some(node) = self.nodes.get_mut(&place)
                && (is_above || depth == 0)
            {
                node.kind = if depth == 0 { NodeKind::Server } else { NodeKind::Directory };
            }
        }
        self.nodes.get_mut(&(server, names))
    }
}

/// Names on the way to a file that are told apart; what is deeper stands as one name.
const MOST_NAMES: usize = 64;

/// The names on the way to a path. A path whose root is not known begins at `.`, the directory that the session
/// began in; what is no path of slashes is one name.
fn names(path: &[u8]) -> Vec<Vec<u8>> {
    let is_windows = is_windows(path);
    let separates = |byte: &u8| *byte == b'/' || is_windows && *byte == b'\\';
    let mut names: Vec<Vec<u8>> = path
        .splitn(MOST_NAMES, separates)
        .filter(|name| !name.is_empty() && *name != b".")
        .map(<[u8]>::to_vec)
        .collect();
    if !is_absolute(path) && !path.is_empty() {
        names.insert(0, b".".to_vec());
    }
    names
}
