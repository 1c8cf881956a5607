//! Reads everything that a walk found, many files at once, and hands what is made of it over in the order of ids.

use std::collections::BTreeMap;
use std::io;

use rayon::ThreadPool;

use super::in_order::in_order;
use super::package::{Begun, Package, package_problem, part};
use super::{Input, RawResume, Skipped, Unpacked, Walk};
use crate::formats::Limits;

/// Makes something of every resume that is found.
pub trait Processor: Sync {
    /// What is made of a resume.
    type Output: Send;
    /// How a file looked before it was opened.
    type FileInfo: Send + Sync;

    /// Looks at a file, before it is opened: what is made of it, where that is known already, or how it looks.
    ///
    /// # Errors
    /// How it looks, where it has to be opened.
    fn look_up(&self, input: &Input) -> Result<Self::Output, Self::FileInfo>;

    /// What is made of a resume in a file of this look; without one where the file could not even be found.
    fn process(&self, look: Option<&Self::FileInfo>, piece: RawResume) -> Self::Output;
}

/// Makes with `processor` something of every resume that `walk` found, on the threads of `pool`, and hands each over with `take`, by id.
///
/// However many there are, only some hundred are held at once. An archive's own resumes wait where an id that stands
/// between its own and theirs (`all.zip`, `all.zip.pdf`, `all.zip/cv.pdf`) is still to come; those of a message, or of
/// an archive in an archive, are held together. `done` is called for each file that was read. What was passed over,
/// in folders and packages, comes back.
///
/// # Errors
/// The first error of `take`, after which no file is opened.
pub fn stream<M: Processor>(
    walk: Walk,
    limits: &Limits,
    pool: &ThreadPool,
    processor: &M,
    done: impl Fn(),
    take: impl FnMut(M::Output) -> io::Result<()>,
) -> io::Result<Skipped> {
    let Walk { inputs, mut skipped, problems } = walk;
    let mut held = Held { by_id: BTreeMap::new(), added: 0, take };
    for (id, problem) in problems {
        let made = processor.process(None, RawResume { id: id.clone(), file_name: None, bytes: Err(problem) });
        held.add(id, true, made);
    }
    let named = |look: &M::FileInfo, piece: RawResume| (piece.id.clone(), processor.process(Some(look), piece));
    let begin = |number| {
        let input = inputs.get(number)?;
        Some(match processor.look_up(&input) {
            Ok(made) => Opened::Known(input.id, made),
            Err(look) => match input.begin(limits, &|piece| named(&look, piece)) {
                Begun::Done(unpacked) => Opened::Done(unpacked),
                Begun::Package(package) => Opened::Package(package, input, look),
            },
        })
    };
    in_order(pool, inputs.len(), &begin, |number, begun| {
        let next = inputs.id(number + 1);
        match begun {
            None => {}
            Some(Opened::Known(id, made)) => held.add(id, false, made),
            Some(Opened::Done(unpacked)) => held.unpacked(unpacked, &mut skipped),
            Some(Opened::Package(package, input, look)) => {
                let whole = input.piece();
                let named = |piece: RawResume| named(&look, piece);
                skipped = skipped.with(package.skipped());
                package_problem(&whole, &*package)
                    .map(&named)
                    .into_iter()
                    .for_each(|(id, made)| held.add(id, false, made));
                let parts = package.parts();
                let read = |number| part(&whole, &*package, number, limits, &named, 0);
                in_order(pool, parts.len(), &read, |number, unpacked| {
                    held.unpacked(unpacked, &mut skipped);
                    let next_part = parts.get(number + 1).map(|part| format!("{}/{}", whole.id, part.id));
                    held.hand_over(next_part.as_deref().into_iter().chain(next).min())
                })?;
            }
        }
        done();
        held.hand_over(next)
    })?;
    held.hand_over(None)?;
    Ok(skipped)
}

/// What came of looking at a file and opening it.
enum Opened<T, L> {
    /// Nothing had to be opened.
    Known(String, T),
    Done(Unpacked<(String, T)>),
    /// What it holds is read by many threads.
    Package(Box<dyn Package>, Input, L),
}

/// What was made and waits for what stands before it.
struct Held<T, F> {
    /// Key: the id; whether it could not even be opened, which stands behind a file of the same id; how many were added
    /// before.
    by_id: BTreeMap<(String, bool, usize), T>,
    added: usize,
    take: F,
}

impl<T, F: FnMut(T) -> io::Result<()>> Held<T, F> {
    fn add(&mut self, id: String, is_unopened: bool, made: T) {
        self.by_id.insert((id, is_unopened, self.added), made);
        self.added += 1;
    }

    fn unpacked(&mut self, unpacked: Unpacked<(String, T)>, skipped: &mut Skipped) {
        *skipped = skipped.with(unpacked.skipped);
        unpacked.found.into_iter().for_each(|(id, made)| self.add(id, false, made));
    }

    /// Hands over what stands before `next`, the least id that is still to come.
    fn hand_over(&mut self, next: Option<&str>) -> io::Result<()> {
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

        fn process(&self, _: Option<&()>, piece: RawResume) -> String {
            piece.id
        }
    }

    #[test]
    fn everything_comes_in_the_order_of_ids_whatever_it_stands_in() {
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
        let paths = [folder.path().to_owned(), "/nowhere/all.zip".into(), "/nowhere/all.zip".into()];
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
        let mut ids = Vec::new();
        let take = |id: String| {
            ids.push(id);
            Ok(())
        };
        let skipped = stream(walk(&paths), &Limits::default(), &pool, &Ids, || (), take).unwrap();
        let expected = [
            "all.zip",
            "all.zip",
            "all.zip-1.txt",
            "all.zip.txt",
            "all.zip/a.txt",
            "all.zip/a/c.txt",
            "all.zip/b.zip.txt",
            "all.zip/b.zip/y.txt",
            "all.zip/b.zip/z.txt",
            "all.zip0.txt",
            "all/cv.txt",
            "broken.zip",
            "broken.zip/cv.txt",
            "broken.zip/x.txt",
            "~.txt",
        ];
        assert_eq!(ids, expected);
        assert_eq!(skipped.other_types, 1);
    }
}
