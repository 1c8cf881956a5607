//! From paths to results: opens every file that a walk found, on many threads, and delivers the results in the order of
//! ids.

use std::collections::BTreeMap;
use std::io;

use rayon::ThreadPool;

use super::in_order::in_order;
use super::package::Package;
use super::unpack::{Opened, package_problem, read_part};
use super::{Input, RawResume, Skipped, Unpacked, Walk};
use crate::formats::Limits;

/// Turns each resume that [`stream`] finds into a result. The methods are called from many threads.
pub trait Processor: Sync {
    /// The result for one resume.
    type Output: Send;
    /// Facts about a file before it is opened, for example its size and time. [`Processor::process`] gets them for each
    /// resume in the file.
    type FileInfo: Send + Sync;

    /// Looks up a file before it is opened. Returns the result if it is known already, for example from a cache.
    ///
    /// # Errors
    /// Facts about the file, if it has to be opened.
    fn look_up(&self, input: &Input) -> Result<Self::Output, Self::FileInfo>;

    /// Returns the result for a resume. `info` is `None` if the resume's path could not be opened at all.
    fn process(&self, info: Option<&Self::FileInfo>, resume: RawResume) -> Self::Output;
}

/// Processes every resume that `walk` found, on the threads of `pool`, and passes the results to `take` in the order of
/// ids. Returns the numbers of skipped entries.
///
/// - At most some hundred results are held at once, however many files there are.
/// - The results of an archive wait if an id between the archive's id and theirs is still to come: `all.zip`,
///   `all.zip.pdf`, `all.zip/cv.pdf`.
/// - The results of a message, or of an archive in an archive, are held together.
/// - `done` is called once per file.
///
/// # Errors
/// The first error of `take`. After it no further file is opened.
pub fn stream<P: Processor>(
    walk: Walk,
    limits: &Limits,
    pool: &ThreadPool,
    processor: &P,
    done: impl Fn(),
    take: impl FnMut(P::Output) -> io::Result<()>,
) -> io::Result<Skipped> {
    let Walk { inputs, mut skipped, problems, missing: _ } = walk;
    let mut queue = OrderedQueue { by_id: BTreeMap::new(), added: 0, take };
    for (id, problem) in problems {
        let output = processor.process(None, RawResume { id: id.clone(), file_name: None, bytes: Err(problem) });
        queue.add(id, true, output);
    }
    let process = |info: &P::FileInfo, resume: RawResume| (resume.id.clone(), processor.process(Some(info), resume));
    let open = |number| {
        let input = inputs.get(number)?;
        Some(match processor.look_up(&input) {
            Ok(output) => FileResult::Known(input.id, output),
            Err(info) => match input.open_or_read(limits, &|resume| process(&info, resume)) {
                Opened::Read(unpacked) => FileResult::Read(unpacked),
                Opened::Package(package) => FileResult::Package(package, input, info),
            },
        })
    };
    in_order(pool, inputs.len(), &open, |number, result| {
        let next = inputs.id(number + 1);
        match result {
            None => {}
            Some(FileResult::Known(id, output)) => queue.add(id, false, output),
            Some(FileResult::Read(unpacked)) => queue.add_unpacked(unpacked, &mut skipped),
            Some(FileResult::Package(package, input, info)) => {
                let whole = input.without_bytes();
                let process = |resume: RawResume| process(&info, resume);
                skipped.add(package.skipped().inside(&whole.id));
                if let Some((id, output)) = package_problem(&whole, &*package).map(&process) {
                    queue.add(id, false, output);
                }
                let parts = package.parts();
                let read = |number| read_part(&whole, &*package, number, limits, &process, 0);
                in_order(pool, parts.len(), &read, |number, unpacked| {
                    queue.add_unpacked(unpacked, &mut skipped);
                    let next_part = parts.get(number + 1).map(|part| format!("{}/{}", whole.id, part.id));
                    queue.deliver_before(next_part.as_deref().into_iter().chain(next).min())
                })?;
            }
        }
        done();
        queue.deliver_before(next)
    })?;
    queue.deliver_before(None)?;
    Ok(skipped)
}

/// A file after it was looked up and opened.
enum FileResult<T, I> {
    /// The result was known, so the file was not opened.
    Known(String, T),
    /// All resumes in the file were read.
    Read(Unpacked<(String, T)>),
    /// The file is an archive, whose parts are still to be read, by many threads.
    Package(Box<dyn Package>, Input, I),
}

/// Results that wait until all results with smaller ids were delivered.
struct OrderedQueue<T, F> {
    /// The key is the id, then true if the path could not be opened (such a problem follows a file of the same id),
    /// then the order in which the results were added.
    by_id: BTreeMap<(String, bool, usize), T>,
    added: usize,
    take: F,
}

impl<T, F: FnMut(T) -> io::Result<()>> OrderedQueue<T, F> {
    fn add(&mut self, id: String, is_unopened: bool, output: T) {
        self.by_id.insert((id, is_unopened, self.added), output);
        self.added += 1;
    }

    fn add_unpacked(&mut self, unpacked: Unpacked<(String, T)>, skipped: &mut Skipped) {
        skipped.add(unpacked.skipped);
        unpacked.found.into_iter().for_each(|(id, output)| self.add(id, false, output));
    }

    /// Delivers the results whose ids are smaller than `next`, the smallest id that is still to come.
    fn deliver_before(&mut self, next: Option<&str>) -> io::Result<()> {
        while let Some(first) = self.by_id.first_entry().filter(|first| next.is_none_or(|next| *first.key().0 < *next))
        {
            (self.take)(first.remove())?;
        }
        Ok(())
    }
}

#[cfg(all(test, feature = "archive"))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::fs;

    use super::super::walk;
    use super::*;
    use crate::formats::zip_entries::tests::zip;

    struct Ids;

    impl Processor for Ids {
        type Output = String;
        type FileInfo = ();

        fn look_up(&self, _: &Input) -> Result<String, ()> {
            Err(())
        }

        fn process(&self, _: Option<&()>, resume: RawResume) -> String {
            resume.id
        }
    }

    #[test]
    fn results_come_in_the_order_of_ids_from_files_and_packages_alike() {
        let folder = tempfile::tempdir().unwrap();
        let inner = zip(&[("z.txt", b"5"), ("y.txt", b"6"), ("x.png", b"")]);
        let files: [(&str, &[u8]); 7] = [
            ("all.zip", &zip(&[("b.zip", &inner), ("b.zip.txt", b"1"), ("a/c.txt", b"2"), ("a.txt", b"3")])),
            ("all.zip.txt", b"4"),
            ("all.zip-1.txt", b"7"),
            ("all.zip0.txt", b"8"),
            ("broken.zip", &zip(&[("cv.txt", b"9"), ("x.txt", b"0")])[..110]),
            ("all/cv.txt", b"a"),
            ("~.txt", b"b"),
        ];
        for (file, bytes) in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let paths = [folder.path().to_owned(), "/dev/null".into(), "/dev/null".into()];
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
        let mut ids = Vec::new();
        let take = |id: String| {
            ids.push(id);
            Ok(())
        };
        let skipped = stream(walk(&paths), &Limits::default(), &pool, &Ids, || (), take).unwrap();
        let expected = [
            "all.zip-1.txt", "all.zip.txt", "all.zip/a.txt", "all.zip/a/c.txt", "all.zip/b.zip.txt",
            "all.zip/b.zip/y.txt", "all.zip/b.zip/z.txt", "all.zip0.txt", "all/cv.txt", "broken.zip",
            "broken.zip/cv.txt", "broken.zip/x.txt", "null", "null", "~.txt",
        ];
        assert_eq!(ids, expected);
        assert_eq!(skipped.total(), 1);
    }
}
