"""Drives the editors' page, Sveltia CMS, on the files of a project.

The browser is given a folder of its own in place of the one that a person would pick, so that what is saved
can be read back. Nothing is asked of other hosts; what the page wants from them is made up here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Route

from docs.images.browser import Handler, served

ADMIN = Path(__file__).parents[2] / "admin"
TIMEOUT = 60_000
"""Milliseconds: two megabytes of script on a busy machine."""

_PICK_OUR_FOLDER = """
window.showDirectoryPicker = () => navigator.storage.getDirectory();
FileSystemDirectoryHandle.prototype.queryPermission = async () => "granted";
FileSystemDirectoryHandle.prototype.requestPermission = async () => "granted";
"""
_WRITE_FILES = """
async (files) => {
  const root = await navigator.storage.getDirectory();
  await root.getDirectoryHandle(".git", { create: true });
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split("/");
    let folder = root;
    for (const part of parts.slice(0, -1)) {
      folder = await folder.getDirectoryHandle(part, { create: true });
    }
    const file = await folder.getFileHandle(parts.at(-1), { create: true });
    const stream = await file.createWritable();
    await stream.write(text);
    await stream.close();
  }
}
"""
READ_FILES = """
async () => {
  const files = {};
  const read = async (folder, path) => {
    for await (const [name, entry] of folder.entries()) {
      if (entry.kind === "directory") await read(entry, `${path}${name}/`);
      else files[path + name] = await (await entry.getFile()).text();
    }
  };
  await read(await navigator.storage.getDirectory(), "");
  return files;
}
"""


class _Handler(Handler):
    """Serves a project, with the script from the packages that ``npm ci --prefix admin`` installed."""

    def translate_path(self, path: str) -> str:
        packages = "/admin/node_modules/"
        if path.startswith(packages):
            return str(ADMIN / "node_modules" / path.removeprefix(packages))
        return super().translate_path(path)


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """Yield where the editors' page of a project is."""
    with served(root, _Handler) as address:
        # By this name Sveltia CMS offers to work on a folder, and not on a repository elsewhere.
        yield f"{address.replace('127.0.0.1', 'localhost')}/admin/index.html"


class Elsewhere:
    """Stands for every other host, and remembers what was asked of it."""

    def __init__(self, own: str) -> None:
        self._own = own.rpartition("/admin/")[0]
        self.hosts: set[str] = set()

    def answer(self, route: Route) -> None:
        """Answer what is asked of another host, and let the rest through."""
        url = route.request.url
        if url.startswith((self._own, "blob:", "data:")):
            route.continue_()
            return
        self.hosts.add(url.split("/")[2])
        body = json.dumps({"version": "0.0.0", "status": {"indicator": "none"}})
        headers = {"access-control-allow-origin": "*"}
        route.fulfill(status=200, content_type="application/json", body=body, headers=headers)


def texts(root: Path) -> dict[str, str]:
    """Return the documents of a project."""
    return {
        file.relative_to(root).as_posix(): file.read_text(encoding="utf-8")
        for file in (root / "content").rglob("*")
        if file.suffix in (".md", ".yaml", ".csv", ".vtt")
    }


def sign_in(page: Page, address: str, root: Path) -> None:
    """Open the page at its collections, with the documents of a project in the browser's folder."""
    page.set_default_timeout(TIMEOUT)
    page.add_init_script(_PICK_OUR_FOLDER)
    page.route("**/*", Elsewhere(address).answer)
    page.goto(address)
    page.evaluate(_WRITE_FILES, texts(root))
    page.reload()
    page.get_by_role("button", name="Work with Local Repository").click()
    page.get_by_text("Arrangementer", exact=True).first.wait_for()
