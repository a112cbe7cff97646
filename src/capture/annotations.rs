//! What a pcapng file says besides its frames.

use std::net::IpAddr;

use crate::limits;
use crate::units::FrameNumber;

/// Comments, names and secrets of a capture, up to a cap on all of them together.
#[derive(Debug, Default)]
pub struct Annotations {
    /// What people wrote.
    pub comments: Vec<Comment>,
    /// Names of addresses (name resolution blocks); none without the feature `detail`.
    pub names: Vec<ResolvedName>,
    /// Keys to encrypted traffic (decryption secrets blocks); none without the feature `detail`.
    pub secrets: Vec<Secrets>,
    /// Bytes of all of them.
    bytes: usize,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The frame that it is about.
    pub frame: Option<FrameNumber>,
    /// Place of the interface that it is about.
    pub interface: Option<u32>,
    /// Its text, each byte that is not UTF-8 having become U+FFFD.
    pub text: String,
}

/// A name of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedName {
    /// The address.
    pub address: IpAddr,
    /// The name, as it stands in the file.
    pub name: String,
}

/// Secrets of one decryption secrets block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secrets {
    /// What they are: `0x544C534B` is a key log of TLS.
    pub kind: u32,
    /// They themselves.
    pub bytes: Vec<u8>,
}

/// More than the cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Full;

impl Annotations {
    pub(super) fn add_comment(&mut self, comment: Comment) -> Result<(), Full> {
        self.make_room(comment.text.len())?;
        self.comments.push(comment);
        Ok(())
    }

    #[cfg(feature = "detail")]
    pub(super) fn add_name(&mut self, name: ResolvedName) -> Result<(), Full> {
        self.make_room(name.name.len())?;
        self.names.push(name);
        Ok(())
    }

    #[cfg(feature = "detail")]
    pub(super) fn add_secrets(&mut self, kind: u32, bytes: &[u8]) -> Result<(), Full> {
        self.make_room(bytes.len())?;
        self.secrets.push(Secrets { kind, bytes: bytes.to_vec() });
        Ok(())
    }

    /// What has no bytes takes memory, too.
    fn make_room(&mut self, bytes: usize) -> Result<(), Full> {
        const COST: usize = 64;
        let needed = self.bytes.saturating_add(bytes).saturating_add(COST);
        if needed > limits::ANNOTATION_BYTES {
            return Err(Full);
        }
        self.bytes = needed;
        Ok(())
    }
}
