//! The argument of LIST and its like, in which many clients send options of
//! the `ls` program before the path, though no RFC knows them.

/// The argument of a listing command, options apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListArgument<'a> {
    /// Options such as `-la`, with the spaces between them; empty if none.
    pub options: &'a [u8],
    /// The path; empty if none, which stands for the current directory.
    pub path: &'a [u8],
}

/// Splits `-la -R path` into options and path. A path that itself begins with
/// a hyphen is taken for an option, as servers do.
#[must_use]
pub fn split_list_argument(argument: &[u8]) -> ListArgument<'_> {
    let mut path = argument;
    let mut taken = 0_usize;
    while path.first() == Some(&b'-') {
        let option = path.iter().position(|&byte| byte == b' ').unwrap_or(path.len());
        let (option, rest) = path.split_at_checked(option).unwrap_or((path, &[]));
        let spaces = rest.iter().position(|&byte| byte != b' ').unwrap_or(rest.len());
        taken = taken.saturating_add(option.len()).saturating_add(spaces);
        path = rest.get(spaces..).unwrap_or_default();
    }
    let options = argument.get(..taken).unwrap_or_default().trim_ascii_end();
    ListArgument { options, path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_told_from_the_path() {
        for (argument, options, path) in [
            ("", "", ""),
            ("/pub", "", "/pub"),
            ("-la", "-la", ""),
            ("-a ", "-a", ""),
            ("-l -a  my files ", "-l -a", "my files "),
            ("pub -x", "", "pub -x"),
        ] {
            let expected = ListArgument { options: options.as_bytes(), path: path.as_bytes() };
            assert_eq!(split_list_argument(argument.as_bytes()), expected, "{argument:?}");
        }
    }
}
