//! Where things lie in the repository.

use std::env;
use std::path::{Path, PathBuf};

/// The repository and the folders that the build writes to.
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// Finds the repository from the place of this package in it.
    pub(crate) fn find() -> Self {
        // `cargo run` sets the variable anew at each start, so a moved repository is still found.
        let package = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = package.parent().unwrap_or(&package).to_path_buf();
        let target =
            env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder));
        Self { root, target }
    }

    /// The top of the repository.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The JavaScript and its tooling.
    pub(crate) fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// Cargo's folder, which also holds everything that is made on the way.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// The finished WebAssembly module with its JavaScript glue.
    pub(crate) fn wasm(&self) -> PathBuf {
        self.target.join("wasm-bindgen")
    }

    /// The same of the module in between, for the page that is one file.
    pub(crate) fn detail_wasm(&self) -> PathBuf {
        self.target.join("wasm-bindgen-detail")
    }

    /// The same with everything in it that few captures need.
    pub(crate) fn full_wasm(&self) -> PathBuf {
        self.target.join("wasm-bindgen-full")
    }

    /// What is released.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The static site.
    pub(crate) fn site(&self) -> PathBuf {
        self.dist().join("site")
    }
}
