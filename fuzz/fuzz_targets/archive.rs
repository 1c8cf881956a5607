//! Fuzzes splitting archives and messages into resumes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rolefit::document::ProblemCode;
use rolefit::ingest::RawResume;

fuzz_target!(|bytes: &[u8]| {
    let piece = RawResume { id: "it".into(), file_name: None, bytes: Ok(bytes.to_vec()) };
    let unpacked = piece.unpack(&rolefit_fuzz::limits(), &|piece| piece);
    for piece in unpacked.found {
        assert!(piece.id.starts_with("it"));
        assert!(piece.bytes.err().is_none_or(|problem| problem.code != ProblemCode::Crashed));
    }
});
