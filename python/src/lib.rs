//! The Python module `rolefit._rolefit`: the engine, as the Python files of the package call it.

mod catalog;
#[path = "../../src/cli/mod.rs"]
mod cli;
mod command;
mod document;
mod engine;
mod errors;
mod evidence;
mod interrupt;
mod ranking;
mod stream;

use pyo3::prelude::*;

/// As the `rolefit` binary has it. Python and other modules keep their own.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The engine of rolefit. Use the package `rolefit`.
#[pymodule]
fn _rolefit(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("Error", py.get_type::<errors::Error>())?;
    module.add("UnreadableError", py.get_type::<errors::UnreadableError>())?;
    module.add_class::<catalog::Catalog>()?;
    module.add_class::<engine::Engine>()?;
    module.add_class::<ranking::RankedFiles>()?;
    module.add_function(wrap_pyfunction!(catalog::import_posting, module)?)?;
    module.add_function(wrap_pyfunction!(command::read_files, module)?)?;
    module.add_function(wrap_pyfunction!(command::run_command, module)?)?;
    module.add_function(wrap_pyfunction!(document::read, module)?)?;
    Ok(())
}
