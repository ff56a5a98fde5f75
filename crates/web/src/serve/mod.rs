//! The record served: pages and API over HTTP, for the person at this machine or whoever has the token.
//!
//! It listens where it is told and opens no connection of its own. All routes are on this page.
//!
//! - [`state`]: the record between requests.
//! - [`guard`]: who may ask, and what browsers may do with answers.
//! - [`answer`]: bodies, entity tags, errors; [`shelf`]: answers kept until the record changes.
//! - [`page`], [`api`]: what can be read; [`correct`], [`add`]: what can be changed.
//! - [`reference`]: the description of the API.

mod add;
mod answer;
mod api;
mod correct;
mod guard;
mod job;
mod page;
mod reference;
mod shelf;
mod state;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use onrecord_record::report::ReportEntry;
use onrecord_store::error::StoreError;
use thiserror::Error;
use tokio::net::TcpListener;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::timeout::TimeoutLayer;

use self::state::Served;

/// Where it listens unless told otherwise: this machine alone.
pub const ADDRESS: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 4711);

/// Shortest token that is taken. Sixteen letters and digits are beyond guessing over a network.
pub const SHORTEST_TOKEN: usize = 16;

/// Largest body of a request that corrects: a few names.
const SMALL_BODY: usize = 64 << 10;

/// Requests worked on or waiting at a time; one more is told to come back. More than the connections of several
/// browsers, few enough to hold in memory.
const MOST_REQUESTS: usize = 256;

/// Longest time for an answer. Corrections of a very large record derive it anew, which takes minutes.
const LONGEST: Duration = Duration::from_secs(600);

/// How to serve.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where to listen.
    pub address: SocketAddr,
    /// What a visitor has to know. Needed for any address but this machine's own.
    pub token: Option<String>,
    /// Whether nothing may be changed even if the file could be.
    pub read_only: bool,
    /// Largest upload, in bytes.
    pub max_upload_bytes: usize,
}

/// Reads uploaded files; the command line brings the model along.
pub trait Intake: Send + Sync {
    /// Reads the reports in a file with this name and hands each over, or why it could not be read.
    fn read(&self, name: &str, bytes: Vec<u8>, take: &mut dyn FnMut(Result<ReportEntry, String>));

    /// This moment in ISO 8601, to be kept with a correction.
    fn now(&self) -> String;
}

/// The record cannot be served.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The record could not be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Somebody else could read the record.
    #[error("{0} can be reached from other machines, so a token is needed")]
    TokenNeeded(SocketAddr),
    /// The token is too short.
    #[error("the token has fewer than {SHORTEST_TOKEN} characters")]
    TokenShort,
    /// The address cannot be used.
    #[error("{address}: {source}")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The server broke down.
    #[error("the server stopped: {0}")]
    Server(io::Error),
}

/// Serves the record at `record` until it is interrupted. `ready` is told the address once it listens, `log` what went
/// wrong inside, one line each.
///
/// # Errors
/// If the record cannot be used, if the address needs a token or cannot be listened at.
pub fn serve(
    record: &Path,
    options: &Options,
    intake: Arc<dyn Intake>,
    ready: impl FnOnce(SocketAddr),
    log: impl Fn(&str) + Send + Sync + 'static,
) -> Result<(), ServeError> {
    match &options.token {
        None if !options.address.ip().is_loopback() => return Err(ServeError::TokenNeeded(options.address)),
        Some(token) if token.chars().count() < SHORTEST_TOKEN => return Err(ServeError::TokenShort),
        _ => {}
    }
    let served = Arc::new(Served::open(record, options, intake, Box::new(log))?);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::Server)?;
    let listen = |source| ServeError::Listen { address: options.address, source };
    let result = runtime.block_on(async {
        let listener = TcpListener::bind(options.address).await.map_err(listen)?;
        ready(listener.local_addr().map_err(listen)?);
        let router = router(Arc::clone(&served), options);
        axum::serve(listener, router).with_graceful_shutdown(interrupted()).await.map_err(ServeError::Server)
    });
    // A job may still be at work, and event streams open; nobody waits for them.
    runtime.shutdown_timeout(Duration::from_secs(5));
    served.close()?;
    result
}

/// Until somebody presses Ctrl-C or asks the process to end.
async fn interrupted() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! { () = interrupt => {}, _ = terminate.recv() => {} }
            }
            Err(_) => interrupt.await,
        }
    }
    #[cfg(not(unix))]
    interrupt.await;
}

/// All routes.
fn router(served: Arc<Served>, options: &Options) -> Router {
    let pages = Router::new()
        .route("/", get(page::show_overview))
        .route("/issues", get(page::list_issues))
        .route("/issues/{id}", get(page::show_issue))
        .route("/actors", get(page::list_actors))
        .route("/actors/{id}", get(page::show_actor))
        .route("/statements/{id}", get(page::show_statement))
        .route("/attributions/{id}", get(page::find_attribution))
        .route("/reports", get(page::list_reports))
        .route("/reports/{id}", get(page::show_report))
        .route("/conflicts", get(page::list_conflicts))
        .route("/conflicts/{id}", get(page::show_conflict))
        .route("/timeline", get(page::show_timeline))
        .route("/search", get(page::search))
        .route("/search/results", get(page::search_results))
        .route("/codebook", get(page::show_codebook))
        .route("/corrections", get(page::list_corrections).post(correct::submit_correction))
        .route("/corrections/{number}/{action}", post(correct::submit_undo))
        .route("/add", get(add::show_form))
        .route("/api", get(reference::show_reference))
        .route("/assets/{name}", get(page::fetch_asset))
        .route("/sign-in", get(guard::show_sign_in).post(guard::sign_in));
    let api = Router::new()
        .route("/positions", get(api::list_positions))
        .route("/issues", get(api::list_issues))
        .route("/issues/{id}", get(api::find_issue))
        .route("/actors", get(api::list_actors))
        .route("/actors/{id}", get(api::find_actor))
        .route("/statements", get(api::list_statements))
        .route("/statements/{id}", get(api::find_statement))
        .route("/reports", get(api::list_reports))
        .route("/reports/{id}", get(api::find_report))
        .route("/conflicts", get(api::list_conflicts))
        .route("/conflicts/{id}", get(api::find_conflict))
        .route("/timeline", get(api::list_timeline))
        .route("/search", get(api::search))
        .route("/codebook", get(api::find_codebook))
        .route("/corrections", get(api::list_corrections).post(correct::create_correction))
        .route("/corrections/{number}/{action}", post(correct::undo_correction))
        .route("/jobs/{id}", get(add::find_job))
        .route("/jobs/{id}/events", get(add::watch_job))
        .route("/openapi.json", get(reference::fetch_description));
    let uploads = Router::new()
        .route("/add", post(add::submit_reports))
        .route("/api/v1/reports", post(add::create_reports))
        .layer(DefaultBodyLimit::max(options.max_upload_bytes));
    let small = pages.nest("/api/v1", api).layer(DefaultBodyLimit::max(SMALL_BODY));
    small
        .merge(uploads)
        .fallback(page::not_found)
        .layer(CompressionLayer::new().gzip(true).quality(CompressionLevel::Fastest))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST))
        .layer(from_fn_with_state(Arc::clone(&served), shelf::keep))
        .layer(from_fn_with_state(Arc::clone(&served), guard::admit))
        .layer(GlobalConcurrencyLimitLayer::new(MOST_REQUESTS))
        .layer(from_fn(guard::add_headers))
        .with_state(served)
}
