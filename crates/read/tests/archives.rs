//! Web archives.

mod support;

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use onrecord_read::Options;
use support::{behind, documents, read_all, read_with, summary};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("into memory");
    encoder.finish().expect("into memory")
}

fn record(headers: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("WARC/1.1\r\n{headers}\r\nContent-Length: {}\r\n\r\n", content.len());
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

fn response(http: &str, body: &[u8]) -> Vec<u8> {
    let content = [format!("HTTP/1.1 {http}\r\n\r\n").as_bytes(), body].concat();
    record(
        "WARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nWARC-Target-URI: https://a.example/é",
        &content,
    )
}

const PAGE: &str =
    "<html><p>Die Bürgermeisterin sagte am Montag, die Stadt werde die Löhne nicht vor dem Winter erhöhen.</p></html>";
const TEXT: &str = "Die Bürgermeisterin sagte am Montag, die Stadt werde die Löhne nicht vor dem Winter erhöhen.";

fn archive() -> Vec<Vec<u8>> {
    let chunked: Vec<u8> = PAGE
        .as_bytes()
        .chunks(40)
        .flat_map(|c| [format!("{:x}\r\n", c.len()).as_bytes(), c, b"\r\n"].concat())
        .chain(*b"0\r\n\r\n")
        .collect();
    vec![
        record("WARC-Type: warcinfo", "software: é".as_bytes()),
        response("200 OK\r\nContent-Type: text/html; charset=utf-8", PAGE.as_bytes()),
        response("301 Moved\r\nContent-Type: text/html", b"<p>moved</p>"),
        response("200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        response("200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked", &chunked),
        response("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", &gzip(PAGE.as_bytes())),
        response("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br", PAGE.as_bytes()),
        response("200 OK\r\nContent-Type: text/plain; charset=\"iso-8859-1\"", b"La gr\xe8ve est finie."),
        b"WARC/1.1\r\nWARC-Type: response\r\nno length\r\n\r\nstray \xff\r\n".to_vec(),
        record("WARC-Type: conversion\r\nContent-Type: text/plain", "Ein Auszug, é.".as_bytes()),
        response("200 OK\r\nContent-Type: text/html", b"<p> </p>"),
        record("WARC-Type: response\r\nContent-Type: application/http", b"not http"),
        b"WARC/1.1\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\n<p>cut".to_vec(),
    ]
}

fn expected() -> String {
    format!(
        "2: {TEXT}\n5: {TEXT}\n6: {TEXT}\n7: {TEXT}\n8: La grève est finie.\n\
         ! NAME, record 9: damaged WARC record: it does not state its length; the reading went on with the next one\n\
         10: Ein Auszug, é.\n\
         ! NAME, record 11: there is no text in it; nothing was read\n\
         ! NAME, record 12: damaged WARC record: no HTTP response in it, invalid HTTP version; the reading went on with the next one\n\
         ! NAME, record 13: damaged WARC record: the file ends in its content; the reading went on with the next one"
    )
}

#[test]
fn each_page_of_an_archive_is_a_report() {
    let outcome = read_all("a.warc", archive().concat());
    assert_eq!(summary(&outcome), expected().replace("NAME", "a.warc"));
    let document = outcome.items[1].as_ref().expect("readable");
    assert_eq!(document.metadata.url.as_deref(), Some("https://a.example/é"));
    assert_eq!(document.locator.record, Some(5));
    // Offsets count from the start of the payload, chunks undone.
    assert_eq!(behind(document, PAGE, "Löhne nicht"), "Löhne nicht");
}

#[test]
fn compressed_archives_have_one_member_a_record() {
    let members: Vec<u8> = archive().iter().flat_map(|r| gzip(r)).collect();
    let outcome = read_all("b.warc.gz", members);
    assert_eq!(summary(&outcome), expected().replace("NAME", "b.warc.gz"));
}

#[test]
fn a_record_over_the_limit_is_skipped() {
    let options = Options { max_document_bytes: 400, ..Options::default() };
    let large = response("200 OK\r\nContent-Type: text/html", "é".repeat(400).as_bytes());
    let bomb = response("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", &gzip(&[b'a'; 10_000]));
    let small = response("200 OK\r\nContent-Type: text/plain", "kurz, é".as_bytes());
    let outcome = read_with("-", [large, bomb, small].concat(), &options);
    let refused = "larger than 400 bytes for a single report; split it into reports, give them as JSON Lines \
                   (one report a line), or raise the limit";
    assert_eq!(summary(&outcome), format!("! -, record 1: {refused}\n! -, record 2: {refused}\n3: kurz, é"));
}

#[test]
fn line_feeds_alone_will_do() {
    let file = "WARC/1.0\nWARC-Type: resource\nContent-Type: text/plain\nContent-Length: 3\n\né!\n\n";
    assert_eq!(documents("x", file)[0].text.as_str(), "é!");
}
