//! Arguments.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};

use super::encoding::TextEncoding;
use super::words::Language;

/// Reads the FTP conversation in a packet capture (pcap or pcapng), and the files that it carried.
#[derive(Debug, Parser)]
#[command(
    version,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    arg_required_else_help = true,
    after_help = "A capture that has the name of a command is given with its folder: ./transfers\n\n\
                  Exit status: 0 where it was done, 1 where it could not be, 2 for arguments that are none."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) task: Option<Task>,

    #[command(flatten)]
    pub(super) conversation: Option<ConversationArguments>,
}

/// What else than the conversation is wanted.
#[derive(Debug, Subcommand)]
pub(super) enum Task {
    /// Lists the transfers: what was carried, and whether all of it is in the capture
    Transfers(TransfersArguments),
    /// Saves the files that were carried, with a manifest of what they are
    Extract(ExtractArguments),
    /// Tells what happened, step by step, and why
    Explain(ExplainArguments),
}

/// How the conversation is wanted.
#[derive(Args, Debug)]
pub(super) struct ConversationArguments {
    /// The capture; `-` reads standard input
    pub(super) file: PathBuf,

    /// Print the whole report as JSON
    #[arg(long)]
    pub(super) json: bool,

    /// Show passwords instead of masking them
    #[arg(long)]
    pub(super) reveal_passwords: bool,

    /// Encoding of what is not UTF-8, such as file names: windows-1252, gbk, shift_jis, koi8-r, …
    #[arg(long, value_name = "NAME", value_parser = TextEncoding::named)]
    pub(super) encoding: Option<TextEncoding>,
}

/// How the transfers are wanted.
#[derive(Args, Debug)]
pub(super) struct TransfersArguments {
    /// The capture; `-` reads standard input
    pub(super) file: PathBuf,

    /// Print them as JSON: a list, each with the number of its session
    #[arg(long)]
    pub(super) json: bool,

    /// Encoding of names that are not UTF-8: windows-1252, gbk, shift_jis, koi8-r, …
    #[arg(long, value_name = "NAME", value_parser = TextEncoding::named)]
    pub(super) encoding: Option<TextEncoding>,
}

/// How the story is wanted.
#[derive(Args, Debug)]
#[command(after_help = "Signs: - what happened, · what it means, ! what to notice, ? what is unusual")]
pub(super) struct ExplainArguments {
    /// The capture; `-` reads standard input
    pub(super) file: PathBuf,

    /// Language of the sentences
    #[arg(long, value_enum, default_value_t)]
    pub(super) language: Language,

    /// Print the steps as JSON: facts and values instead of sentences
    #[arg(long, conflicts_with = "language")]
    pub(super) json: bool,

    /// Show passwords instead of masking them
    #[arg(long)]
    pub(super) reveal_passwords: bool,
}

/// Which files are wanted, where, and how.
#[derive(Args, Debug)]
#[command(
    after_help = "Files get the names that they have on the server, made safe, below DIR; manifest.json tells \
                  of each where it comes from, its hashes, and what is missing in it. Nothing is written outside \
                  of DIR, and nothing at all where a file is in the way.\n\n\
                  Exit status: 0 where all that is there was saved, also of files that are not complete (standard \
                  error names them); 1 where it could not be."
)]
pub(super) struct ExtractArguments {
    /// The capture; `-` reads standard input
    pub(super) file: PathBuf,

    /// Folder to save into; it is made where it is missing
    #[arg(long, value_name = "DIR")]
    pub(super) to: PathBuf,

    /// Replace files that are there already
    #[arg(long)]
    pub(super) force: bool,

    /// Save one ZIP instead, DIR/CAPTURE.zip, that holds the files and the manifest
    #[arg(long)]
    pub(super) zip: bool,

    /// Save the listings of directories, too, each as a text `listing of NAME.txt` beside what it lists: LIST, NLST,
    /// MLSD, and the replies to STAT and MLST
    #[arg(long)]
    pub(super) listings: bool,

    /// Put zeros where bytes are missing; else what is behind a hole follows what is in front of it
    #[arg(long)]
    pub(super) fill_holes: bool,

    /// Write the line ends of files that were sent as text (TYPE A) as LF instead of CR LF
    #[arg(long)]
    pub(super) local_text: bool,
}

impl Arguments {
    /// The capture.
    pub(super) fn file(&self) -> &Path {
        match (&self.task, &self.conversation) {
            (Some(Task::Transfers(transfers)), _) => &transfers.file,
            (Some(Task::Extract(extract)), _) => &extract.file,
            (Some(Task::Explain(explain)), _) => &explain.file,
            (None, Some(conversation)) => &conversation.file,
            // Without any argument help is printed instead.
            (None, None) => Path::new(""),
        }
    }
}

/// The name of the capture, for people. A name can hold anything: control
/// characters are escaped.
pub(super) fn shown_name(file: &Path) -> Cow<'_, str> {
    if file.as_os_str() == "-" {
        return "standard input".into();
    }
    super::plain::plain(&file.to_string_lossy()).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Arguments {
        Arguments::try_parse_from(["ftpscope"].iter().chain(arguments)).expect("arguments")
    }

    #[test]
    fn a_first_word_that_is_no_command_is_a_capture() {
        for (words, file) in [
            (&["x.pcap"][..], "x.pcap"),
            (&["./transfers"], "./transfers"),
            (&["--json", "x.pcap"], "x.pcap"),
            (&["--", "extract"], "extract"),
        ] {
            let arguments = parsed(words);
            assert!(arguments.task.is_none(), "{words:?}");
            assert_eq!(arguments.file(), Path::new(file), "{words:?}");
        }
    }

    #[test]
    fn a_command_has_its_own_arguments() {
        assert!(matches!(
            parsed(&["transfers", "-", "--json"]).task,
            Some(Task::Transfers(TransfersArguments { json: true, .. }))
        ));
        assert_eq!(parsed(&["extract", "x.pcap", "--to", "out"]).file(), Path::new("x.pcap"));
        let no_folder = Arguments::try_parse_from(["ftpscope", "extract", "x.pcap"]);
        assert!(no_folder.expect_err("--to is needed").to_string().contains("--to <DIR>"));
        let no_capture = Arguments::try_parse_from(["ftpscope", "--json"]);
        assert!(no_capture.expect_err("FILE is needed").to_string().contains("<FILE>"));
    }
}
