"""Small plans of one district's offices, written for the tests: each is read in a fraction of a second."""

from __future__ import annotations

from pathlib import Path

TEXT = (
    "青河市柳溪区{office}文件\n\n青河市柳溪区{office}{year}年工作要点\n\n一、工作任务\n\n"
    "1.校园建设。{office}会同区财政局推进临江小学项目建设，完成{share}%以上。\n"
    "2.安全。{year}年9月底前，区应急局牵头开展校园安全检查。\n"
)


def text(number: int, *, share: int = 90) -> str:
    return TEXT.format(office="教育局", year=2015 + number, share=share)


def write(folder: Path, count: int) -> Path:
    """Write so many plans into a folder, a file each, plan-0.txt and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"plan-{number}.txt").write_text(text(number), "utf-8")
    return folder
