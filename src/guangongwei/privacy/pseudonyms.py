"""Pseudonyms: keyed tokens in the place of numbers and names, which only the key can make again.

A hash without a key would not do: all the identity numbers of a county are tried in seconds. Who
has the key can still tell whom a token means, so that what bears tokens stays personal information.
"""

from __future__ import annotations

import hmac
import unicodedata
from base64 import b32encode
from hashlib import sha256
from itertools import pairwise
from typing import NoReturn, final

from guangongwei.errors import BadArgument

#: How long a key has to be, in bytes.
SHORTEST_KEY = 32
#: How many different bytes it has at least; a random one has about 30.
_DIFFERENT = 16
_TOKEN_BYTES = 15


@final
class Pseudonymiser:
    """Makes the tokens of one purpose, and of one release where that is named.

    The same value has the same token wherever it stands; the tokens of another purpose, release or
    key have nothing in common with them, apart from the name of the key. The key is not kept, only
    what is made of it, and nothing shows that.

    Args:
        key: At least 32 random bytes, such as `secrets.token_bytes(32)`, kept by the caller.
        purpose: What the tokens are for.
        release: Which release, where those of the next one shall be others.

    Raises:
        BadArgument: The key is none, too short or no random one, or there is no purpose.
    """

    __slots__ = ("_key_id", "_mac", "_purpose")

    def __init__(self, key: bytes, purpose: str, *, release: str = "") -> None:
        self._key_id, self._purpose = "", purpose
        fault = _weakness(key)
        if fault:
            # A traceback that shows what the variables hold shall not show a key.
            del key
            raise BadArgument("key", fault)
        if not purpose:
            del key
            raise BadArgument("purpose", "a text that says what the tokens are for")
        # One digest names the key, another is the key of the purpose: neither leads to the other.
        name = hmac.digest(key, b"guangongwei key name", sha256)
        made = hmac.digest(key, _framed("guangongwei tokens", purpose, release), sha256)
        del key
        self._key_id = name[:4].hex()
        self._mac = hmac.new(made, digestmod=sha256)

    @property
    def key_id(self) -> str:
        """What the key is called in every token; it tells nothing else of the key."""
        return self._key_id

    @property
    def purpose(self) -> str:
        """What the tokens are for."""
        return self._purpose

    def token(self, kind: str, value: str) -> str:
        """The token of a value among those of its kind, such as ``3f9c01ab-k7xq2m…``.

        Texts are told apart by their code points alone; see `comparison_form` for names.
        """
        mac = self._mac.copy()
        mac.update(_framed(kind, value))
        text = b32encode(mac.digest()[:_TOKEN_BYTES]).decode().lower()
        return f"{self._key_id}-{text}"

    def made(self, token: str) -> bool:
        """Say whether a token names this key; what it stands for it does not tell."""
        return token.startswith(f"{self._key_id}-")

    def __repr__(self) -> str:
        return f"Pseudonymiser(key {self._key_id}, purpose={self._purpose!r})"

    def __reduce__(self) -> NoReturn:
        raise BadArgument("pseudonymiser", "made again from its key; it is not written anywhere")


def comparison_form(name: str) -> str:
    """A name as names are compared: letters of one width, without blanks and signs."""
    return "".join(each for each in unicodedata.normalize("NFKC", name) if each.isalnum())


def _framed(*texts: str) -> bytes:
    """Texts as bytes that no other texts become."""
    parts = [each.encode(errors="surrogatepass") for each in texts]
    return b"".join(b"%d:%b" % (len(each), each) for each in parts)


def _weakness(key: object) -> str:
    """What is wrong with a key, in words that do not show it; empty where nothing is."""
    if not isinstance(key, bytes):
        return f"bytes, at least {SHORTEST_KEY} of them"
    if len(key) < SHORTEST_KEY:
        return f"at least {SHORTEST_KEY} bytes long; this one has {len(key)}"
    steps = {(after - before) % 256 for before, after in pairwise(key)}
    repeats = any(key[at:] == key[:-at] for at in range(1, len(key) // 2 + 1))
    if len(set(key)) < _DIFFERENT or repeats or len(steps) == 1:
        return "random bytes, such as secrets.token_bytes(32); this one follows a pattern"
    return ""
