"""Open the shared cache that a run was asked to use."""

from __future__ import annotations

from drammenworks.engine.sharing.keys import Keys, read_private_key, read_public_keys
from drammenworks.engine.sharing.open_store import open_store
from drammenworks.engine.sharing.shared_cache import SharedCache
from drammenworks.engine.sharing.stores import StoreUnusableError
from drammenworks.errors import Phrase, UsageError
from drammenworks.pipeline.options import Options, Sharing


def open_shared(options: Options) -> tuple[SharedCache | None, tuple[str, ...]]:
    """Return the shared cache, and what whoever builds should know of it.

    There is none when it is not asked for, or of no use.

    :raises UsageError: if its URL or one of the keys is wrong.
    """
    sharing = options.sharing
    if sharing is None:
        return None, ()
    trusted = _trusted_keys(sharing)
    if not trusted:
        message = Phrase(
            "Det delte lageret er ikke brukt, for {file} mangler eller er tom. Legg den offentlige nøkkelen "
            "til den som fyller lageret, i filen.",
            file=sharing.keys_file.name,
        )
        return None, (message,)
    private, remarks = _private_key(sharing, trusted)
    try:
        store = open_store(sharing.url)
    except StoreUnusableError as error:
        raise UsageError(error.message) from None
    # What is to be made anew is not taken from elsewhere.
    return SharedCache(store, Keys(trusted, private), is_read=not options.clean), remarks


def _trusted_keys(sharing: Sharing) -> tuple[bytes, ...]:
    try:
        return read_public_keys(sharing.keys_file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        message = Phrase("Kan ikke lese {file}: {reason}", file=sharing.keys_file.name, reason=error)
        raise UsageError(message) from None
    except ValueError as error:
        raise UsageError(
            Phrase(
                "{file}, linje {line}: dette er ikke en offentlig nøkkel av slaget ssh-ed25519. Lim inn "
                "linjen fra filen som slutter på .pub.",
                file=sharing.keys_file.name,
                line=error.args[0],
            )
        ) from None


def _private_key(sharing: Sharing, trusted: tuple[bytes, ...]) -> tuple[bytes | None, tuple[str, ...]]:
    if sharing.private_key is None:
        return None, ()
    try:
        private, public = read_private_key(sharing.private_key)
    except ValueError:
        raise UsageError(
            Phrase(
                "DRAMMENWORKS_CACHE_KEY er ikke en privat nøkkel av slaget ssh-ed25519 uten passord. Lag en "
                "med «ssh-keygen -t ed25519 -N '' -f noekkel», og bruk alt som står i filen noekkel."
            )
        ) from None
    if public in trusted:
        return private, ()
    message = Phrase(
        "Det delte lageret er bare lest fra, for den offentlige nøkkelen til DRAMMENWORKS_CACHE_KEY står "
        "ikke i {file}.",
        file=sharing.keys_file.name,
    )
    return None, (message,)
