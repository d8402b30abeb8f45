"""Build, preview and test the sites with nothing but Python 3.11 or later.

    python3 build.py            build both sites into output/
    python3 build.py serve      preview them
    python3 build.py test       run the tests
    python3 build.py --help     everything else

On Windows the first two words are py build.py.

The first call makes .venv and installs the pinned dependencies there; the later ones hand over to the
``drammenworks`` command in it at once. Only os and sys are imported before that, because every import here
is time that each call pays.
"""

import os
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
WINDOWS = os.name == "nt"
PYTHON = os.path.join(VENV, "Scripts", "python.exe") if WINDOWS else os.path.join(VENV, "bin", "python")

NO_VENV = """\
Python mangler modulen «venv», som trengs for å installere programmet.
Installer den, og prøv på nytt:
  Debian og Ubuntu:  sudo apt install python3-venv
  Windows og macOS:  installer Python på nytt fra python.org
"""
NO_NETWORK = """\
Kunne ikke installere det programmet trenger. Meldingen over sier hvorfor.
Sjekk at maskinen er på nett, og prøv på nytt. Bak en proxy: sett variabelen HTTPS_PROXY først.
"""


def main(arguments: list[str]) -> int:
    """Hand over to the command, or with ``test`` to pytest, after installing what is missing."""
    if sys.version_info < (3, 11):
        print("Programmet trenger Python 3.11 eller nyere. Hent det fra python.org.", file=sys.stderr)
        return 1
    testing = arguments[:1] == ["test"]
    install("requirements-dev.lock" if testing else "requirements.lock")
    if testing:
        return hand_over(["-m", "pytest", *arguments[1:]])
    # How messages write the commands that they tell the reader to run.
    script = f'"{sys.argv[0]}"' if " " in sys.argv[0] else sys.argv[0]
    os.environ.setdefault("DRAMMENWORKS_CALL", f"{'py' if WINDOWS else 'python3'} {script}")
    return hand_over(["-m", "drammenworks", *(arguments or ["build"])])


def install(lock: str) -> None:
    """Bring .venv up to date with a lock file; nothing is done when it is already."""
    with open(os.path.join(ROOT, lock), "rb") as file:
        wanted = file.read()
    stamp = os.path.join(VENV, lock)
    try:
        with open(stamp, "rb") as file:
            if file.read() == wanted:
                return
    except OSError:
        pass
    import subprocess

    if not os.path.exists(PYTHON):
        print("Gjør klart for første gang. Det tar et par minutter.", file=sys.stderr)
        try:
            subprocess.run([sys.executable, "-m", "venv", VENV], check=True, stdout=subprocess.DEVNULL)
        except subprocess.CalledProcessError:
            import shutil

            shutil.rmtree(VENV, ignore_errors=True)
            sys.exit(NO_VENV)
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    steps = (
        [*pip, "--require-hashes", "--requirement", os.path.join(ROOT, lock)],
        # The build backend is pinned in the lock file; isolation would fetch another one.
        # pip reads brackets at the end of a path as names of extras, so the path is that of this folder.
        [*pip, "--no-deps", "--no-build-isolation", "--editable", "."],
    )
    for step in steps:
        if subprocess.run(step, cwd=ROOT).returncode != 0:
            sys.exit(NO_NETWORK)
    with open(stamp, "wb") as file:
        file.write(wanted)


def hand_over(command: list[str]) -> int:
    """Let the environment's Python take over this process; Windows can only wait for a second one."""
    if WINDOWS:
        import subprocess

        return subprocess.run([PYTHON, *command]).returncode
    sys.stdout.flush()
    os.execv(PYTHON, [PYTHON, *command])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
