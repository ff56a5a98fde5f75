//! The reader: finds attributions and mentions in one report. No state is kept between reports.

pub mod attribution;
