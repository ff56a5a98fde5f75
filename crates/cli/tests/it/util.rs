//! Running the binary in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A temporary folder to run the binary in.
pub struct Place {
    folder: TempDir,
}

/// What a run gave.
pub struct Ran {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
    described: String,
}

impl Place {
    pub fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().unwrap(), arguments, self.folder.path())
    }

    pub fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Ran {
        use std::io::Write;
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Ran::of(child.wait_with_output().unwrap(), arguments, self.folder.path())
    }

    /// Builds a record and gives back its export.
    pub fn build(&self, paths: &[&str], record: &str) -> String {
        let mut arguments = vec!["build"];
        arguments.extend(paths);
        arguments.extend(["-o", record]);
        self.run(&arguments).expect(0);
        self.run(&["export", record]).expect(0).stdout
    }
}

impl Ran {
    fn of(output: Output, arguments: &[&str], folder: &Path) -> Self {
        let (stdout, stderr) = (
            String::from_utf8_lossy(&output.stdout).into_owned(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        );
        let status = output.status.code().unwrap_or(-1);
        let files: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name()).collect();
        let described = format!(
            "onrecord {arguments:?} in {} (holding {files:?})\nstatus {status}\n--- stdout\n{stdout}\n--- stderr\n{stderr}",
            folder.display()
        );
        Self { status, stdout, stderr, described }
    }

    /// This run, if it ended with `status`.
    #[track_caller]
    pub fn expect(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{}", self.described);
        self
    }

    /// This run, if it said `words` to the person.
    #[track_caller]
    pub fn saying(self, words: &str) -> Self {
        assert!(self.stderr.contains(words), "“{words}” was not said\n{}", self.described);
        self
    }
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The example reports.
pub fn examples() -> PathBuf {
    root().join("examples/reports")
}

/// A folder that stands outside the repository: named by an environment variable, or in its usual
/// place beside the repository. `None`, with a message, where it is absent.
pub fn outside(variable: &str, usual: &str) -> Option<PathBuf> {
    let path = std::env::var_os(variable).map_or_else(|| root().join("..").join(usual), PathBuf::from);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: {} is not there; set {variable}", path.display());
    None
}
