"""Papers for the tests of the intake."""

import pytest


def _page(lines):
    text = " ".join(f"({line.translate({40: 'x', 41: 'x', 92: 'x'})}) Tj T*" for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 72 760 Td {text} ET".encode("latin-1", "replace")
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream)


def paper(pages, title="Delivery list"):
    """A PDF of pages of lines, in Helvetica."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    objects.append(f"<< /Title ({title}) >>".encode())
    kids = []
    for lines in pages:
        objects.append(_page(lines))
        contents = len(objects)
        head = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"{head} /Contents {contents} 0 R >>".encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    count = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%btrailer << /Size %d /Root 1 0 R /Info 4 0 R >>\n" % (
        count,
        table,
        count,
    )
    return out + b"startxref\n%d\n%%%%EOF" % (out.rindex(b"xref\n0 "))


@pytest.fixture
def make_paper():
    return paper
