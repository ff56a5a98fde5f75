//! Files of every kind to raw documents: decoding, extraction, metadata.
