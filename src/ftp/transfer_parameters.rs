//! How transfers are done: the arguments of TYPE, MODE, STRU, REST and ALLO
//! (RFC 959 §3.1, §3.4, §3.5, §5.3.2; RFC 3659 §5). All in any case.

use std::fmt;

use super::number_list::whole_number;

/// Representation type, the argument of TYPE (RFC 959 §3.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RepresentationType {
    /// A: text with CR LF at the end of lines. The default.
    Ascii(FormatControl),
    /// E: text in EBCDIC.
    Ebcdic(FormatControl),
    /// I: bytes as they are.
    Image,
    /// L: logical bytes of this many bits; `L 8` is the same as I in practice.
    Local(u8),
}

/// Vertical format control of text (RFC 959 §3.1.1.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FormatControl {
    /// N: none. The default.
    #[default]
    NonPrint,
    /// T: Telnet format effectors.
    Telnet,
    /// C: carriage control (ASA).
    CarriageControl,
}

/// Transmission mode, the argument of MODE (RFC 959 §3.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TransferMode {
    /// S: a stream of bytes whose end is the end of the connection. The default.
    #[default]
    Stream,
    /// B: blocks with headers.
    Block,
    /// C: runs compressed.
    Compressed,
    /// Z: deflated (draft-preston-ftpext-deflate).
    Deflate,
    /// E: extended blocks on several connections (GFD.20).
    ExtendedBlock,
}

/// File structure, the argument of STRU (RFC 959 §3.1.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FileStructure {
    /// F: no structure. The default.
    #[default]
    File,
    /// R: records.
    Record,
    /// P: numbered pages.
    Page,
}

/// Where a transfer is to begin, the argument of REST.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Restart {
    /// In stream mode: bytes from the beginning of the file (RFC 3659 §5.3).
    Offset(u64),
    /// A marker of the server's making (RFC 959 §3.5).
    Marker(Vec<u8>),
}

/// What ALLO announces (RFC 959 §4.1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Allocation {
    /// Size of the file to come, in logical bytes.
    pub bytes: u64,
    /// Size of its largest record or page, if it has such.
    pub record_bytes: Option<u64>,
}

/// The argument is none that the command has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TransferParameterError;

/// Reads the argument of TYPE.
///
/// # Errors
///
/// When it is none of `A`, `E` (with `N`, `T`, `C` or nothing), `I`, `L n`
/// with n from 1 to 255.
pub fn parse_type(argument: &[u8]) -> Result<RepresentationType, TransferParameterError> {
    let upper = argument.to_ascii_uppercase();
    let mut words = upper.split(|&byte| byte == b' ').filter(|word| !word.is_empty());
    let (letter, second) = (words.next(), words.next());
    if words.next().is_some() {
        return Err(TransferParameterError);
    }
    match (letter, second) {
        (Some(b"A"), format) => parse_format(format).map(RepresentationType::Ascii),
        (Some(b"E"), format) => parse_format(format).map(RepresentationType::Ebcdic),
        // Some clients send `I N`; the server takes it for `I`.
        (Some(b"I"), None | Some(b"N")) => Ok(RepresentationType::Image),
        (Some(b"L"), Some(bits)) => local(bits),
        // `L8` is against the RFC and common.
        (Some([b'L', bits @ ..]), None) => local(bits),
        _ => Err(TransferParameterError),
    }
}

fn parse_format(word: Option<&[u8]>) -> Result<FormatControl, TransferParameterError> {
    match word {
        None | Some(b"N") => Ok(FormatControl::NonPrint),
        Some(b"T") => Ok(FormatControl::Telnet),
        Some(b"C") => Ok(FormatControl::CarriageControl),
        Some(_) => Err(TransferParameterError),
    }
}

fn local(bits: &[u8]) -> Result<RepresentationType, TransferParameterError> {
    let bits = whole_number(bits).and_then(|bits| u8::try_from(bits).ok()).filter(|&bits| bits > 0);
    bits.map(RepresentationType::Local).ok_or(TransferParameterError)
}

/// Reads the argument of MODE.
///
/// # Errors
///
/// When it is none of `S`, `B`, `C`, `Z`, `E`.
pub fn parse_mode(argument: &[u8]) -> Result<TransferMode, TransferParameterError> {
    match argument.trim_ascii().to_ascii_uppercase().as_slice() {
        b"S" => Ok(TransferMode::Stream),
        b"B" => Ok(TransferMode::Block),
        b"C" => Ok(TransferMode::Compressed),
        b"Z" => Ok(TransferMode::Deflate),
        b"E" => Ok(TransferMode::ExtendedBlock),
        _ => Err(TransferParameterError),
    }
}

/// Reads the argument of STRU.
///
/// # Errors
///
/// When it is none of `F`, `R`, `P`.
pub fn parse_stru(argument: &[u8]) -> Result<FileStructure, TransferParameterError> {
    match argument.trim_ascii().to_ascii_uppercase().as_slice() {
        b"F" => Ok(FileStructure::File),
        b"R" => Ok(FileStructure::Record),
        b"P" => Ok(FileStructure::Page),
        _ => Err(TransferParameterError),
    }
}

/// Reads the argument of REST: a number is an offset, other printable
/// characters are a marker.
///
/// # Errors
///
/// When it is empty or holds what is not printable.
pub fn parse_rest(argument: &[u8]) -> Result<Restart, TransferParameterError> {
    let argument = argument.trim_ascii();
    if argument.is_empty() || !argument.iter().all(|&byte| byte == b' ' || byte.is_ascii_graphic()) {
        return Err(TransferParameterError);
    }
    Ok(whole_number(argument).map_or_else(|| Restart::Marker(argument.to_vec()), Restart::Offset))
}

/// Reads the argument of RANG: the first and the last byte of the file that the next transfer shall have.
/// `None` is the form `1 0`, which takes an earlier RANG back (draft-bryan-ftp-range).
///
/// # Errors
///
/// When it is not two numbers.
pub fn parse_rang(argument: &[u8]) -> Result<Option<(u64, u64)>, TransferParameterError> {
    let mut words = argument.split(|&byte| byte == b' ').filter(|word| !word.is_empty());
    let (Some(first), Some(last), None) = (words.next(), words.next(), words.next()) else {
        return Err(TransferParameterError);
    };
    let range = whole_number(first).zip(whole_number(last)).ok_or(TransferParameterError)?;
    Ok(Some(range).filter(|(first, last)| first <= last))
}

/// Reads the argument of ALLO: `n` or `n R n`.
///
/// # Errors
///
/// When it has neither form.
pub fn parse_allo(argument: &[u8]) -> Result<Allocation, TransferParameterError> {
    let mut words = argument.split(|&byte| byte == b' ').filter(|word| !word.is_empty());
    let words = (words.next(), words.next(), words.next(), words.next());
    let (bytes, record_bytes) = match words {
        (Some(bytes), None, ..) => (whole_number(bytes), None),
        (Some(bytes), Some(b"R" | b"r"), Some(record), None) => {
            (whole_number(bytes), Some(whole_number(record).ok_or(TransferParameterError)?))
        }
        _ => (None, None),
    };
    bytes.map(|bytes| Allocation { bytes, record_bytes }).ok_or(TransferParameterError)
}

impl fmt::Display for RepresentationType {
    /// As the argument of TYPE; the default format control is left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (letter, format) = match self {
            Self::Ascii(format) => ("A", format),
            Self::Ebcdic(format) => ("E", format),
            Self::Image => return f.write_str("I"),
            Self::Local(bits) => return write!(f, "L {bits}"),
        };
        f.write_str(letter)?;
        f.write_str(match format {
            FormatControl::NonPrint => "",
            FormatControl::Telnet => " T",
            FormatControl::CarriageControl => " C",
        })
    }
}

impl fmt::Display for TransferMode {
    /// As the argument of MODE.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stream => "S",
            Self::Block => "B",
            Self::Compressed => "C",
            Self::Deflate => "Z",
            Self::ExtendedBlock => "E",
        })
    }
}

impl fmt::Display for FileStructure {
    /// As the argument of STRU.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::File => "F",
            Self::Record => "R",
            Self::Page => "P",
        })
    }
}

#[cfg(test)]
mod tests;
