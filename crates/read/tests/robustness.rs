//! Nothing in a file brings the reader down, and every span stays within the file.

mod support;

use onrecord_read::{Format, Options};
use proptest::prelude::*;
use support::read_with;

fn format() -> impl Strategy<Value = Option<Format>> {
    prop::sample::select(vec![
        None,
        Some(Format::Text),
        Some(Format::Html),
        Some(Format::Json),
        Some(Format::JsonLines),
        Some(Format::Feed),
        Some(Format::Warc),
    ])
}

/// Pieces that lead deep into each reader.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let known: Vec<&[u8]> = vec![
        b"{\"text\": \"",
        b"\"}",
        b"\\u",
        b"\\ud83d",
        b"[",
        b"]",
        b"{",
        b"}",
        b",",
        b"\n",
        b"\r\n",
        b"\r\n\r\n",
        b"\"",
        b"<rss><channel><item><description>",
        b"</description></item>",
        b"<entry><content type='xhtml'>",
        b"</content></entry>",
        b"<![CDATA[",
        b"]]>",
        b"&#x",
        b"&amp",
        b"<p>",
        b"</p>",
        b"<script>",
        b"<!--",
        b"<a href=",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 60\r\n\r\n",
        b"Content-Length: 18446744073709551615\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
        b"\x1f\x8b\x08\0",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\0",
        b"\xc3",
        b"\xa9",
        b"<meta charset=utf-16>",
        b"<?xml version='1.0' encoding='x'?>",
        b"<script type=application/ld+json>",
    ];
    prop_oneof![
        prop::sample::select(known).prop_map(<[u8]>::to_vec),
        "[a-zé“😀 ]{0,12}".prop_map(String::into_bytes),
        prop::collection::vec(any::<u8>(), 0..8),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_bytes_are_read_or_refused(pieces in prop::collection::vec(piece(), 0..16), format in format()) {
        let bytes = pieces.concat();
        let n_bytes = bytes.len();
        let options = Options { format, max_document_bytes: 4096 };
        let outcome = read_with("x", bytes, &options);
        for document in outcome.items.into_iter().flatten() {
            let length = document.text.as_str().len();
            let spans = document.text.to_original(onrecord_text::span::Span::from_range(0..length));
            for pair in spans.windows(2) {
                prop_assert!(pair[0].end() <= pair[1].start());
            }
            if format.is_some_and(|f| f != Format::Warc) {
                // A decoded character comes from at least one byte.
                prop_assert!(spans.last().is_none_or(|s| s.end().get() <= n_bytes));
            }
        }
    }
}
