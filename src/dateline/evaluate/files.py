"""The files of a set: one that is named itself, or those of a part in the set's folder; and what they hold."""

from __future__ import annotations

from pathlib import Path

from dateline.errors import UnreadableInput


def files_of(path: Path, exam: str, *patterns: str) -> list[Path]:
    """``path`` itself where it is a file, else the files in it of the first pattern that fits any, in order.

    Raises UnreadableInput where there is neither.
    """
    if path.is_file():
        return [path]
    for pattern in patterns:
        found = sorted(file for file in path.glob(pattern) if file.is_file())
        if found:
            return found
    wanted = " nor ".join(patterns)
    reason = f"holds no {wanted}" if path.is_dir() else "does not exist"
    raise UnreadableInput(str(path), f"{reason}; give a file of the exam {exam}, or the folder of the set")


def content_of(file: Path, exam: str) -> str:
    """What a file holds, with plain line ends. Raises UnreadableInput where it is no UTF-8 or cannot be read."""
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(
            str(file), f"cannot be read ({error}); give a file of the exam {exam} as its authors publish it"
        ) from error
