"""Write who made a picture into its file: the only metadata that we publish."""

from __future__ import annotations

from html import escape

_PACKET = """\
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">\
<dc:creator><rdf:Seq><rdf:li>{credit}</rdf:li></rdf:Seq></dc:creator>\
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def credit_packet(credit: str) -> bytes:
    """Return an XMP packet (ISO 16684-1) that names the creator and tells nothing else."""
    return _PACKET.format(credit=escape(credit, quote=False)).encode()
