//! The command.

fn main() -> std::process::ExitCode {
    corpuscope::cli::run()
}
