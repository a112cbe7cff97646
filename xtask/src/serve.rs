//! `cargo xtask serve`: the site on this machine alone.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::build;
use crate::consent::Consent;
use crate::npm;
use crate::process;
use crate::workspace::Workspace;

/// The port that is tried first when none is asked for.
const USUAL_PORT: u16 = 8080;

/// How long the server may take to listen.
const START_LIMIT: Duration = Duration::from_secs(20);

/// Builds the site, serves it on 127.0.0.1 and prints the address; ends when the server is stopped.
///
/// # Errors
/// When the build fails, the port is taken or the server does not start.
pub(crate) fn serve(workspace: &Workspace, consent: Consent, port: Option<u16>) -> Result<()> {
    // A taken port is found out before the build, not after it.
    let port = free_port(port)?;
    build::site(workspace, consent)?;
    let mut command = npm::tool(workspace, "sirv");
    command
        .arg(workspace.site())
        .args(["--host", "127.0.0.1", "--port", &port.to_string()])
        // --dev reads files at each request, so a new build is served without a new start.
        .args(["--dev", "--quiet"]);
    process::announce(&command);
    let mut server = command.spawn().context("starting sirv")?;
    let started = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        if let Some(status) = server.try_wait()? {
            bail!("the server ended at once ({status})");
        }
        if started.elapsed() > START_LIMIT {
            server.kill()?;
            bail!("the server does not listen on port {port}");
        }
        thread::sleep(Duration::from_millis(50));
    }
    println!("ftpscope is at http://127.0.0.1:{port}/ (Ctrl+C ends it)");
    process::succeeded(&command, server.wait()?)
}

/// The port asked for, which must be free, or the usual one, or any.
fn free_port(wanted: Option<u16>) -> Result<u16> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = match wanted {
        Some(port) => bind(port).with_context(|| format!("port {port}"))?,
        None => bind(USUAL_PORT).or_else(|_| bind(0)).context("no free port")?,
    };
    Ok(listener.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_refused_when_asked_for() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(free_port(Some(port)).is_err());
        drop(taken);
        assert_eq!(free_port(Some(port)).unwrap(), port);
    }

    #[test]
    fn without_a_wish_there_is_always_a_port() {
        let _taken = TcpListener::bind((Ipv4Addr::LOCALHOST, USUAL_PORT));
        assert_ne!(free_port(None).unwrap(), 0);
    }
}
