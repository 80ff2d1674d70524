"""Pictures of pages (PNG, JPEG, TIFF): put into a PDF and read like a scan."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageSequence

from ingest.read_pdf import read_pdf
from ingest.types import ReadOptions, Source
from rag.errors import SourceError

MAX_FRAMES = 500
DEFAULT_DPI = 200.0


def read_image(path: Path, data: bytes, options: ReadOptions) -> Source:
    """Read a picture by recognising its text.

    Args:
        path: for the messages.
        data: the whole file.
        options: as for a PDF; recognition must be allowed.

    Raises:
        SourceError: recognition is turned off, or the picture is broken or too large.
    """
    if not options.ocr:
        raise SourceError(
            f"{path.name} 是图片，需要文字识别，而识别已关闭（设置 NIANBAO_OCR）。"
            "请打开识别，或改用 Word、PDF 原件。"
        )
    try:
        with Image.open(io.BytesIO(data)) as image:
            frames = [frame.convert("RGB") for frame in _frames(image)]
            dpi = float(image.info.get("dpi", (DEFAULT_DPI,))[0]) or DEFAULT_DPI
    except (OSError, ValueError, TypeError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise SourceError(f"{path.name} 不是完好的图片，无法读取。请重新扫描或导出后再试。") from error
    pdf = io.BytesIO()
    frames[0].save(pdf, "PDF", save_all=True, append_images=frames[1:], resolution=max(dpi, 72.0))
    return read_pdf(path, pdf.getvalue(), options)


def _frames(image: Image.Image) -> list[Image.Image]:
    frames = []
    for index, frame in enumerate(ImageSequence.Iterator(image)):
        if index >= MAX_FRAMES:
            raise ValueError(f"more than {MAX_FRAMES} frames")
        frames.append(frame.copy())
    return frames
