//! The record: actors, statements, and how they are resolved and reconciled over reports.
