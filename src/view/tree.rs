//! The tree of the servers.

use std::ops::Range;

use serde::Serialize;

use super::TransferPlaceView;
use super::listing::moment;
use super::words::{clipped, count, text};
use crate::export::{NodeKind, ServerTree, TreeNode};

/// A node of the tree of the servers. Nodes come in an order in which each stands in front of those below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TreeNodeView {
    /// How deep it stands: 0 for a server.
    pub depth: u32,
    /// `server`, `directory`, `file`, `link`, or `other` where nothing tells what it is.
    pub kind: &'static str,
    /// Its name, of a server its address and port; `.` stands for the directory that a session began in, where its
    /// path is not known.
    pub name: String,
    /// Its path; null for a server, and for a directory that is known by what is in it only.
    pub path: Option<String>,
    /// Its size in bytes, as listed, or null.
    pub bytes: Option<u64>,
    /// When it was changed, as listed, or null.
    pub modified: Option<String>,
    /// Whether a listing names it.
    pub listed: bool,
    /// Transfers of it in the capture.
    pub transfers: Vec<TransferPlaceView>,
}

/// The nodes of a tree in a half-open range.
#[must_use]
pub fn tree_views(tree: &ServerTree, range: Range<usize>) -> Vec<TreeNodeView> {
    clipped(&tree.nodes, range).iter().map(TreeNodeView::from).collect()
}

impl From<&TreeNode> for TreeNodeView {
    fn from(node: &TreeNode) -> Self {
        Self {
            depth: count(node.depth),
            kind: match node.kind {
                NodeKind::Server => "server",
                NodeKind::Directory => "directory",
                NodeKind::File => "file",
                NodeKind::Link => "link",
                NodeKind::Other => "other",
            },
            name: text(&node.name),
            path: (!node.path.is_empty()).then(|| text(&node.path)),
            bytes: node.bytes,
            modified: node.modified.as_ref().map(moment),
            listed: node.is_listed,
            transfers: node.transfers.iter().map(TransferPlaceView::from).collect(),
        }
    }
}
