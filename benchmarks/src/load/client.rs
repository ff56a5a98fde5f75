//! As much of an HTTP client as asking takes: one connection, one request after another.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;

/// Longest time to wait for an answer.
const PATIENCE: Duration = Duration::from_secs(60);

pub(super) struct Client {
    address: SocketAddr,
    connection: Option<BufReader<TcpStream>>,
}

pub(super) struct Answer {
    pub status: u16,
    is_gzip: bool,
    pub body: Vec<u8>,
}

impl Answer {
    /// The body without compression.
    pub fn plain(&self) -> Result<Vec<u8>> {
        let mut plain = Vec::new();
        if self.is_gzip {
            GzDecoder::new(self.body.as_slice()).read_to_end(&mut plain)?;
        } else {
            plain.clone_from(&self.body);
        }
        Ok(plain)
    }
}

impl Client {
    pub fn new(address: SocketAddr) -> Self {
        Self { address, connection: None }
    }

    pub fn get(&mut self, path: &str) -> Result<Answer> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => {
                let stream = TcpStream::connect_timeout(&self.address, PATIENCE)?;
                stream.set_read_timeout(Some(PATIENCE))?;
                stream.set_nodelay(true)?;
                BufReader::new(stream)
            }
        };
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nAccept-Encoding: gzip\r\n\r\n", self.address);
        connection.get_mut().write_all(request.as_bytes())?;
        let answer = read(&mut connection)?;
        self.connection = Some(connection);
        Ok(answer)
    }
}

fn read(connection: &mut BufReader<TcpStream>) -> Result<Answer> {
    let mut line = String::new();
    connection.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).context("no HTTP answer")?;
    let (mut length, mut is_chunked, mut is_gzip) = (0, false, false);
    loop {
        line.clear();
        connection.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse()?,
            "transfer-encoding" => is_chunked = value.eq_ignore_ascii_case("chunked"),
            "content-encoding" => is_gzip = value.eq_ignore_ascii_case("gzip"),
            _ => {}
        }
    }
    let mut body = Vec::new();
    if !is_chunked {
        body.resize(length, 0);
        connection.read_exact(&mut body)?;
        return Ok(Answer { status, is_gzip, body });
    }
    loop {
        line.clear();
        connection.read_line(&mut line)?;
        let n = usize::from_str_radix(line.trim(), 16).context("a chunk without its length")?;
        let start = body.len();
        if start + n > 1 << 30 {
            bail!("an answer beyond a gigabyte");
        }
        body.resize(start + n, 0);
        connection.read_exact(&mut body[start..])?;
        line.clear();
        connection.read_line(&mut line)?;
        if n == 0 {
            return Ok(Answer { status, is_gzip, body });
        }
    }
}
