"""JSON Lines to services and back against msgspec and pydantic: ratios, never assertions.

``python -m benchmarks.codec [records] [runs]``

Every side begins with one text and ends with all of its objects, days and decimals included, or
the other way round. The classes of msgspec and pydantic have a plain number or nothing where a
service also tells why there is none. CPU time, the median of the ratios of pairs.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec
from benchmarks.storage import services

from guangongwei import codec
from guangongwei.model.volunteer import Service

if TYPE_CHECKING:
    from collections.abc import Callable

FIELDS: dict[str, Any] = {"id": str, "volunteer": str, "organisation": str, "on": date}
BLANK: dict[str, Any] = {
    "programme": str | None,
    "hours": Decimal | None,
    "beneficiaries": int | None,
    "source": dict[str, Any] | None,
}


def struct() -> type[msgspec.Struct]:
    """The class that a user of msgspec would write."""
    blank = [(name, type_, None) for name, type_ in BLANK.items()]
    return msgspec.defstruct(
        "Struct", [*FIELDS.items(), *blank], forbid_unknown_fields=True, omit_defaults=True
    )


def model() -> Any:  # noqa: ANN401  (pydantic may be missing)
    """The class that a user of pydantic would write; None where pydantic is missing."""
    try:
        import pydantic  # noqa: PLC0415  (it may be missing)
    except ImportError:
        return None
    create: Any = pydantic.create_model
    required = {name: (type_, ...) for name, type_ in FIELDS.items()}
    blank = {name: (type_, None) for name, type_ in BLANK.items()}
    config = pydantic.ConfigDict(extra="forbid", frozen=True)
    return create("Model", __config__=config, **required, **blank)


def seconds(work: Callable[[], object]) -> float:
    """How much CPU time something takes; what it makes is kept until then."""
    gc.collect()
    start = time.process_time()
    made = work()
    taken = time.process_time() - start
    del made
    return taken


def compare(ours: Callable[[], object], others: dict[str, Callable[[], object]], runs: int) -> None:
    """Print how long the others take, and how many times as long we do."""
    for name, other in others.items():
        pairs = [(seconds(ours), seconds(other)) for _ in range(runs)]
        ratio = statistics.median(one / two for one, two in pairs)
        one, two = (statistics.median(each) for each in zip(*pairs, strict=True))
        print(f"{name:<42} {one:7.3f} s, {two:7.3f} s  {ratio:5.2f} x", flush=True)


def main(arguments: list[str]) -> None:
    """Compare reading, then writing."""
    count = int(arguments[0]) if arguments else 200_000
    runs = int(arguments[1]) if arguments[1:] else 5
    records = services(count)
    text = codec.dumps(records, Service)
    body = text.partition("\n")[2]
    decoder = msgspec.json.Decoder(struct())
    encoder = msgspec.json.Encoder()
    reading: dict[str, Callable[[], object]] = {
        "read, a Struct of msgspec line by line": lambda: [
            decoder.decode(line) for line in body.splitlines()
        ],
        "read, Structs of msgspec all at once": lambda: decoder.decode_lines(body),
    }
    structs = decoder.decode_lines(body)
    writing: dict[str, Callable[[], object]] = {
        "write, Structs of msgspec all at once": lambda: encoder.encode_lines(structs).decode(),
    }
    made = model()
    if made is None:
        print("without pydantic, which is missing")
    else:
        models = [made.model_validate_json(line) for line in body.splitlines()]
        reading["read, models of pydantic"] = lambda: [
            made.model_validate_json(line) for line in body.splitlines()
        ]
        writing["write, models of pydantic"] = lambda: "\n".join(
            [each.model_dump_json() for each in models]
        )
        writing["write, models of pydantic, no defaults"] = lambda: "\n".join(
            [each.model_dump_json(exclude_defaults=True) for each in models]
        )
    compare(lambda: codec.loads(text, Service).unwrap(), reading, runs)
    compare(lambda: codec.dumps(records, Service), writing, runs)


if __name__ == "__main__":
    main(sys.argv[1:])
