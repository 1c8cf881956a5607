"""Repeats the segments of a search index, for measuring an index of millions without building it.

    python benches/repeat_index.py STORE TIMES NEW_STORE

Every resume of STORE is TIMES times in NEW_STORE. Needs the package blake3, for the record of files that `rolefit` keeps.
"""

import json
import pathlib
import shutil
import sys
import uuid

import blake3


def main():
    old, times, new = pathlib.Path(sys.argv[1], "search"), int(sys.argv[2]), pathlib.Path(sys.argv[3], "search")
    new.mkdir(parents=True)
    meta = json.loads((old / "meta.json").read_text())
    segments, names = [], ["meta.json"]
    for segment in meta["segments"]:
        files = list(old.glob(segment["segment_id"].replace("-", "") + ".*"))
        for _ in range(times):
            copy = uuid.uuid4()
            segments.append({**segment, "segment_id": str(copy)})
            for file in files:
                names.append(copy.hex + "".join(file.suffixes))
                shutil.copyfile(file, new / names[-1])
    (new / "meta.json").write_text(json.dumps({**meta, "segments": segments}))
    (new / ".managed.json").write_text(json.dumps(names))
    looks = []
    for file in new.iterdir():
        if not file.name.startswith("."):
            status = file.stat()
            looks.append(f"{file.name} {status.st_size} {status.st_mtime_ns}\n")
    listed = blake3.blake3((new / "meta.json").read_bytes()).hexdigest()
    (new / "looks").write_text(f"{listed}\n" + "".join(sorted(looks)))


if __name__ == "__main__":
    main()
