//! From the crate to the finished WebAssembly modules: compile, make the JavaScript glue, optimise.
//!
//! There are three of one interface: the small one is all that a first look needs, the full one is loaded when a
//! file or a look at packets and files asks for what only it has. The one in between has all but the decoders of
//! rarely compressed captures, so that it fits into the page that is one file.

use std::env;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::download::gzip_size;
use crate::npm;
use crate::process;
use crate::toolchain::{TARGET, WasmCompiler, cargo_home};
use crate::workspace::Workspace;

/// What wasm-opt may use: all of it is in the oldest browsers that are supported, and no more than that
/// (with every feature on, it writes modules that some engines refuse).
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Size before speed where little speed is lost. Level 3 adds 2.5 KB after gzip, copies of up to 64 bytes by
/// single loads and stores add 1.9 KB. Inlining and unrolling trade size for speed, too: LLVM's own thresholds
/// (about 225, 325 and 300) added 12.6 KB to 40, 60 and 30, from which 15 and 25 took another 0.3 KB (their speed
/// was not compared). opt-level s made the module 0.4 KB smaller; the quickest of its passes over a capture of
/// many sessions took 15 % longer.
const SMALL: [&str; 5] = [
    "-Copt-level=2",
    "-Cllvm-args=--inline-threshold=15",
    "-Cllvm-args=--inlinehint-threshold=25",
    "-Cllvm-args=--unroll-threshold=30",
    "-Cllvm-args=--max-store-memcpy=2",
];

/// No inlining by wasm-opt, which would inline again what the compiler did not.
const NO_INLINING: [&str; 6] = [
    "--flexible-inline-max-function-size",
    "0",
    "--always-inline-max-function-size",
    "0",
    "--one-caller-inline-max-function-size",
    "0",
];

/// A panic traps at once, without making a message first. Nobody would see it: in a browser the standard
/// library has nowhere to write it, and the page says the same words after every trap. Needs a standard library
/// built alike.
const TRAPPING_PANICS: [&str; 2] = ["-Zunstable-options", "-Cpanic=immediate-abort"];

/// Features of the crate in the small module.
pub(crate) const SMALL_FEATURES: &str = "wasm";

/// Features of the crate in the module in between.
pub(crate) const DETAIL_FEATURES: &str = "wasm,detail";

/// What else makes the module smaller after gzip. The first bytes of the memory are the far end of the stack, and
/// nothing is addressed from below them: so a small constant can be added to an address by the load itself
/// (0.4 KB). Expressions that occur twice cost gzip less than the variables that would hold them (0.3 KB). The
/// list of features is for tools (0.1 KB).
const SMALLER: [&str; 3] = ["--low-memory-unused", "--skip-pass=local-cse", "--strip-target-features"];

/// The most that the full module may weigh, in bytes after gzip -9.
const FULL_LIMIT: usize = 400_000;

/// Builds the modules with their glue into [`Workspace::wasm`], [`Workspace::detail_wasm`] and
/// [`Workspace::full_wasm`].
///
/// # Errors
/// When a step fails, when a path of this machine got into a module, when the full one is too large, or
/// when its glue does not serve both.
pub(crate) fn build(workspace: &Workspace, compiler: WasmCompiler) -> Result<()> {
    build_module(workspace, compiler, "wasm,full", &workspace.full_wasm())?;
    build_module(workspace, compiler, DETAIL_FEATURES, &workspace.detail_wasm())?;
    build_module(workspace, compiler, SMALL_FEATURES, &workspace.wasm())?;
    check_glue(&workspace.wasm(), &workspace.full_wasm())?;
    check_glue(&workspace.detail_wasm(), &workspace.full_wasm())?;
    let full = gzip_size(&fs::read(workspace.full_wasm().join(MODULE))?)?;
    println!("The full module has {full} bytes after gzip -9, at most {FULL_LIMIT}");
    if full > FULL_LIMIT {
        bail!("the full module has {} bytes more than allowed", full - FULL_LIMIT);
    }
    Ok(())
}

/// Checks that the glue of the full module, which is the one that the page has, serves a smaller one, too: that
/// it knows each name that the two share with their modules.
fn check_glue(small: &Path, full: &Path) -> Result<()> {
    let glue = |folder: &Path| fs::read_to_string(folder.join("ftpscope.js"));
    let full = glue(full)?;
    let is_part = |character: char| character.is_ascii_alphanumeric() || character == '_';
    for name in glue(small)?.split(|character| !is_part(character)).filter(|name| name.starts_with("__w")) {
        if !full.contains(name) {
            bail!("the glue of the full module does not know {name}, which the small one needs");
        }
    }
    Ok(())
}

/// The name of the module in its folder.
const MODULE: &str = "ftpscope_bg.wasm";

fn build_module(workspace: &Workspace, compiler: WasmCompiler, features: &str, folder: &Path) -> Result<()> {
    process::run(
        compiler
            .cargo_rustc(workspace, &compiler_flags(workspace, compiler)?)
            // wasm-bindgen reads the sections that stripping removes; wasm-opt removes them afterwards.
            .env("CARGO_PROFILE_RELEASE_STRIP", "none")
            .args(["--release", "--lib", "--no-default-features", "--features", features])
            // Cargo leaves out link-time optimisation where a Rust library is made as well.
            .args(["--crate-type", "cdylib"]),
    )?;
    let compiled = compiler.target_folder(workspace).join(TARGET).join("release/ftpscope.wasm");
    let module = folder.join(MODULE);
    // The glue depends on the compiled module and on this program, which holds the options.
    if is_newer(&module, &[&compiled, &env::current_exe()?]) {
        return Ok(());
    }
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("emptying {}", folder.display()))?;
    }
    Bindgen::new()
        .input_path(&compiled)
        .web(true)?
        // Whoever loads the module says where it is: a bundle has no address of its own to start from.
        .omit_default_module_path(true)
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .out_name("ftpscope")
        .generate(folder)
        .context("wasm-bindgen")?;
    // The name that the later steps look for appears only when the module is complete.
    let optimised = folder.join("optimised.wasm");
    process::run(
        npm::tool(workspace, "wasm-opt")
            .arg("-O3")
            .args(NO_INLINING)
            .args(SMALLER)
            .args(FEATURES)
            .arg(&module)
            .arg("-o")
            .arg(&optimised),
    )?;
    check_for_paths(&optimised, workspace)?;
    fs::rename(&optimised, &module)?;
    Ok(())
}

/// Panics name source files. The flags shorten their paths, so that the module is the same on every
/// machine and says nothing about the one that built it.
fn compiler_flags(workspace: &Workspace, compiler: WasmCompiler) -> Result<Vec<String>> {
    let mut flags = SMALL.map(str::to_owned).to_vec();
    if compiler.builds_library() {
        flags.extend(TRAPPING_PANICS.map(str::to_owned));
    }
    flags.extend([remap(workspace.root(), "ftpscope"), remap(&cargo_home()?, "cargo")]);
    // One folder a registry, named after its address. This program's dependencies come from the same
    // place as the crate's, so the folder is there.
    let sources = cargo_home()?.join("registry/src");
    if sources.is_dir() {
        for registry in fs::read_dir(&sources)? {
            flags.push(remap(&registry?.path(), "crates"));
        }
    }
    Ok(flags)
}

fn remap(folder: &Path, name: &str) -> String {
    format!("--remap-path-prefix={}={name}", folder.display())
}

fn check_for_paths(module: &Path, workspace: &Workspace) -> Result<()> {
    let bytes = fs::read(module)?;
    for folder in [workspace.root(), &cargo_home()?] {
        if contains(&bytes, folder.as_os_str().as_encoded_bytes()) {
            bail!("the module holds a path of this machine: {}", folder.display());
        }
    }
    Ok(())
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Whether `made` exists and none of `sources` was written after it.
fn is_newer(made: &Path, sources: &[&Path]) -> bool {
    let written = |path: &Path| fs::metadata(path).and_then(|data| data.modified());
    written(made).is_ok_and(|time: SystemTime| {
        sources.iter().all(|source| written(source).is_ok_and(|earlier| earlier <= time))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_newer_only_than_files_that_exist_and_are_older() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let write = |name: &str, seconds: u64| {
            let time = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
            fs::File::create(path(name)).unwrap().set_modified(time).unwrap();
        };
        write("old", 1);
        write("made", 2);
        write("new", 3);
        assert!(is_newer(&path("made"), &[&path("old")]));
        assert!(!is_newer(&path("made"), &[&path("old"), &path("new")]));
        assert!(!is_newer(&path("made"), &[&path("absent")]));
        assert!(!is_newer(&path("absent"), &[&path("old")]));
    }

    #[test]
    fn a_path_is_found_inside_other_bytes() {
        assert!(contains(b"\0at /home/a/x.rs", b"/home/a"));
        assert!(!contains(b"\0at crates/x.rs", b"/home/a"));
    }
}
