//! What libFuzzer says of a run.

/// What a fuzz target did.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    /// Inputs that were run.
    pub(crate) executions: u64,
    /// Places of the program at which a count is kept: its edges.
    pub(crate) edges: u64,
    /// Those of them that were reached.
    pub(crate) covered: u64,
    /// Inputs of the corpus, each of which reaches something that the others do not.
    pub(crate) inputs: u64,
    /// Their size, with its unit.
    pub(crate) size: String,
    /// Memory in use at most, in megabytes.
    pub(crate) memory: u64,
    /// The file of the input at which it stopped.
    pub(crate) failing: Option<String>,
}

impl Progress {
    /// Takes a line of the output.
    pub(crate) fn line(&mut self, line: &str) {
        if let Some(statistic) = line.strip_prefix("stat::") {
            let mut words = statistic.split_whitespace();
            let (name, number) = (words.next(), words.next().and_then(|number| number.parse().ok()));
            match (name, number) {
                (Some("number_of_executed_units:"), Some(number)) => self.executions = number,
                (Some("peak_rss_mb:"), Some(number)) => self.memory = number,
                _ => {}
            }
        } else if let Some((_, file)) = line.split_once("Test unit written to ") {
            self.failing = Some(file.trim().to_owned());
        } else if line.starts_with("INFO: Loaded") && line.contains("PC tables (") {
            // INFO: Loaded 1 PC tables (50338 PCs): …
            let number = line.split_once('(').and_then(|(_, rest)| rest.split_once(' '));
            self.edges = number.and_then(|(number, _)| number.parse().ok()).unwrap_or_default();
        } else if line.starts_with('#') {
            self.status(line);
        }
    }

    /// `#2097152 pulse  cov: 921 ft: 2410 corp: 310/12Kb lim: 4096 exec/s: 149796 rss: 391Mb`
    fn status(&mut self, line: &str) {
        let after = |name: &str| {
            let mut words = line.split_whitespace().skip_while(|word| *word != name);
            words.nth(1)
        };
        if let Some(covered) = after("cov:").and_then(|number| number.parse().ok()) {
            self.covered = covered;
        }
        if let Some((inputs, size)) = after("corp:").and_then(|corpus| corpus.split_once('/')) {
            self.inputs = inputs.parse().unwrap_or_default();
            size.clone_into(&mut self.size);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Progress {
        let mut progress = Progress::default();
        text.lines().for_each(|line| progress.line(line));
        progress
    }

    #[test]
    fn a_run_that_finds_nothing() {
        let progress = read(
            "INFO: Loaded 1 modules   (50338 inline 8-bit counters): 50338 [0x1, 0x2),\n\
             INFO: Loaded 1 PC tables (50338 PCs): 50338 [0x1,0x2),\n\
             #61\tINITED cov: 800 ft: 2000 corp: 61/9Kb exec/s: 0 rss: 99Mb\n\
             #2097152\tpulse  cov: 920 ft: 2400 corp: 309/12Kb lim: 4096 exec/s: 149796 rss: 391Mb\n\
             #2100000\tDONE   cov: 921 ft: 2410 corp: 310/13Kb lim: 4096 exec/s: 149000 rss: 391Mb\n\
             stat::number_of_executed_units: 2100001\n\
             stat::peak_rss_mb:              392\n",
        );
        assert_eq!(
            progress,
            Progress {
                executions: 2_100_001,
                edges: 50_338,
                covered: 921,
                inputs: 310,
                size: "13Kb".to_owned(),
                memory: 392,
                failing: None,
            }
        );
    }

    #[test]
    fn the_input_that_fails_is_named() {
        let line = "artifact_prefix='/a/'; Test unit written to /a/crash-0123abc";
        assert_eq!(read(line).failing.as_deref(), Some("/a/crash-0123abc"));
    }

    #[test]
    fn other_lines_say_nothing() {
        assert_eq!(read("thread panicked\n#\nstat::\nINFO: seed corpus: files: 3\n"), Progress::default());
    }
}
