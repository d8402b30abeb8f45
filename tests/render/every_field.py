"""Documents that fill in every field that a template of the base theme shows."""

from __future__ import annotations

from collections.abc import Mapping

CONTENT: Mapping[str, str | bytes] = {
    "content/events/mote.md": """\
---
title: Møtet
start: 2026-12-01 18:00
end: 2026-12-01 20:00
status: cancelled
organiser: organisasjon
speakers: [person]
venue:
  name: Huset
  address: {street: Gata 1, postal_code: "3300", city: Hokksund}
  geo: {lat: 59.77, lon: 9.91}
online: {url: "https://nett.example/mote", text: På Teams}
registration:
  {url: "https://nett.example/pamelding", price: Gratis, capacity: 1200, deadline: 2026-11-30 12:00}
programme:
  - {time: "18:00", title: Velkommen, speakers: [person]}
  - {time: "19:00", title: Slutt}
---
Kom.
""",
    "content/events/nett.md": """\
---
title: Nettmøtet
start: 2026-12-02 18:00
end: 2026-12-02 20:00
status: moved-online
venue: {name: Huset}
online: {url: "https://nett.example/mote"}
registration: {url: "https://nett.example/pamelding"}
---
Kom.
""",
    "content/videos/video.md": """\
---
title: Filmen
provider: file
src: film.mp4
duration: "3:20"
date: 2026-11-01
captions: [{src: film.vtt, lang: nb}]
transcript: |
  Første.

  Andre.
audio_description: Se https://nett.example/syn
poster: {src: /media/bilde.png, alt: Plakat, caption: Fra filmen, credit: Kari, download: true}
---
En film.
""",
    "content/videos/annen.md": """\
---
title: Annen film
provider: youtube
id: dQw4w9WgXcQ
captions: [{src: film.vtt, lang: nb}]
projects: [prosjekt]
---
::: figure {caption="Felles" credit="Kari"}
![To](/media/bilde.png)
:::

::: gallery
![To flater](/media/bilde.png "En")
![Tre flater](/media/bilde.png)
:::

::: quote {by="Kari" role="Leder"}
Ord.
:::

::: button {variant=secondary}
[Les om prosjektet](project:prosjekt)
:::

::: details Mer
Noe.
:::

::: video video
:::
""",
    "content/people/person.yaml": """\
name: Kari Nordmann
role: Leder
email: kari@nett.example
organisation: organisasjon
portrait: {src: /media/bilde.png, alt: Kari}
""",
    "content/organisations/organisasjon.yaml": """\
name: Foreningen
url: https://www.foreningen.example/
kind: public
logo: /media/bilde.png
""",
    "content/reports/rapport/index.md": """\
---
title: Rapporten
year: 2025
projects: [prosjekt]
publisher: organisasjon
date: 2026-03-01
period: {from: 2025-01, to: 2025-12}
figures:
  - {id: medlemmer, title: Medlemmer, src: medlemmer.csv, unit: stk, source: SSB, note: Merk}
  - {id: to, title: To, src: to.csv}
charts:
  - {id: vekst, figures: [medlemmer], message: Stadig flere}
key_figures:
  - {id: a, label: Antall, value: 1200, previous: 1000, unit: stk, target: 1500, qualifier: minst, source: SSB}
  - {id: b, label: Andel, value: 44.5, previous: 40, unit: "%"}
  - {id: c, label: Fra, value: 1998, is_year: true}
quotes:
  - {text: Godt., person: person}
  - {text: Fint., by: Ola}
finance:
  - id: drift
    title: Drift
    rows: [{label: Inn, result: 1000, budget: 900}, {label: Sum, result: 1000, total: true}]
errata:
  - {date: 2026-04-01, text: Feil rettet.}
---
::: chart vekst {caption="Vekst"}
:::
""",
    "content/reports/rapport/to.csv": """\
År;A;B
2024;1,5;x
2025;;y
""",
    "content/places/sted.md": """\
---
name: Kafeen
category: eatery
phone: "+47 32 00 00 00"
url: https://www.kafeen.example
address: {street: Gata 2, postal_code: "3300", city: Hokksund}
geo: {lat: 59.77, lon: 9.91}
opening_hours:
  - {days: [monday, tuesday], opens: "10:00", closes: "16:00"}
  - {days: [monday], opens: "18:00", closes: "20:00"}
exceptions:
  - {date: 2026-12-24, closed: true, reason: Jul}
  - {date: 2026-12-23, opens: "10:00", closes: "14:00"}
---
God kaffe.
""",
    "content/news/nyhet.md": """\
---
title: Nyheten
date: 2026-11-01
updated: 2026-11-03
author: person
source: {url: "https://avis.example", label: Avisen}
tags: [Vekst]
related:
  - project:prosjekt
  - event:mote
  - person:person
  - place:sted
  - report:rapport
  - video:video
  - organisation:organisasjon
  - page:om
people: [person]
organisations: [organisasjon]
---
Noe har skjedd her.
""",
    "content/videos/film.mp4": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(64),
    "content/videos/film.vtt": """\
WEBVTT

00:00:01.000 --> 00:00:02.000
Hei.
""",
}
"""By the path of each file."""
