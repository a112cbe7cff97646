//! Files as they leave: under which name, with which hashes, of which type.
//!
//! All of it is computed when it is asked for, from the bytes and the path
//! that the server gave, which nothing here trusts.

mod content_type;
mod file_list;
mod file_name;
mod hashes;
mod listing_list;
mod name_key;
mod safe_paths;
mod saved_file;
mod server_tree;

pub use content_type::{CONTENT_TYPE_BYTES, ContentType, content_type};
pub use file_list::{FileList, NamedFile};
pub use file_name::{LONGEST_NAME, safe_name};
pub use hashes::{HashKind, Hashes, HexHashes};
pub use listing_list::{ListingList, NamedListing};
pub use safe_paths::{LONGEST_FOLDERS, MOST_FOLDERS, SafePaths};
pub use saved_file::{SavedFile, SavedFileInfo};
pub use server_tree::{NodeKind, ServerTree, TreeNode};
