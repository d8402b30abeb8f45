"""A large annual report, made up and labelled so: ten years, sixty figures, twenty-five charts, forty tables."""

from __future__ import annotations

from collections.abc import Iterator

from tests.project import Project

YEARS = range(2016, 2026)
AREAS = (
    ("handel", "Handel", "Trade"),
    ("reiseliv", "Reiseliv", "Visitor economy"),
    ("helse", "Helsenæring", "Health industry"),
    ("eiendom", "Eiendomsutvikling", "Property development"),
    ("grunder", "Gründersatsing", "Entrepreneurship"),
    ("miljo", "Miljø og bærekraftig omstilling", "Environment and sustainable transition"),
)
MEASURES = (
    ("medlemmer", "medlemmer", "members", "", 120, 7),
    ("moter", "møter", "meetings", "", 12, 3),
    ("deltakere", "deltakere på møtene", "participants at the meetings", "", 900, 130),
    ("prosjekter", "prosjekter", "projects", "", 4, 1),
    ("omsetning", "omsetning", "turnover", "mill. kr", 210.5, 12.3),
    ("andel", "andel fornøyde", "share that is content", "%", 61.5, 2.1),
    ("ansatte", "ansatte", "employees", "", 1450, 60),
    ("nye", "nye bedrifter", "new businesses", "", 35, 4),
    ("larlinger", "lærlinger", "apprentices", "", 18, 2),
)
TOTALS = tuple(name for name, *_ in MEASURES if name not in ("andel", "omsetning"))[:6]


def figure_id(measure: str, area: str) -> str:
    """Return the id of a measure of an area."""
    return f"{measure}-{area}"


def value(measure: int, area: int, year: int) -> float:
    """Return a made-up value; the same each time."""
    _, _, _, _, start, growth = MEASURES[measure]
    swing = ((year * 7 + area * 13 + measure * 5) % 9 - 4) / 2
    found = start * (1 + area * 0.35) + growth * (year - YEARS[0] + swing)
    return round(found, 1) if isinstance(start, float) else round(found)


def figures_yaml(year: int) -> str:
    """Return the file that says what the figures are, with the values of a year."""
    lines = ["figures:"]
    for number, (measure, nb, en, unit, *_) in enumerate(MEASURES):
        for index, (area, area_nb, area_en) in enumerate(AREAS):
            lines += [
                f"  - id: {figure_id(measure, area)}",
                f"    label: {{nb: '{area_nb}, {nb}', en: '{area_en}, {en}'}}",
                f"    value: {value(number, index, year)}",
            ]
            lines += [f"    unit: '{unit}'"] if unit else []
            if measure == "moter":
                lines.append(f"    target: {value(number, index, year) + 5}")
            if measure == "deltakere":
                lines.append("    qualifier: about")
    for measure in TOTALS:
        number = [name for name, *_ in MEASURES].index(measure)
        total = sum(value(number, index, year) for index in range(len(AREAS)))
        parts = ", ".join(figure_id(measure, area) for area, *_ in AREAS)
        lines += [
            f"  - id: {measure}",
            f"    label: {{nb: 'Alle {MEASURES[number][1]}', en: 'All {MEASURES[number][2]}'}}",
            f"    value: {total}",
            f"    sum_of: [{parts}]",
            "    key: true",
            "    source: Oppdiktede tall",
        ]
    return "\n".join(lines) + "\n"


def values_csv(until: int) -> str:
    """Return the values of the years before a year, as a spreadsheet writes them."""
    years = [year for year in YEARS if year < until]
    rows = [";".join(("id", *map(str, years)))]
    for number, (measure, *_rest) in enumerate(MEASURES):
        for index, (area, *_names) in enumerate(AREAS):
            written = (str(value(number, index, year)).replace(".", ",") for year in years)
            rows.append(";".join((figure_id(measure, area), *written)))
    for measure in TOTALS:
        number = [name for name, *_ in MEASURES].index(measure)
        sums = (sum(value(number, index, year) for index in range(len(AREAS))) for year in years)
        rows.append(";".join((measure, *map(str, sums))))
    return "\n".join(rows) + "\n"


def _charts() -> Iterator[tuple[str, str, list[str], str]]:
    """Yield the name, the form, the figures and the message of each chart."""
    areas = [area for area, *_ in AREAS]
    for kind, measure in (
        ("bar", "medlemmer"),
        ("share", "medlemmer"),
        ("progress", "moter"),
        ("line", "ansatte"),
        ("multiples", "omsetning"),
        ("stacked", "nye"),
        ("grouped", "larlinger"),
    ):
        ids = [figure_id(measure, area) for area in areas]
        yield (
            f"{kind}-{measure}",
            kind,
            ids[:2] if kind == "grouped" else ids,
            f"Slik ble det med {measure} ({kind})",
        )
    for measure in TOTALS:
        yield f"ar-{measure}", "bar", [measure], f"Det ble [figure:{measure}] i alt"
        yield f"linje-{measure}", "line", [measure], f"{measure.capitalize()} vokser år for år"
        ids = [figure_id(measure, area) for area in areas[:3]]
        yield f"sammen-{measure}", "line", ids, f"Tre områder har flest {measure}"


def front_matter(year: int) -> str:
    """Return the fields of a report."""
    lines = [
        f"title: Årsrapport {year} (oppdiktet)",
        "summary: En oppdiktet årsrapport, laget for å prøve store rapporter.",
        f"year: {year}",
        "data: [figures.yaml, figures.csv]",
        "figures:",
    ]
    for number in range(1, TABLES + 1):
        lines.append(f"  - {{id: tabell-{number}, title: 'Tabell {number}', src: tabell-{number}.csv}}")
    lines.append("charts:")
    for name, kind, ids, message in CHARTS:
        lines += [
            f"  - id: {name}",
            f"    type: {kind}",
            f"    figures: [{', '.join(ids)}]",
            f"    message: '{message}'",
            *(["    since: 2023"] if kind in ("grouped", "stacked") else []),
        ]
    lines += [
        "finance:",
        "  - id: resultat",
        "    title: Resultat",
        "    rows:",
        "      - {label: Medlemskontingent, result: 4200000, budget: 4000000, previous: 3900000, note: 1}",
        "      - {label: Prosjektmidler, result: 2100000, budget: 2500000, previous: 2000000}",
        "      - {label: Sum inntekter, result: 6300000, budget: 6500000, previous: 5900000, total: true}",
        "      - {label: Lønn, result: 3900000, budget: 4000000, previous: 3700000, note: 2}",
        "      - {label: Andre kostnader, result: 1800000, budget: 1900000, previous: 1750000}",
        "      - {label: Sum kostnader, result: 5700000, budget: 5900000, previous: 5450000, total: true}",
        "      - {label: Årsresultat, result: 600000, budget: 600000, previous: 450000, total: true}",
        "    notes:",
        "      - Kontingenten følger antall ansatte i bedriften.",
        "      - Foreningen har fem årsverk.",
        "  - id: balanse",
        "    title: Balanse",
        "    rows:",
        "      - {label: Bankinnskudd, result: 3100000, previous: 2400000}",
        "      - {label: Fordringer, result: 700000, previous: 650000}",
        "      - {label: Sum eiendeler, result: 3800000, previous: 3050000, total: true}",
        "      - {label: Egenkapital, result: 2600000, previous: 2000000}",
        "      - {label: Kortsiktig gjeld, result: 1200000, previous: 1050000}",
        "      - {label: Sum egenkapital og gjeld, result: 3800000, previous: 3050000, total: true}",
    ]
    return "\n".join(lines) + "\n"


CHARTS = tuple(_charts())
TABLES = 40


def body() -> str:
    """Return the text, which refers to figures and shows all charts and some of the tables."""
    parts = ["Denne rapporten er oppdiktet.\n"]
    for index, (name, *_) in enumerate(CHARTS):
        if index % 5 == 0:
            parts.append(f"## Kapittel {index // 5 + 1}\n")
        measure = TOTALS[index % len(TOTALS)]
        parts.append(f"I alt ble det [figure:{measure}], en endring på [figure:{measure}]{{show=change}}.\n")
        parts.append(f"::: chart {name}\n:::\n")
    parts += [f"::: figures tabell-{number}\n:::\n" for number in range(1, 11)]
    return "\n".join(parts)


def write_large_report(project: Project, year: int = YEARS[-1]) -> str:
    """Write the report of a year into a project, and return its folder."""
    folder = f"content/reports/arsrapport-{year}"
    project.write(f"{folder}/index.md", f"---\n{front_matter(year)}---\n{body()}")
    project.write(f"{folder}/figures.yaml", figures_yaml(year))
    project.write(f"{folder}/figures.csv", values_csv(year))
    for number in range(1, TABLES + 1):
        rows = "".join(
            f"Rad {row};{number * row};{number + row * 1.5}\n".replace(".", ",") for row in range(1, 13)
        )
        project.write(f"{folder}/tabell-{number}.csv", f"Hva;Antall;Sum\n{rows}")
    return folder
