"""The words of the synthetic site: bokmål of the kind that business associations write."""

# ruff: noqa: SIM905 - Lists of words are easier to read, and to add to, without quotes.

from __future__ import annotations

ACTORS = tuple(
    """
    kommunen bedriften foreningen næringslivet fylkeskommunen handelsstanden klyngen styret
    prosjektgruppa lærlingen gründeren butikken kafeen håndverkeren leverandøren huseieren
    reiselivet industrien arbeidsgiveren ungdomsskolen fagskolen biblioteket museet kulturhuset
    idrettslaget frivilligsentralen velforeningen banken verkstedet bakeriet hotellet campingplassen
    """.split()
)
"""Who does things, in the definite form."""

THINGS = tuple(
    """
    møteplassen torget gågata brygga elvestien markedsdagen messa mentorordningen kursrekka
    frokostmøtet rapporten undersøkelsen strategien handlingsplanen samarbeidet avtalen budsjettet
    tilskuddet rekrutteringen kompetansen omstillingen tilgjengeligheten åpningstiden skiltingen
    parkeringen kollektivtilbudet sykkelveien utstillingen nettsiden nyhetsbrevet programmet satsingen
    """.split()
)
"""What is done, in the definite form."""

GROUPS = tuple(
    """
    bedriftene gjestene kundene innbyggerne medlemmene deltakerne naboene studentene elevene
    lærlingene lederne gründerne gårdeierne turistene familiene pendlerne pensjonistene frivillige
    kunstnerne produsentene bøndene fiskerne syklistene syklende tilflytterne arrangørene partnerne
    """.split()
)
"""Whom it is for."""

PLURALS = tuple(
    """
    arbeidsplasser møteplasser tilbud butikker opplevelser løsninger planer tiltak samtaler ideer
    avtaler oppdrag lokaler verksteder kurs foredrag utstillinger turer måltider gaver varer tjenester
    ordninger erfaringer resultater spørsmål muligheter forbindelser benker trær lyspunkter vinduer
    """.split()
)
"""What there is more of, in the indefinite form."""

QUALITIES = tuple(
    """
    nye gode lokale trygge levende enkle åpne grønne felles varige tydelige små store korte lange
    varme stille mange flere viktige nyttige hyggelige fremtidsrettede bærekraftige tilgjengelige
    gjennomtenkte uventede ærlige rimelige praktiske digitale håndlagde
    """.split()
)
"""Adjectives in the plural."""

VERBS = tuple(
    """
    utvikler styrker prøver åpner samler inviterer planlegger følger støtter bygger viser fornyer
    undersøker forbereder feirer presenterer vurderer forbedrer binder deler begynner fullfører
    etterlyser ønsker vedtar lanserer henter skaper sikrer ordner rydder finner
    """.split()
)
"""Actions, in the present."""

INFINITIVES = tuple(
    """
    utvikle styrke åpne samle planlegge støtte bygge vise fornye undersøke feire presentere vurdere
    forbedre dele fullføre lansere hente skape sikre ordne rydde finne male reparere utvide dokumentere
    """.split()
)

TIMES = (
    *("denne uka", "i fjor", "til våren", "før sommeren", "hver torsdag", "i løpet av høsten"),
    *("neste år", "om morgenen", "i helga", "etter ferien", "siden nyttår", "en gang i måneden"),
    *("så snart snøen er borte", "når dagene blir lengre", "gjennom hele sesongen", "for første gang"),
)

PLACES = tuple(
    first + last
    for first in ("Elve", "Lund", "Sol", "Berg", "Nord", "Vest", "Furu", "Bjørke", "Kverne", "Sand", "Myr")
    for last in ("stad", "vika", "bygda", "moen", "haugen", "sletta", "åsen", "brua")
)
"""None of them is anywhere."""

MANNERS = (
    *("sammen med", "på vegne av", "i samråd med", "ved siden av", "med hjelp fra", "til glede for"),
    *("etter ønske fra", "i tett dialog med", "uten å glemme", "for å nå"),
)

OPENINGS = (
    *("Samtidig", "Derfor", "Likevel", "Nå", "I tillegg", "Foreløpig", "Etter hvert", "Dermed", "Dessuten"),
    *("I praksis", "Som regel", "Ikke minst", "På sikt", "Av og til", "Heldigvis", "Med tiden"),
)

GIVEN_NAMES = tuple(
    """
    Aslaug Birger Dagny Eivind Frøydis Gudbrand Halldis Ingvald Jorunn Kåre Ljot Margit Njål Oddny
    Peder Ragnhild Sigurd Torbjørg Ulrik Vigdis Ylva Åsmund Øystein Solfrid
    """.split()
)

ROLES = ("daglig leder", "prosjektleder", "styreleder", "rådgiver", "koordinator", "faglig ansvarlig")

TITLES = (
    "{qualities} {plurals} for {groups} i {place}",
    "{actor} {verb} {qualities} {plurals}",
    "Slik {verb} {actor} {thing}",
    "{thing} kommer til {place} {time}",
    "{actor} og {groups} {verb} {thing} sammen",
    "Derfor {verb} {actor} {plurals} i {place}",
    "{time} {verb} {actor} {thing}",
)
"""Of articles, projects, events and pages."""

SENTENCES = (
    "{actor} {verb} {qualities} {plurals} {manner} {groups} i {place}",
    "{opening} {verb} {actor} {thing} {time}, og {groups} får {qualities} {plurals}",
    "{groups} {verb} {thing} {time}",
    "{thing} gir {qualities} {plurals} til {groups} som bor og arbeider i {place}",
    "{opening} må {actor} {infinitive} {thing} før {groups} kan {infinitive} {qualities} {plurals}",
    "Det er {groups} som {verb} {thing}, {manner} {actor} og {groups}",
    "Når {actor} {verb} {thing}, blir det lettere å {infinitive} {plurals} for {groups} {time}",
    "«Vi vil {infinitive} {thing} {time}», sier {name}, som {verb} {plurals} for {groups}",
    "{opening} har {actor} i {place} valgt å {infinitive} {qualities} {plurals} og {infinitive} {thing}",
    "Målet er å {infinitive} {thing}, {infinitive} {qualities} {plurals} og få med {groups} {time}",
    "{actor} regner med at {groups} {verb} {plurals} når {thing} er på plass",
    "Hver av {groups} kan {infinitive} {thing} {manner} {actor}, uansett hvor i {place} de hører til",
)
"""Without the full stop; the first letter becomes a capital."""

ITEMS = (
    "{infinitive} {thing} {manner} {groups}",
    "{qualities} {plurals} for {groups} i {place}",
    "{actor} {verb} {thing} {time}",
    "{plurals} som {groups} {verb} {time}",
)
"""Of lists."""

HEADINGS = (
    "{qualities} {plurals} i {place}",
    "Slik {verb} {actor} {thing}",
    "Hva {groups} sier om {thing}",
    "{thing} {time}",
    "Veien videre for {actor}",
)

TAGS = tuple(
    """
    handel arbeidsliv reiseliv mat kultur industri kompetanse rekruttering byutvikling transport energi
    gjenbruk helse utdanning landbruk teknologi eksport design fiske friluft historie integrering
    lokalmat musikk nettverk omstilling parkering sentrum sykkel ungdom
    """.split()
)
"""Lower-case ASCII, so that every generator makes the same address of a tag; the first is the commonest."""
