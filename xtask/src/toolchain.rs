//! The compiler for WebAssembly: what the machine has, and how to get what it lacks.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::apt;
use crate::consent::Consent;
use crate::process;
use crate::workspace::Workspace;

/// The target triple of the browser builds.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// How long rustup may try to fetch the source of the standard library. A network that swallows what it is sent
/// would hold it up for ever.
const RUSTUP_LIMIT: Duration = Duration::from_secs(180);

/// Debian's compiler for web engines with the source of its own standard library, and a linker.
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-19"];

/// A compiler that can make WebAssembly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WasmCompiler {
    /// The compiler in use, which has the source of its standard library.
    InUse,
    /// Debian's compiler with the source of its standard library.
    Debian,
    /// The compiler in use, with the target's standard library as it was made elsewhere.
    ReadyMade,
}

impl WasmCompiler {
    /// Finds a compiler, or makes one ready: by rustup, else from Debian's packages. What is present
    /// is taken before anything is fetched, but for a standard library made elsewhere: that is for
    /// those who cannot have its source.
    ///
    /// # Errors
    /// When no way works; the message says what to do.
    pub(crate) fn make_ready(workspace: &Workspace, consent: Consent) -> Result<Self> {
        if source_is_installed()? {
            return Ok(Self::InUse);
        }
        if !apt::are_installed(&DEBIAN_PACKAGES) {
            if add_source_by_rustup(workspace)? {
                return Ok(Self::InUse);
            }
            if target_is_installed()? {
                return Ok(Self::ReadyMade);
            }
            apt::make_ready(&DEBIAN_PACKAGES, "compile to WebAssembly", consent)
                .context("the source of the standard library is missing (`rustup component add rust-src` did not work)")?;
        }
        debian_versions_match()?;
        Ok(Self::Debian)
    }

    /// Whether the standard library is built with the crate, so that what concerns the whole module, such
    /// as what a panic does, is ours to choose.
    pub(crate) fn builds_library(self) -> bool {
        self != Self::ReadyMade
    }

    /// The start of a `cargo rustc` command that uses this compiler: environment, target and target folder
    /// are set, features and crate type are for the caller. `flags` go to rustc.
    pub(crate) fn cargo_rustc(self, workspace: &Workspace, flags: &[String]) -> Command {
        let mut command = match self {
            Self::InUse | Self::ReadyMade => process::cargo(workspace.root()),
            Self::Debian => {
                let mut command = Command::new("/usr/bin/cargo");
                command
                    .current_dir(workspace.root())
                    .env("RUSTC", "/usr/bin/rustc")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "/usr/bin/wasm-ld-19")
                    // Set by rustup for its own compiler, whose libraries this one must not load.
                    .env_remove("LD_LIBRARY_PATH");
                command
            }
        };
        command.arg("rustc");
        if self.builds_library() {
            command
                .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"])
                // -Z is for nightly compilers; this lets a stable one have it.
                .env("RUSTC_BOOTSTRAP", "1");
        }
        command
            .args(["--target", TARGET, "--target-dir"])
            .arg(self.target_folder(workspace))
            .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
        command
    }

    /// Each compiler has a folder of its own: they would throw away each other's work.
    pub(crate) fn target_folder(self, workspace: &Workspace) -> PathBuf {
        match self {
            Self::InUse | Self::ReadyMade => workspace.target().to_path_buf(),
            Self::Debian => workspace.target().join("web"),
        }
    }
}

fn source_is_installed() -> Result<bool> {
    Ok(compiler_folder()?.join("src/rust/library/Cargo.lock").is_file())
}

fn target_is_installed() -> Result<bool> {
    Ok(compiler_folder()?.join(TARGET).join("lib").is_dir())
}

/// Where the compiler in use has what belongs to its targets.
fn compiler_folder() -> Result<PathBuf> {
    let root = process::capture(Command::new("rustc").args(["--print", "sysroot"]))?;
    Ok(Path::new(root.trim()).join("lib/rustlib"))
}

/// Lets rustup fetch the source of the standard library. A refusal is remembered with the compiler's
/// version, so that later runs do not wait for it again.
fn add_source_by_rustup(workspace: &Workspace) -> Result<bool> {
    if process::find("rustup").is_none() {
        return Ok(false);
    }
    let note = workspace.target().join("rustup-refused");
    let compiler = process::capture(Command::new("rustc").arg("--version"))?;
    if fs::read_to_string(&note).is_ok_and(|refused| refused == compiler) {
        return Ok(false);
    }
    let mut add = Command::new("rustup");
    add.args(["component", "add", "rust-src"]).env("RUSTUP_MAX_RETRIES", "1").env_remove("RUST_BACKTRACE");
    let refused = process::run_within(&mut add, RUSTUP_LIMIT).err();
    // rustup may say that all is well and have put the source into another toolchain than ours.
    if refused.is_none() && source_is_installed()? {
        return Ok(true);
    }
    eprintln!("rustup could not add the source of the standard library, going on without it");
    fs::create_dir_all(workspace.target())?;
    fs::write(&note, compiler).with_context(|| format!("writing {}", note.display()))?;
    Ok(false)
}

/// The source of one compiler's standard library does not build with another compiler.
fn debian_versions_match() -> Result<()> {
    let compiler = apt::version("rustc-web")?;
    let source = apt::version("rust-web-src")?;
    if compiler != source {
        bail!(
            "rustc-web is {compiler} but rust-web-src is {source}; as root: \
             apt-get update && apt-get install --yes rustc-web cargo-web rust-web-src"
        );
    }
    Ok(())
}

/// Cargo's own folder, where the sources of the dependencies lie.
///
/// # Errors
/// When neither `CARGO_HOME` nor `HOME` is set.
pub(crate) fn cargo_home() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("CARGO_HOME") {
        return Ok(PathBuf::from(folder));
    }
    let home = env::var_os("HOME").context("neither CARGO_HOME nor HOME is set")?;
    Ok(Path::new(&home).join(".cargo"))
}
