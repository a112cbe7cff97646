//! `cargo xtask test`: every check and every test, one part after the other.

use std::process::Command;

use anyhow::Result;

use crate::consent::Consent;
use crate::download;
use crate::npm;
use crate::process;
use crate::rust_tests;
use crate::site;
use crate::summary::{Summary, Tally};
use crate::tap;
use crate::test_tools;
use crate::toolchain::WasmCompiler;
use crate::types;
use crate::wasm;
use crate::workspace::Workspace;

/// The parts that cannot run without the WebAssembly module or its types.
const NEEDS_WASM: [&str; 6] =
    ["JavaScript check", "wasm replay", "site build", NEEDS_SITE[0], NEEDS_SITE[1], NEEDS_SITE[2]];

/// The parts that look at the built site.
const NEEDS_SITE: [&str; 3] = ["sizes", "browser tests", "npm package"];

/// The same browser tests in another browser, and of the page that is one file.
const ELSEWHERE: [(&str, &str, &str); 3] = [
    ("one file in Chromium", "chromium", "file"),
    ("site in Firefox", "firefox", "site"),
    ("one file in Firefox", "firefox", "file"),
];

/// Makes ready what is missing, runs all parts and prints the summary. A part that fails does not keep
/// the later ones from running, unless they need what it makes. Returns whether the run was a success;
/// with `all`, a skip is none.
///
/// # Errors
/// When something cannot be made ready.
pub(crate) fn test(workspace: &Workspace, consent: Consent, all: bool) -> Result<bool> {
    // First, as it may ask and needs the network.
    let compiler = WasmCompiler::make_ready(workspace, consent)?;
    let chromium = test_tools::make_chromium_ready(consent)?;
    test_tools::make_network_tools_ready(consent)?;
    if all {
        test_tools::make_slow_test_tools_ready(consent)?;
    }
    npm::make_ready(workspace)?;

    let mut summary = Summary::default();
    rust_parts(&mut summary, workspace, all);
    summary.part("generated types", || passed(types::check(workspace)));
    summary.part("JavaScript tests", || tap::run(workspace, &mut npm::script(workspace, "test")));
    if summary.part("wasm build", || passed(wasm::build(workspace, compiler))) {
        javascript_parts(&mut summary, workspace, &chromium.to_string_lossy(), compiler, all);
    } else {
        for name in NEEDS_WASM {
            summary.skip(name, "needs the wasm build, which failed");
        }
    }
    println!("{}", summary.text(all));
    Ok(!summary.failed(all))
}

fn rust_parts(summary: &mut Summary, workspace: &Workspace, all: bool) {
    let cargo = |arguments: &[&str]| {
        let mut command = process::cargo(workspace.root());
        command.args(arguments);
        command
    };
    summary.part("format", || check(&mut cargo(&["fmt", "--all", "--check"])));
    summary.part("clippy", || {
        // What only a smaller module leaves out may be what something else in it needs.
        let everything: &[&str] = &["--workspace", "--all-targets", "--all-features"];
        let small: &[&str] = &["--lib", "--no-default-features", "--features", wasm::SMALL_FEATURES];
        let detail: &[&str] = &["--lib", "--no-default-features", "--features", wasm::DETAIL_FEATURES];
        for scope in [everything, detail, small] {
            check(cargo(&["clippy"]).args(scope).args(["--", "--deny", "warnings"]))?;
        }
        Ok(Tally::one())
    });
    summary.part("documentation", || {
        let scope = ["doc", "--workspace", "--no-deps", "--all-features"];
        check(cargo(&scope).env("RUSTDOCFLAGS", "--deny warnings"))
    });
    summary.part("Rust tests", || rust_tests::run(workspace, all));
}

/// The parts named in [`NEEDS_WASM`].
fn javascript_parts(
    summary: &mut Summary,
    workspace: &Workspace,
    chromium: &str,
    compiler: WasmCompiler,
    all: bool,
) {
    summary.part("JavaScript check", || check(&mut npm::script(workspace, "check")));
    summary.part("wasm replay", || {
        let mut replay = npm::script(workspace, "test:wasm");
        replay.env("FTPSCOPE_WASM", workspace.wasm()).env("FTPSCOPE_FULL_WASM", workspace.full_wasm());
        tap::run(workspace, &mut replay)
    });
    let built = summary.part("site build", || passed(site::build(workspace)));
    if !built {
        for name in NEEDS_SITE {
            summary.skip(name, "needs the site build, which failed");
        }
        return;
    }
    summary.part("sizes", || passed(download::check(workspace, compiler)));
    summary.part("browser tests", || {
        let mut browser = npm::script(workspace, "test:browser");
        browser.env("FTPSCOPE_DIST", workspace.site()).env(test_tools::CHROMIUM, chromium);
        tap::run(workspace, &mut browser)
    });
    if all {
        for (name, browser, shell) in ELSEWHERE {
            summary.part(name, || {
                let mut tests = npm::script(workspace, "test:browser");
                tests.env("FTPSCOPE_DIST", workspace.site()).env(test_tools::CHROMIUM, chromium);
                tap::run(workspace, tests.env("FTPSCOPE_BROWSER", browser).env("FTPSCOPE_SHELL", shell))
            });
        }
        summary.part("recipes", || {
            let mut recipes = npm::script(workspace, "test:recipes");
            recipes.env("FTPSCOPE_DIST", workspace.site()).env(test_tools::CHROMIUM, chromium);
            tap::run(workspace, &mut recipes)
        });
    }
    summary.part("npm package", || {
        let mut package = npm::script(workspace, "test:package");
        package.env("FTPSCOPE_FULL_WASM", workspace.full_wasm());
        package.env("FTPSCOPE_DIST", workspace.site()).env(test_tools::CHROMIUM, chromium);
        tap::run(workspace, &mut package)
    });
}

/// A part that is one check: a program that succeeds or not.
fn check(command: &mut Command) -> Result<Tally> {
    passed(process::run(command))
}

fn passed(outcome: Result<()>) -> Result<Tally> {
    outcome.map(|()| Tally::one())
}
