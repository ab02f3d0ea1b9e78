//! The engine module: loaded by the page's worker, by its main thread, by Node.
//! What it exports is in `corpuscope::engine::exports`.

use corpuscope as _;

fn main() {}
