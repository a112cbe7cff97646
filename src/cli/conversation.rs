//! The conversation as text.

use std::io::{self, Write};

use ftpscope::dissector::Dissection;
use ftpscope::view::{
    CaptureView, CommentView, ExchangeView, ExpertView, LoginView, ReplyView, SessionReport, SessionView,
    TimeView, TransferView, expert_views,
};

use super::plain::plain;
use super::values::{capture_command, endpoint, moment};
use super::words::Words;

/// Prints the whole conversation of a capture; `session` gives a session by its place.
pub(super) fn print(
    output: &mut impl Write,
    name: &str,
    dissection: &Dissection,
    session: impl Fn(usize) -> Option<SessionReport>,
    words: &Words,
) -> io::Result<()> {
    let capture = CaptureView::new(dissection);
    print_capture(output, name, &capture)?;
    if dissection.sessions.is_empty() {
        writeln!(
            output,
            "\nNo FTP in this capture: {} of its {} packets are TCP, on {} connections, none of them a control \
             connection of FTP.",
            capture.tcp_frames, capture.frames, capture.connections
        )?;
    }
    for index in 0..dissection.sessions.len() {
        if let Some(report) = session(index) {
            print_session(output, &report, &capture, words)?;
        }
    }
    print_experts(output, &expert_views(dissection, 0..usize::MAX), words)
}

fn print_capture(output: &mut impl Write, name: &str, capture: &CaptureView) -> io::Result<()> {
    let CaptureView { format, frames, bytes, .. } = capture;
    write!(output, "{name}: {format}, {frames} packets, {bytes} bytes")?;
    if let (Some(compression), Some(unpacked)) = (capture.compression, capture.unpacked_bytes) {
        write!(output, " ({compression}, {unpacked} unpacked)")?;
    }
    if let (Some(first), Some(duration)) = (capture.first_time, capture.duration_ms) {
        write!(output, ", {} (UTC), {:.3} s", moment(first), duration / 1000.0)?;
    }
    writeln!(output)?;
    for CommentView { frame, text, .. } in &capture.comments {
        let about = frame.map(|frame| format!(" on packet {frame}")).unwrap_or_default();
        writeln!(output, "  Comment{about}: {}", plain(text))?;
    }
    Ok(())
}

fn print_session(
    output: &mut impl Write,
    report: &SessionReport,
    capture: &CaptureView,
    words: &Words,
) -> io::Result<()> {
    let SessionView { id, client, server, .. } = &report.session;
    let (client, server) = (endpoint(client), endpoint(server));
    writeln!(output, "\nSession {id}: client {client} -> server {server}")?;
    if let Some(software) = &report.session.software {
        let version = software.version.as_deref().unwrap_or_default();
        writeln!(output, "  Server program: {}", plain(&format!("{} {version}", software.name)).trim_end())?;
    }
    for login in &report.session.logins {
        writeln!(output, "  Login: {}", login_line(login))?;
    }
    writeln!(output, "\n  {:>7}  {:>10}", "packet", "seconds")?;
    let start = capture.first_time;
    for exchange in &report.exchanges {
        print_exchange(output, exchange, start, words)?;
        let transfer = exchange.transfer.and_then(|id| report.transfers.get(id as usize));
        if let Some(transfer) = transfer {
            print_transfer(output, transfer, &report.session)?;
        }
    }
    Ok(())
}

fn print_exchange(
    output: &mut impl Write,
    exchange: &ExchangeView,
    start: Option<TimeView>,
    words: &Words,
) -> io::Result<()> {
    if let Some(command) = &exchange.command {
        let argument = match &command.argument {
            _ if command.masked => " ********".to_owned(),
            Some(argument) => format!(" {argument}"),
            None => String::new(),
        };
        let seconds = seconds_since(start, command.time);
        writeln!(
            output,
            "  {:>7}  {seconds:>10.6}  -> {}{}",
            command.frame,
            command.verb,
            shortened(&argument)
        )?;
    }
    for reply in &exchange.replies {
        print_reply(output, reply, start, words)?;
    }
    if let Some(announced) = &exchange.announces {
        let at = endpoint(&announced.endpoint);
        write!(output, "{:24}   {} waits for a data connection at {at}", "", announced.listener)?;
        if let Some([high, low]) = announced.port_numbers {
            write!(output, ": {high} x 256 + {low} = {}", announced.endpoint.port)?;
        }
        writeln!(output)?;
    }
    Ok(())
}

fn print_reply(
    output: &mut impl Write,
    reply: &ReplyView,
    start: Option<TimeView>,
    words: &Words,
) -> io::Result<()> {
    let seconds = seconds_since(start, reply.time);
    write!(output, "  {:>7}  {seconds:>10.6}  <- ", reply.frame)?;
    for (place, line) in reply.lines.iter().enumerate() {
        if place > 0 {
            write!(output, "\n{:24} ", "")?;
        }
        write!(output, "{}", shortened(line))?;
    }
    match reply.code.and_then(|code| words.reply(code)) {
        Some(meaning) => writeln!(output, "   ({meaning})"),
        None => writeln!(output),
    }
}

fn print_transfer(output: &mut impl Write, transfer: &TransferView, session: &SessionView) -> io::Result<()> {
    let what = transfer.path.as_deref().or(transfer.argument.as_deref()).unwrap_or_default();
    write!(output, "{:24}   {} {}: {}", "", transfer.direction, plain(what), transfer.outcome)?;
    match transfer.data.state {
        "captured" => {
            write!(
                output,
                ", {} bytes on connection {}",
                transfer.data.bytes,
                transfer.data.connection.unwrap_or(0)
            )?;
            if transfer.data.missing_bytes > 0 {
                write!(output, ", {} bytes missing", transfer.data.missing_bytes)?;
            }
            writeln!(output)
        }
        "not_captured" => {
            writeln!(output, ", its data connection is not in this capture; to keep it:")?;
            writeln!(output, "{:24}   {}", "", capture_command(session))
        }
        "unknown" => writeln!(output, ", its data connection is not identified"),
        _ => writeln!(output),
    }
}

fn print_experts(output: &mut impl Write, infos: &[ExpertView], words: &Words) -> io::Result<()> {
    let mut odd = infos.iter().filter(|info| info.severity != "chat").peekable();
    if odd.peek().is_some() {
        writeln!(output, "\nOdd in this capture:")?;
    }
    for info in odd {
        let frame = info.frame.map(|frame| format!("packet {frame}: ")).unwrap_or_default();
        writeln!(output, "  {}: {frame}{}", info.severity, words.expert(info))?;
    }
    Ok(())
}

/// Characters of a line that are shown; `--json` has them all.
const SHOWN: usize = 400;

fn shortened(line: &str) -> String {
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{} … ({} bytes in all)", plain(&line[..end]), line.len()),
        None => plain(line).into_owned(),
    }
}

fn login_line(login: &LoginView) -> String {
    let user = login.user.as_deref().unwrap_or("(not in the capture)");
    let password = match &login.password {
        Some(password) if login.anonymous => format!(", e-mail address {password}"),
        Some(password) => format!(", password {password}"),
        None if login.password_masked => ", password ********".to_owned(),
        None => String::new(),
    };
    let code = login.code.map(|code| format!(" ({code:03})")).unwrap_or_default();
    plain(&format!("user {user}{password}: {}{code}", login.result)).into_owned()
}

/// From the first packet to this moment, in seconds.
fn seconds_since(start: Option<TimeView>, time: TimeView) -> f64 {
    let start = start.unwrap_or(time);
    let nanoseconds = f64::from(time.nanoseconds) - f64::from(start.nanoseconds);
    (time.seconds - start.seconds) as f64 + nanoseconds / 1e9
}
