//! Puts the shell (the two modules without a corpus) into the command.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
}
