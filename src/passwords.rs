//! Whether passwords leave the program.

/// Whether passwords leave the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Passwords {
    /// They are left out.
    #[default]
    Masked,
    /// They are shown.
    Revealed,
}
