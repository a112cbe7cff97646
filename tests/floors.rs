//! The structure of the source: floors with one-way traffic, crates that have
//! one user each, no circles, no file that has grown too long.
//!
//! The source is parsed, so full paths count as well as `use` declarations.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

/// Floors, the lowest first: a module may use those of lower floors, and on
/// the composition's floor also its neighbours.
const FLOORS: &[&[&str]] = &[
    &["units", "address", "expert", "expert_log", "limits", "passwords", "source"],
    &["capture"],
    &["network"],
    &["tcp"],
    &["ftp"],
    &["session"],
    &["frame_table", "analysis_table"],
    &["dissector"],
    &["excerpt"],
    &["replay"],
    &["stream_map"],
    &["stream_maps"],
    &["file_plan"],
    &["file_reader"],
    &["listings"],
    &["listed_sizes"],
    &["second_look"],
    &["fields"],
    &["export"],
    &["view"],
    &["explain"],
    &["wasm"],
    &["cli", "main"],
];

/// Crates and the only modules that may name them.
const SOLE_USERS: &[(&str, &[&str])] = &[
    ("pcap_file", &["capture"]),
    ("byteorder_slice", &["capture"]),
    ("bzip2", &["capture"]),
    ("lz4_flex", &["capture"]),
    ("lzma_rust2", &["capture"]),
    ("miniz_oxide", &["capture", "ftp"]),
    ("ruzstd", &["capture"]),
    ("etherparse", &["network"]),
    ("foldhash", &["tcp"]),
    ("memchr", &["ftp"]),
    ("infer", &["export"]),
    ("md5", &["export"]),
    ("sha1", &["export"]),
    ("sha2", &["export"]),
    ("serde", &["cli", "explain", "view", "wasm"]),
    ("schemars", &["explain", "view"]),
    ("serde_json", &["cli"]),
    ("clap", &["cli"]),
    ("encoding_rs", &["cli"]),
    ("jiff", &["cli"]),
    ("tempfile", &["cli"]),
    ("zip", &["cli"]),
    ("wasm_bindgen", &["wasm"]),
    ("serde_wasm_bindgen", &["wasm"]),
    ("web_sys", &["wasm"]),
];

/// Lines of a file, tests at its end not counted.
const LONGEST_FILE: usize = 600;

/// A module: its path below the crate, `["capture", "pcapng"]`.
type Module = Vec<String>;

struct Source {
    file: PathBuf,
    text: String,
    /// Paths that the module names, `crate` and `super` resolved.
    paths: BTreeSet<Vec<String>>,
    /// Names that it gives to items of other modules.
    reexports: BTreeMap<String, Vec<String>>,
}

fn sources() -> BTreeMap<Module, Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let file = entry.unwrap().path();
            if file.is_dir() {
                folders.push(file);
            } else if file.extension().is_some_and(|extension| extension == "rs") {
                let module = module_of(file.strip_prefix(&root).unwrap());
                // Tests may use what they like.
                if module.last().is_none_or(|name| name != "tests") {
                    sources.insert(module.clone(), read(file, &module));
                }
            }
        }
    }
    sources
}

fn module_of(file: &Path) -> Module {
    let mut module: Module =
        file.with_extension("").iter().map(|part| part.to_str().unwrap().to_owned()).collect();
    if module.last().is_some_and(|name| name == "mod" || name == "lib") {
        module.pop();
    }
    module
}

fn read(file: PathBuf, module: &Module) -> Source {
    let text = std::fs::read_to_string(&file).unwrap();
    let syntax = syn::parse_file(&text).unwrap();
    let mut names = Names { module: module.clone(), paths: BTreeSet::new(), reexports: BTreeMap::new() };
    names.visit_file(&syntax);
    Source { file, text, paths: names.paths, reexports: names.reexports }
}

struct Names {
    module: Module,
    paths: BTreeSet<Vec<String>>,
    reexports: BTreeMap<String, Vec<String>>,
}

impl Names {
    /// The path below the crate, or, of another crate, with its name in front.
    fn resolve(&self, segments: &[String]) -> Vec<String> {
        let mut base = self.module.clone();
        let mut rest = segments;
        match rest.first().map(String::as_str) {
            Some("crate" | "ftpscope") => {
                base.clear();
                rest = &rest[1..];
            }
            Some("self") => rest = &rest[1..],
            Some("super") => {}
            _ => return segments.to_vec(),
        }
        while rest.first().is_some_and(|segment| segment == "super") {
            base.pop();
            rest = &rest[1..];
        }
        [&base, rest].concat()
    }

    fn use_tree(&mut self, prefix: &mut Vec<String>, tree: &syn::UseTree, is_public: bool) {
        match tree {
            syn::UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.use_tree(prefix, &path.tree, is_public);
                prefix.pop();
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.use_tree(prefix, tree, is_public);
                }
            }
            syn::UseTree::Name(name) => self.used(prefix, &name.ident.to_string(), None, is_public),
            syn::UseTree::Rename(rename) => {
                let name = rename.rename.to_string();
                self.used(prefix, &rename.ident.to_string(), Some(name), is_public);
            }
            syn::UseTree::Glob(_) => {
                self.paths.insert(self.resolve(prefix));
            }
        }
    }

    fn used(&mut self, prefix: &[String], name: &str, renamed: Option<String>, is_public: bool) {
        let mut segments = prefix.to_vec();
        if name != "self" {
            segments.push(name.to_owned());
        }
        let mut path = self.resolve(&segments);
        if is_public {
            // `pub use reader::CaptureReader` names a child without `self`.
            let first = prefix.first().map(String::as_str);
            if !matches!(first, Some("crate" | "super" | "self")) {
                path = [self.module.clone(), segments].concat();
            }
            self.reexports.insert(renamed.unwrap_or_else(|| name.to_owned()), path);
        } else {
            self.paths.insert(path);
        }
    }
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let is_public = !matches!(item.vis, syn::Visibility::Inherited);
        self.use_tree(&mut Vec::new(), &item.tree, is_public);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if segments.len() > 1 {
            self.paths.insert(self.resolve(&segments));
        }
        visit::visit_path(self, path);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        // `cfg_attr(feature = "schema", derive(schemars::JsonSchema))` is tokens, not a path.
        if let syn::Meta::List(list) = &attribute.meta {
            for crate_name in SOLE_USERS.iter().map(|(name, _)| *name) {
                if list.tokens.to_string().contains(&format!("{crate_name} ::")) {
                    self.paths.insert(vec![crate_name.to_owned(), "in an attribute".to_owned()]);
                }
            }
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let is_test = item.attrs.iter().any(
            |attribute| matches!(&attribute.meta, syn::Meta::List(list) if list.tokens.to_string() == "test"),
        );
        if !is_test {
            visit::visit_item_mod(self, item);
        }
    }
}

/// The module that a path leads to, re-exports followed; `None` for other crates.
fn target(sources: &BTreeMap<Module, Source>, path: &[String]) -> Option<Module> {
    let mut path = path.to_vec();
    for _ in 0..8 {
        let module = (0..=path.len())
            .rev()
            .map(|length| &path[..length])
            .find(|prefix| sources.contains_key(*prefix))?;
        if module.is_empty() {
            return None;
        }
        let name = path.get(module.len());
        match name.and_then(|name| sources[module].reexports.get(name)) {
            Some(reexport) => path = reexport.clone(),
            None => return Some(module.to_vec()),
        }
    }
    panic!("re-exports of {path:?} do not end");
}

fn floor(module: &[String]) -> usize {
    let name = &module[0];
    FLOORS
        .iter()
        .position(|floor| floor.contains(&name.as_str()))
        .unwrap_or_else(|| panic!("module `{name}` stands on no floor: add it to FLOORS"))
}

/// All arrows from a module to another one of this crate.
fn arrows(sources: &BTreeMap<Module, Source>) -> BTreeSet<(Module, Module)> {
    let mut arrows = BTreeSet::new();
    for (module, source) in sources.iter().filter(|(module, _)| !module.is_empty()) {
        for path in &source.paths {
            if let Some(target) = target(sources, path).filter(|target| target != module) {
                arrows.insert((module.clone(), target));
            }
        }
    }
    arrows
}

fn name(module: &[String]) -> String {
    module.join("::")
}

#[test]
fn no_module_uses_a_higher_floor() {
    let sources = sources();
    let upward: Vec<_> = arrows(&sources)
        .into_iter()
        .filter(|(from, to)| {
            let is_same_floor = floor(to) == floor(from)
                && (from[0] == to[0] || floor(from) == 0 || floor(from) == FLOORS.len() - 1);
            floor(to) >= floor(from) && !is_same_floor
        })
        .map(|(from, to)| format!("{} uses {}", name(&from), name(&to)))
        .collect();
    assert!(upward.is_empty(), "{upward:#?}");
}

#[test]
fn no_crate_is_used_outside_its_floor() {
    let mut strays = Vec::new();
    for (module, source) in sources().iter().filter(|(module, _)| !module.is_empty()) {
        for path in &source.paths {
            let users = SOLE_USERS.iter().find(|(name, _)| *name == path[0]).map(|(_, users)| *users);
            if users.is_some_and(|users| !users.contains(&module[0].as_str())) {
                strays.push(format!("{} uses {}", name(module), path.join("::")));
            }
        }
    }
    assert!(strays.is_empty(), "{strays:#?}");
}

#[test]
fn no_modules_use_each_other_in_a_circle() {
    let sources = sources();
    let arrows = arrows(&sources);
    for start in sources.keys() {
        let mut reached = BTreeSet::new();
        let mut at = vec![start.clone()];
        while let Some(module) = at.pop() {
            for (_, to) in arrows.iter().filter(|(from, _)| *from == module) {
                assert_ne!(to, start, "a circle leads through {} and {}", name(start), name(&module));
                if reached.insert(to.clone()) {
                    at.push(to.clone());
                }
            }
        }
    }
}

#[test]
fn no_file_has_grown_too_long() {
    for source in sources().values() {
        let code = source.text.split("#[cfg(test)]").next().unwrap();
        let lines = code.lines().count();
        assert!(lines <= LONGEST_FILE, "{}: {lines} lines", source.file.display());
    }
}

#[test]
fn the_test_sees_what_it_must() {
    let sources = sources();
    let arrows = arrows(&sources);
    let module = |path: &str| -> Module { path.split("::").map(str::to_owned).collect() };
    // By a `use` through a re-export, by `super`, and by a full path in the code.
    assert!(arrows.contains(&(module("dissector"), module("capture::reader"))));
    assert!(arrows.contains(&(module("capture::plain_reader"), module("capture::pcap"))));
    assert!(arrows.contains(&(module("tcp::table"), module("tcp::content"))));
    assert!(sources[&module("view::report")].paths.iter().any(|path| path[0] == "schemars"));
}
