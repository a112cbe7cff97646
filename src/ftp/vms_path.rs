//! Paths of VMS: `DEVICE:[DIRECTORY.SUBDIRECTORY]NAME.TYPE;VERSION`.
//!
//! In brackets, a dot at the beginning means "below the current directory" and
//! each hyphen "one up"; `000000` is the top directory of a device.

const TOP: &[u8] = b"000000";

/// A path taken apart at its brackets.
struct Parts<'a> {
    /// With its colon; empty if none.
    device: &'a [u8],
    /// What stands in brackets.
    directory: &'a [u8],
    /// What follows them.
    file: &'a [u8],
}

fn split(path: &[u8]) -> Option<Parts<'_>> {
    let open = memchr::memchr(b'[', path)?;
    let (device, bracket) = path.split_at_checked(open)?;
    let inside = bracket.strip_prefix(b"[")?;
    let (directory, close) = inside.split_at_checked(memchr::memchr(b']', inside)?)?;
    let in_device = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'$' | b'_' | b'-' | b':');
    let is_device = device.is_empty() || (device.ends_with(b":") && device.iter().all(in_device));
    let in_directory = |byte: &u8| byte.is_ascii_graphic() && !matches!(byte, b'/' | b'\\' | b'[');
    (is_device && directory.iter().all(in_directory)).then(|| Parts {
        device,
        directory,
        file: close.strip_prefix(b"]").unwrap_or_default(),
    })
}

/// Whether a path has the brackets of VMS.
pub(super) fn is_vms(path: &[u8]) -> bool {
    split(path).is_some()
}

/// Whether a path names its directory from the top.
pub(super) fn is_absolute(path: &[u8]) -> bool {
    split(path).is_some_and(|parts| !is_relative(parts.directory))
}

fn is_relative(directory: &[u8]) -> bool {
    matches!(directory.first(), None | Some(b'.' | b'-'))
}

/// The name seen from the directory.
pub(super) fn join(directory: Option<&[u8]>, name: &[u8]) -> Vec<u8> {
    let Some(current) = directory.and_then(split) else { return name.to_vec() };
    match split(name) {
        Some(parts) if parts.device.is_empty() => {
            print(current.device, &resolve(current.directory, parts.directory), parts.file)
        }
        Some(_) => name.to_vec(),
        None if name.contains(&b':') => name.to_vec(),
        None => print(current.device, current.directory, name),
    }
}

/// The directory after CWD: a bare name is a subdirectory.
pub(super) fn change_directory(directory: Option<&[u8]>, name: &[u8]) -> Vec<u8> {
    let Some(current) = directory.and_then(split).filter(|_| !is_vms(name) && !name.contains(&b':')) else {
        return join(directory, name);
    };
    // No name, and `.`, are steps to where one is.
    let step = match name {
        b".." => b"-".to_vec(),
        _ => {
            let (stem, kind) = name.split_at_checked(name.len().saturating_sub(4)).unwrap_or((name, &[]));
            let subdirectory = if kind.eq_ignore_ascii_case(b".DIR") { stem } else { name };
            [b".", subdirectory].concat()
        }
    };
    print(current.device, &resolve(current.directory, &step), b"")
}

/// What stands in brackets after a step from `current`.
fn resolve(current: &[u8], step: &[u8]) -> Vec<u8> {
    let relative = is_relative(step);
    let start = if relative { current } else { &[][..] };
    let mut names: Vec<&[u8]> = Vec::new();
    for part in start.split(|&byte| byte == b'.').chain(step.split(|&byte| byte == b'.')) {
        match part {
            b"" | TOP => {}
            _ if relative && part.iter().all(|&byte| byte == b'-') => {
                names.truncate(names.len().saturating_sub(part.len()));
            }
            _ => names.push(part),
        }
    }
    if names.is_empty() { TOP.to_vec() } else { names.join(&b'.') }
}

fn print(device: &[u8], directory: &[u8], file: &[u8]) -> Vec<u8> {
    [device, b"[", directory, b"]", file].concat()
}
