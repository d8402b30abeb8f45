"""Pictures and cards of a preview: what browsers ask for first, within limits, and the rest meanwhile."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from drammenworks.engine.sharing.open_store import open_store
from drammenworks.engine.sharing.shared_cache import SharedCache
from drammenworks.errors import Finding
from drammenworks.images.cards.card import Card
from drammenworks.images.cards.card_design import TEMPLATE, make_design
from drammenworks.images.encode_variants import encode_all
from drammenworks.images.encoded_files import EncodedFile, EncodedFileCache
from drammenworks.images.probe import probe
from drammenworks.images.probe_result import DAMAGED, Probe, UnusableImageError
from drammenworks.images.scheduler import Job
from drammenworks.images.tasks import EncodeTask, decode_source
from drammenworks.images.variants import Variant
from drammenworks.outputs.theme_cards import ThemeCards
from drammenworks.pipeline.preview.picture_maker import PictureMaker
from drammenworks.pipeline.preview.picture_queue import Picture, PictureQueue, name_of, size_of
from drammenworks.pipeline.sharing.encoded import offer_encoded
from tests.images.samples import sample_image, save
from tests.sharing.keys import reader, writer
from tests.waiting import PATIENCE, until

Decode = Callable[[Probe, list[Variant]], list[EncodeTask[Variant]]]


@dataclass
class Bench:
    """A maker in a folder, and what it told."""

    root: Path
    maker: PictureMaker
    findings: list[Finding] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)

    def variants(self, name: str, *widths: int) -> list[Variant]:
        """Return variants of a new image, which is like no other."""
        image = sample_image((600, 400))
        image.putpixel((0, 0), (len(name), *name.encode()[:2]))
        source = probe(save(self.root, name, image))
        return [Variant(source, width, width * 2 // 3, "webp") for width in widths]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path, PictureMaker(tmp_path, tmp_path / "cache"))
    bench.maker.on_finding, bench.maker.on_fault = bench.findings.append, bench.faults.append
    yield bench
    bench.maker.stop()


class Gate:
    """Holds every decoding until it is opened, and counts them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opened = threading.Event()
        self.entered = threading.Semaphore(0)
        self.order: list[int] = []
        self.running = self.peak = 0
        self._lock = threading.Lock()
        monkeypatch.setattr("drammenworks.images.scheduler.decode_source", self._decode)

    def _decode(self, source: Probe, variants: list[Variant]) -> list[EncodeTask[Variant]]:
        with self._lock:
            self.running += 1
            self.peak = max(self.peak, self.running)
            self.order += [variant.width for variant in variants]
        self.entered.release()
        assert self.opened.wait(PATIENCE)
        tasks = decode_source(source, variants)
        with self._lock:
            self.running -= 1
        return tasks


def file_of(future: Future[EncodedFile | Finding | None]) -> EncodedFile:
    """Return the file of a picture once it is made."""
    made = future.result(PATIENCE)
    assert isinstance(made, EncodedFile)
    return made


def any_fits(_: Job[Picture]) -> bool:
    return True


def draw_nothing(card: Card) -> bytes:
    raise AssertionError(card)


def queue_of(*pictures: Picture) -> PictureQueue:
    queue = PictureQueue()
    queue.replace({name_of(picture): picture for picture in pictures}, draw_nothing)
    return queue


def taken(queue: PictureQueue, *, asked_for: bool) -> list[int]:
    job = queue.take(any_fits, asked_for=asked_for)
    return [size_of(item)[0] for item in job.items] if job is not None else []


CARD = Card("Tittel", "", "Byen", "nb", "", None)

# --- order ------------------------------------------------------------------------------------------


def test_who_asked_first_is_first(bench: Bench) -> None:
    """Those that nobody asked for come after, all sizes of one image together, and cards last."""
    one, two = bench.variants("a.png", 10, 20), bench.variants("b.png", 30, 40)
    queue = queue_of(CARD, *one, *two)
    for variant in (two[1], one[0], two[1]):
        queue.ask(name_of(variant))
    assert [taken(queue, asked_for=True) for _ in range(3)] == [[40], [10], []]
    assert [taken(queue, asked_for=False) for _ in range(4)] == [[20], [30], [1200], []]


def test_what_does_not_fit_is_not_passed(bench: Bench) -> None:
    """A heavy picture that somebody asked for starts as soon as there is memory, however many others come."""
    heavy, light = bench.variants("a.png", 600), bench.variants("b.png", 10)
    queue = queue_of(*heavy, *light)
    for variant in (*heavy, *light):
        queue.ask(name_of(variant))
    assert queue.take(lambda job: size_of(job.items[0])[0] < 100, asked_for=True) is None
    assert taken(queue, asked_for=True) == [600]


def test_who_gives_up_is_not_served_first(bench: Bench) -> None:
    """A picture has its place as long as one of those who asked waits for it."""
    first, second = bench.variants("a.png", 10), bench.variants("b.png", 20)
    queue = queue_of(*first, *second)
    for variant in (*first, *first, *second):
        queue.ask(name_of(variant))
    queue.give_up(name_of(first[0]))
    assert queue.is_asked_for(first[0])
    queue.give_up(name_of(first[0]))
    assert taken(queue, asked_for=True) == [20]


def test_a_build_has_the_cores_but_for_what_somebody_asks_for(bench: Bench) -> None:
    """While it runs, nothing is made in advance."""
    one, two = bench.variants("a.png", 10, 20)
    queue = queue_of(one, two)
    queue.is_paused = True
    assert taken(queue, asked_for=False) == []
    queue.ask(name_of(two))
    assert taken(queue, asked_for=True) == [20]


def test_a_picture_comes_before_a_thousand_others(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made while the first of those is still being made."""
    monkeypatch.setattr("drammenworks.pipeline.preview.picture_maker.available_cores", lambda: 2)
    gate = Gate(monkeypatch)
    rest = [bench.variants(f"{width}.png", width)[0] for width in range(10, 30)]
    (wanted,) = bench.variants("z.png", 500)
    bench.maker.show([*rest, wanted], [])
    assert gate.entered.acquire(timeout=PATIENCE)
    future = bench.maker.ask(wanted)
    assert gate.entered.acquire(timeout=PATIENCE)
    assert gate.order == [10, 500]
    gate.opened.set()
    assert file_of(future).path.is_file()


def test_a_thread_is_free_for_what_somebody_asks_for(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also while many sizes of one picture are encoded in advance."""
    monkeypatch.setattr("drammenworks.pipeline.preview.picture_maker.available_cores", lambda: 2)
    many, (wanted,) = bench.variants("a.png", *range(10, 20)), bench.variants("z.png", 500)
    started, opened = threading.Semaphore(0), threading.Event()

    def held(source: Probe, variants: list[Variant]) -> list[EncodeTask[Variant]]:
        return [replace(task, encode=partial(encode, task)) for task in decode_source(source, variants)]

    def encode(task: EncodeTask[Variant]) -> bytes:
        started.release()
        assert task.item == wanted or opened.wait(PATIENCE)
        return task.encode()

    monkeypatch.setattr("drammenworks.images.scheduler.decode_source", held)
    bench.maker.show([*many, wanted], [])
    assert started.acquire(timeout=PATIENCE)
    assert file_of(bench.maker.ask(wanted)).path.is_file()
    opened.set()


# --- what is made -----------------------------------------------------------------------------------


def test_they_are_what_a_build_makes(bench: Bench, tmp_path: Path) -> None:
    """Byte for byte, and kept where a build finds them."""
    wanted = bench.variants("a.png", 100, 200)
    bench.maker.show(wanted, [])
    made = [file_of(bench.maker.ask(variant)) for variant in wanted]
    built, _ = encode_all(wanted, tmp_path / "other")
    assert [file.path.read_bytes() for file in made] == [
        built.files[variant].path.read_bytes() for variant in wanted
    ]
    again, _ = encode_all(wanted, tmp_path / "cache/images")
    assert (again.encoded, again.reused) == (0, 2)


def test_all_are_made_though_nobody_asks(bench: Bench, tmp_path: Path) -> None:
    """So that a build that follows has nothing to do."""
    wanted = [*bench.variants("a.png", 10, 20), *bench.variants("b.png", 30)]
    bench.maker.show(wanted, [])
    while len(list((tmp_path / "cache/images").glob("[!.]*"))) < 3:
        pass
    assert bench.faults == []


def test_a_picture_that_no_page_shows_is_not_made(bench: Bench, tmp_path: Path) -> None:
    """Whoever asks is told at once."""
    bench.maker.show([], [])
    assert bench.maker.ask(bench.variants("a.png", 10)[0]).result(0) is None
    assert not (tmp_path / "cache").exists()


def test_a_picture_that_is_no_longer_shown(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits for it learns that it does not come."""
    gate = Gate(monkeypatch)
    held, dropped = bench.variants("a.png", 10), bench.variants("b.png", 20)
    bench.maker.show(held, [])
    assert gate.entered.acquire(timeout=PATIENCE)
    with bench.maker.paused():
        bench.maker.show([*held, *dropped], [])
        monkeypatch.setattr("drammenworks.images.scheduler.EncodeScheduler._fits", lambda *_: False)
        future = bench.maker.ask(dropped[0])
        bench.maker.show(held, [])
        assert future.result(PATIENCE) is None
    gate.opened.set()


def test_a_picture_that_was_removed_from_the_cache_is_made_again(bench: Bench) -> None:
    """Somebody may prune it while the preview runs."""
    (wanted,) = bench.variants("a.png", 10)
    for _ in range(2):
        bench.maker.show([wanted], [])
        file = file_of(bench.maker.ask(wanted)).path
        assert file.is_file()
        file.unlink()


# --- many at once -----------------------------------------------------------------------------------


def test_two_hundred_browsers(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """All get their pictures; each is made once, and no more at a time than there are cores."""
    monkeypatch.setattr("drammenworks.pipeline.preview.picture_maker.available_cores", lambda: 2)
    gate = Gate(monkeypatch)
    pictures = [bench.variants(f"{width}.png", width)[0] for width in range(10, 30)]
    bench.maker.show(pictures, [])
    futures = [bench.maker.ask(pictures[number % len(pictures)]) for number in range(200)]
    gate.opened.set()
    _, late = wait_for(futures, PATIENCE)
    assert not late
    assert all(file_of(future).path.is_file() for future in futures)
    assert sorted(gate.order) == [*range(10, 30)]
    assert gate.peak <= 2


def test_a_browser_that_goes_away(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others who asked for the same picture get it all the same."""
    gate = Gate(monkeypatch)
    (wanted,) = bench.variants("a.png", 10)
    bench.maker.show([wanted], [])
    gone, stays = bench.maker.ask(wanted), bench.maker.ask(wanted)
    gone.cancel()
    gate.opened.set()
    assert file_of(stays).path.is_file()
    assert bench.faults == []


# --- what goes wrong --------------------------------------------------------------------------------


def test_a_broken_picture_is_told_once(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everyone who asks is told what is wrong; the list of findings has it as long as a page shows it."""

    def damaged(source: Probe, variants: list[Variant]) -> list[EncodeTask[Variant]]:
        raise UnusableImageError(DAMAGED)

    monkeypatch.setattr("drammenworks.images.scheduler.decode_source", damaged)
    wanted = bench.variants("bilder/a.png", 10, 20)
    bench.maker.show(wanted, [])
    first, second = (bench.maker.ask(variant).result(PATIENCE) for variant in wanted)
    assert isinstance(first, Finding)
    assert (first.code, str(first.location)) == ("DW701", "bilder/a.png")
    assert first == second
    assert bench.findings == [first]
    bench.maker.show(wanted, [])
    assert bench.maker.findings == (first,)
    assert bench.maker.ask(wanted[0]).result(0) == first
    bench.maker.show([], [])
    assert bench.maker.findings == ()


def test_a_picture_that_is_mended_is_tried_again(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is as it was when it was probed."""
    (wanted,) = bench.variants("a.png", 20)
    good = wanted.probe.file.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr("drammenworks.images.tasks.digest", lambda data: wanted.probe.digest)
        wanted.probe.file.write_bytes(good[:200])
        bench.maker.show([wanted], [])
        assert isinstance(bench.maker.ask(wanted).result(PATIENCE), Finding)
    wanted.probe.file.write_bytes(good)
    bench.maker.show([wanted], [])
    assert file_of(bench.maker.ask(wanted)).path.is_file()
    assert bench.maker.findings == ()


@pytest.mark.parametrize("data", [None, b"a different one"], ids=["removed", "edited"])
def test_a_source_that_changes_while_it_is_made(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, data: bytes | None
) -> None:
    """Nothing is told: a build follows, which shows the picture as it is then."""
    gate = Gate(monkeypatch)
    (wanted,) = bench.variants("a.png", 10)
    bench.maker.show([wanted], [])
    future = bench.maker.ask(wanted)
    assert gate.entered.acquire(timeout=PATIENCE)
    if data is None:
        wanted.probe.file.unlink()
    else:
        wanted.probe.file.write_bytes(data)
    gate.opened.set()
    assert future.result(PATIENCE) is None
    assert (bench.findings, bench.faults) == ([], [])


def test_a_size_that_the_format_does_not_have(bench: Bench) -> None:
    """It is found out when the picture is made."""
    source = probe(save(bench.root, "a.png", Image.new("1", (16, 20_000))))
    wanted = Variant(source, 16, 20_000, "webp")
    bench.maker.show([wanted], [])
    made = bench.maker.ask(wanted).result(PATIENCE)
    assert isinstance(made, Finding)
    assert "altfor høy" in made.message


@pytest.mark.parametrize("template", ["Ikke en tegning.", "{{ finnes_ikke }}", "<svg"])
def test_a_card_whose_template_fails(bench: Bench, template: str) -> None:
    """It is a finding of the template, told once for all its cards; pictures are made all the same."""
    design = make_design([(TEMPLATE, template.encode())], {}, {})
    assert design is not None
    themes = [ThemeCards(design, {TEMPLATE: "themes/enkel/templates/social/card.svg"})]
    cards = [replace(CARD, title=title, design=design.digest) for title in ("En", "To")]
    (variant,) = bench.variants("a.png", 10)
    bench.maker.show([*cards, variant], themes)
    made = [bench.maker.ask(card).result(PATIENCE) for card in cards]
    assert [isinstance(finding, Finding) and finding.location.path for finding in made] == [
        "themes/enkel/templates/social/card.svg"
    ] * 2
    assert file_of(bench.maker.ask(variant)).path.is_file()
    assert bench.faults == []


def test_a_full_disk(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, nothing half is left, and the picture is made once there is room."""
    (wanted,) = bench.variants("a.png", 10)
    with monkeypatch.context() as full:
        full.setattr(Path, "replace", _no_space)
        bench.maker.show([wanted], [])
        assert bench.maker.ask(wanted).result(PATIENCE) is None
    assert [type(fault) for fault in bench.faults] == [OSError]
    assert list((bench.root / "cache/images").iterdir()) == []
    bench.maker.show([wanted], [])
    assert file_of(bench.maker.ask(wanted)).path.is_file()


def _no_space(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_nothing_is_written_after_the_end(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was being encoded is thrown away, and is no fault."""
    gate = Gate(monkeypatch)
    bench.maker.show(bench.variants("a.png", 10, 20), [])
    assert gate.entered.acquire(timeout=PATIENCE)
    bench.maker.stop()
    gate.opened.set()
    while bench.maker.is_busy:
        pass
    assert not (bench.root / "cache").exists()
    assert bench.faults == []


def test_what_others_have_is_not_made(bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It comes from the shared cache while nothing is encoded, and whoever waits for it gets it."""
    gate = Gate(monkeypatch)
    variants = bench.variants("a.jpg", 100, 200)
    url = f"memory://{tmp_path.name}"
    shared = SharedCache(open_store(url), writer())
    folder = tmp_path / "elsewhere" / "images"
    for variant in variants:
        EncodedFileCache(folder).put(variant, b"made elsewhere")
    offer_encoded(shared, folder, variants)
    shared.finish()
    bench.maker.shared = SharedCache(open_store(url), reader())
    with bench.maker.paused():
        bench.maker.show(variants, ())
        asyncio.run(until(lambda: len(list((tmp_path / "cache" / "images").glob("*.webp"))) == 2))
        files = [file_of(bench.maker.ask(variant)) for variant in variants]
    assert {file.path.read_bytes() for file in files} == {b"made elsewhere"}
    gate.opened.set()
    assert gate.order == []
