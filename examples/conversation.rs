//! Prints who said what: `cargo run --example conversation -- login.pcap`.

use std::error::Error;

use ftpscope::dissector::Dissector;
use ftpscope::view::{Passwords, exchange_views};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which capture?")?;
    let capture = std::fs::read(path)?;
    let mut dissector = Dissector::new();
    for slice in capture.chunks(1 << 20) {
        dissector.push(slice)?;
    }
    let dissection = dissector.finish()?;
    for (index, session) in dissection.sessions.iter().enumerate() {
        println!("{} -> {}", session.client, session.server);
        for exchange in exchange_views(&dissection, index, 0..usize::MAX, Passwords::Masked) {
            if let Some(command) = exchange.command {
                let masked = if command.masked { "(masked)" } else { "" };
                println!("> {} {}", command.verb, command.argument.as_deref().unwrap_or(masked));
            }
            for reply in exchange.replies {
                println!("< {}", reply.lines.join("\n  "));
            }
        }
    }
    Ok(())
}
