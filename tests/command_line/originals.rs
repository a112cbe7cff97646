//! What is saved of recorded cases is what lay on the disks of client and server.

use std::fs;

use serde::Deserialize;
use serde_json::Value;

use super::program::run;
use super::saved::{files_below, folder, manifest, sha256};
use super::support::captures::all;

#[derive(Deserialize)]
struct Originals {
    file: Vec<Original>,
}

/// A file as it was; see `captures/record/README.md`.
#[derive(Debug, Deserialize)]
struct Original {
    frame: u32,
    sha256: Option<String>,
    form: Option<String>,
    missing: Option<Value>,
    whole: Option<bool>,
}

#[test]
fn what_is_saved_is_what_was_on_the_disks() {
    let mut equal = 0;
    for case in all() {
        let Ok(text) = fs::read_to_string(case.folder.join("files.toml")) else { continue };
        let Originals { file: originals } = toml::from_str(&text).expect("what lay on the disks");
        for options in [&[][..], &["--local-text"]] {
            let to = folder();
            let arguments =
                ["extract".as_ref(), case.capture.as_os_str(), "--to".as_ref(), to.path().as_os_str()];
            let options = options.iter().map(|option: &&str| option.as_ref());
            let output = run(&arguments.into_iter().chain(options.clone()).collect::<Vec<_>>(), b"");
            assert_eq!(output.status.code(), Some(0), "{}: {output:?}", case.name);
            let (files, manifest) = (files_below(to.path()), manifest(to.path()));
            let listed = manifest["files"].as_array().expect("a list");
            assert_eq!(files.len(), listed.len() + 1, "{}", case.name);
            for file in listed {
                let bytes = &files[file["name"].as_str().expect("a name")];
                assert_eq!(file["sha256"], sha256(bytes), "{}: {file}", case.name);
                assert_eq!(file["bytes"], bytes.len(), "{}: {file}", case.name);
            }
            for original in originals.iter().filter(|original| original.form.is_some()) {
                let at = format!("{}, {original:?}", case.name);
                let is_piece = |piece: &Value| piece["command_frame"] == original.frame;
                let of_it = |file: &&Value| file["pieces"].as_array().expect("a list").iter().any(is_piece);
                let file = listed.iter().find(of_it).unwrap_or_else(|| panic!("{at}: not saved"));
                let is_local = options.len() == 1;
                match (original.form.as_deref(), &original.missing) {
                    (_, Some(missing)) => {
                        let range =
                            |range: &Value| Value::from(vec![range["start"].clone(), range["end"].clone()]);
                        let ranges =
                            |list: &Value| list.as_array().expect("a list").iter().map(range).collect();
                        let (left_out, told): (Value, Value) =
                            (ranges(&file["left_out"]), ranges(&file["missing"]));
                        assert_eq!((&left_out, &told), (missing, missing), "{at}");
                        assert_eq!(file["verdict"], "incomplete", "{at}");
                        let complaints = String::from_utf8_lossy(&output.stderr);
                        assert!(
                            complaints.contains("left out: bytes 5792 to 7239 (1448), bytes 15928"),
                            "{complaints}"
                        );
                    }
                    (Some("damaged"), _) => {
                        assert_eq!(file["binary_sent_as_text"], true, "{at}");
                    }
                    (Some("local"), _) if !is_local => {
                        assert_ne!(file["sha256"], original.sha256.as_deref().unwrap_or_default(), "{at}");
                    }
                    (Some("joined"), _) if original.whole == Some(false) => {}
                    _ => {
                        assert_eq!(
                            file["sha256"],
                            original.sha256.as_deref().unwrap_or_default(),
                            "{at}: {file}"
                        );
                        equal += 1;
                    }
                }
            }
        }
    }
    assert!(equal >= 80, "{equal}");
}
