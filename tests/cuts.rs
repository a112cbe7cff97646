//! A file that ends early never panics, never invents, and says so.

mod support;

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, thread};

use ftpscope::capture::{FileKind, OpenErrorCode, identify};
use ftpscope::dissector::Dissection;
use serde_json::Value;

use support::captures;
use support::corpus;
use support::read::{dissect, report, try_dissect};
use support::write::item_ends;

/// Bytes of the longest capture that is cut at every byte each time.
const LONGEST: usize = 20_000;
/// Bytes of the longest one that is cut at all: the time grows with the square.
const LONGEST_OF_ALL: usize = 200_000;

#[test]
fn a_capture_cut_at_any_byte_invents_nothing_and_says_the_cut() {
    let cases: Vec<_> = captures::all().iter().map(|case| (case.name.clone(), case.bytes())).collect();
    let short: Vec<_> = cases.into_iter().filter(|(_, capture)| capture.len() <= LONGEST).collect();
    assert!(short.len() >= 30, "only {} captures are short enough", short.len());
    cut_all(&short, |at, _| at);
}

#[test]
#[ignore = "long: captures of other programs, cut around every packet"]
fn a_longer_capture_cut_around_any_packet_invents_nothing_and_says_the_cut() {
    let test = "a_longer_capture_cut_around_any_packet_invents_nothing_and_says_the_cut";
    let Some(files) = corpus::files(test, "ftp") else { return };
    let captures = files.iter().map(|file| (file.display().to_string(), fs::read(file).expect("a file")));
    let is_read = |capture: &[u8]| matches!(identify(capture, true), FileKind::Capture(_));
    let read: Vec<_> =
        captures.filter(|(_, capture)| capture.len() <= LONGEST_OF_ALL && is_read(capture)).collect();
    cut_all(&read, |at, ends| {
        ends.range(at.saturating_sub(1)..).next().map_or(usize::MAX, |&end| at.max(end - 1))
    });
}

/// Cuts captures in front of the bytes that `next` tells: at this one or at
/// a later one.
fn cut_all(captures: &[(String, Vec<u8>)], next: impl Fn(usize, &BTreeSet<usize>) -> usize + Sync) {
    let (taken, failures) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        while let Some((name, capture)) = captures.get(taken.fetch_add(1, Ordering::Relaxed)) {
            if let Err(failure) = cut_everywhere(capture, &next) {
                failures.lock().expect("nobody panicked").push(format!("{name}, {failure}"));
            }
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    let failures = failures.into_inner().expect("nobody panicked");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn cut_everywhere(capture: &[u8], next: impl Fn(usize, &BTreeSet<usize>) -> usize) -> Result<(), String> {
    let ends: BTreeSet<_> = item_ends(capture).into_iter().collect();
    let header_end = *ends.first().expect("a header");
    let whole = report(&dissect(capture));
    let mut frames_before = None;
    let cuts = std::iter::successors(Some(next(0, &ends)), |&at| Some(next(at + 1, &ends)));
    for at in cuts.take_while(|&at| at < capture.len()) {
        let at_byte = |what: String| format!("cut at byte {at}: {what}");
        match try_dissect([&capture[..at]]) {
            Ok(cut) => {
                check_file_cut(&cut, at, &ends).map_err(at_byte)?;
                // The same frames make the same sessions.
                if frames_before.replace(cut.frames.count()) != Some(cut.frames.count()) {
                    check_nothing_invented(&report(&cut), &whole).map_err(at_byte)?;
                }
            }
            Err(error) => {
                let expected = match at {
                    0 => OpenErrorCode::EmptyFile,
                    1..4 => OpenErrorCode::NotACapture,
                    _ => OpenErrorCode::HeaderCut,
                };
                if at >= header_end || error.code != expected || error.offset > at as u64 {
                    return Err(at_byte(error.to_string()));
                }
            }
        }
    }
    Ok(())
}

/// A cut inside a record or block is said, with the byte where that begins.
fn check_file_cut(cut: &Dissection, at: usize, ends: &BTreeSet<usize>) -> Result<(), String> {
    let said = cut.experts.infos().iter().find(|info| info.code.name() == "file_cut");
    let begin = *ends.range(..=at).next_back().ok_or("opened without a header")?;
    let said = said.map(|info| (info.offset, info.found, info.expected > info.found));
    let expected = (begin < at).then_some((Some(begin as u64), Some((at - begin) as u64), true));
    if said == expected { Ok(()) } else { Err(format!("file_cut is {said:?} instead of {expected:?}")) }
}

/// Whatever the report of the cut file says, that of the whole file says, too.
fn check_nothing_invented(cut: &Value, whole: &Value) -> Result<(), String> {
    for session in list(&cut["sessions"]) {
        let same = ["connection", "client", "server", "first_frame"];
        let whole = counterpart(session, &whole["sessions"], &same)?;
        for exchange in list(&session["exchanges"]) {
            check_exchange(exchange, &whole["exchanges"])?;
        }
        for transfer in list(&session["transfers"]) {
            let command =
                &session["exchanges"][transfer["exchange"].as_u64().unwrap_or(0) as usize]["command"];
            let same = ["verb", "direction", "mode", "endpoint", "setup_frame", "frame", "argument", "path"];
            // Of a command whose line is cut the name may be cut, too.
            // The name that STOU makes stands in a reply.
            let same = match (command["line_end"] == "missing", transfer["verb"] == "STOU") {
                (true, _) => &same[..5],
                (false, true) => &same[..7],
                (false, false) => &same,
            };
            let whole = counterpart(transfer, &whole["transfers"], same)?;
            let outcomes = [&whole["outcome"], &Value::from("running"), &Value::from("unanswered")];
            let bytes = |transfer: &Value| transfer["data"]["bytes"].as_u64();
            let connection = &transfer["data"]["connection"];
            if !outcomes.contains(&&transfer["outcome"])
                || bytes(transfer) > bytes(whole)
                || !(connection.is_null() || connection == &whole["data"]["connection"])
            {
                return Err(format!("the transfer {transfer} instead of {whole}"));
            }
        }
        for login in list(&session["logins"]) {
            let whole = counterpart(login, &whole["logins"], &["user", "user_frame"])?;
            if login["result"] != whole["result"] && login["result"] != "unknown" {
                return Err(format!("the login {login} instead of {whole}"));
            }
        }
    }
    Ok(())
}

/// The same command in the same frames with the first of its replies. Only
/// the last line of each side may be the beginning of one.
fn check_exchange(exchange: &Value, exchanges: &Value) -> Result<(), String> {
    let command = &exchange["command"];
    let is_cut = command["line_end"] == "missing";
    let whole = list(exchanges).find(|whole| match command {
        Value::Null => whole["replies"][0]["first_frame"] == exchange["replies"][0]["first_frame"],
        _ if is_cut => begins(command, &whole["command"]),
        _ => ["verb", "argument", "frame", "first_frame", "bytes"]
            .iter()
            .all(|field| command[field] == whole["command"][field]),
    });
    let whole = whole.ok_or_else(|| format!("the exchange {exchange}"))?;
    for (place, reply) in list(&exchange["replies"]).enumerate() {
        // A server may answer a line before its end; the end tells that it did not.
        let whole = match is_cut {
            true => list(exchanges)
                .flat_map(|exchange| list(&exchange["replies"]))
                .find(|whole| whole["first_frame"] == reply["first_frame"])
                .unwrap_or(&Value::Null),
            false => &whole["replies"][place],
        };
        let (lines, whole_lines) = (reply["lines"].as_array(), whole["lines"].as_array());
        let (lines, whole_lines) = lines.zip(whole_lines).ok_or_else(|| format!("the reply {reply}"))?;
        let (last, before) = lines.split_last().ok_or("a reply without lines")?;
        let text = |line: &Value| line.as_str().unwrap_or_default().to_owned();
        let last_begins =
            whole_lines.get(before.len()).is_some_and(|whole| text(whole).starts_with(&text(last)));
        let same = reply["code"] == whole["code"] && reply["first_frame"] == whole["first_frame"];
        if !same || !whole_lines.starts_with(before) || !last_begins {
            return Err(format!("the reply {reply} instead of {whole}"));
        }
    }
    Ok(())
}

/// Whether the line of a command is the beginning of that of another one.
fn begins(command: &Value, whole: &Value) -> bool {
    let line = |command: &Value| {
        let argument = command["argument"].as_str().map(|argument| format!(" {argument}"));
        command["verb"].as_str().unwrap_or_default().to_owned() + &argument.unwrap_or_default()
    };
    command["first_frame"] == whole["first_frame"] && line(whole).starts_with(&line(command))
}

/// The item of the whole report in which these fields are the same.
fn counterpart<'a>(item: &Value, whole: &'a Value, same: &[&str]) -> Result<&'a Value, String> {
    let found = list(whole).find(|whole| same.iter().all(|field| whole[field] == item[field]));
    found.ok_or_else(|| format!("nothing has {same:?} as in {item}"))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().expect("a list").iter()
}
