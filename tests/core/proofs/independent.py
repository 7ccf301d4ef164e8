"""A verifier by somebody who has read core/proofs/SPECIFICATION.md and nothing else, in sixty lines beside its imports.

`check` gives each check's result by name: True, False, or None for what cannot be told yet.
"""

import hashlib
import hmac
import json
import re
from contextlib import suppress

from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey

many, maybe, digits = r"\[(?:{0}(?:,{0})*)?\]".format, "(?:{}|null)".format, '"[0-9a-f]{{{}}}"'.format
whole, string, truth = "-?[0-9]{1,16}", r'"(?:[^"\\]|\\.)*"', "(?:true|false)"


def thing(names: dict[str, str]) -> str:
    return r"\{" + ",".join(f'"{name}":{value}' for name, value in sorted(names.items())) + r"\}"


MARK = {"id": '"[A-Za-z0-9_-]{22}"', "time": r'"[0-9]{4}(?:-[0-9]{2}){2}T(?:[0-9]{2}:){2}[0-9]{2}Z"', "version": "1"}
FELL = {"draws": many(r"\[(?:[1-9][0-9]{0,5}|1000000),[1-9][0-9]{0,15}\]"), "passed": maybe(many(truth))}
ROLL = MARK | FELL | {"advantage": '"[a-z-]+"', "dc": maybe(whole), "notation": string, "totals": many(whole)}
EPOCH = {"commitment": digits(64), "entropy": digits(64), "epoch": digits(32), "number": "[1-9][0-9]{0,15}"}
TEXTS = many(thing({"digest": digits(64), "text": maybe(string)}))
FILE = {"key": digits(16), "public_key": digits(64), "signature": digits(128)}
PUBLIC = FILE | {"epoch": thing({"entropy": TEXTS, "seed": maybe(digits(64))})}
PUBLIC |= {"record": thing(ROLL | EPOCH | {"kind": '"roll"'})}
HIDDEN = FILE | {"opened": maybe(thing(ROLL | {"kind": '"opened"', "secret": digits(64)}))}
HIDDEN |= {"record": thing(MARK | {"commitment": digits(64), "kind": '"sealed"'})}
FORM = re.compile(f"{thing(PUBLIC)}|{thing(HIDDEN)}")
canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def joined(word: str, *parts: str | bytes) -> bytes:
    return b"eq1:%s\0" % word.encode() + b"".join(bytes.fromhex(p) if isinstance(p, str) else p for p in parts)


def digest(word: str, *parts: str | bytes) -> str:
    return hashlib.sha256(joined(word, *parts)).hexdigest()


def fall(key: bytes, message: bytes, sizes: list[int]):
    blocks = (hmac.digest(key, message + block.to_bytes(4, "big"), "sha256") for block in range(2**32))
    stream = (byte for block in blocks for byte in block)
    for sides in sizes:
        width = 1 if sides <= 256 else 2 if sides <= 65_536 else 3
        numbers = (int.from_bytes([byte, *(next(stream) for _ in range(width - 1))], "big") for byte in stream)
        yield [sides, next(number for number in numbers if number < 256**width - 256**width % sides) % sides + 1]


def check(file: bytes) -> dict[str, bool | None]:
    try:
        text = file.decode().removesuffix("\n")
        proof = json.loads(text, parse_int=lambda digits: None if abs(int(digits)) >> 53 else int(digits))
        assert (FORM.fullmatch(text) or "?")[0] == canonical(proof)
    except (ValueError, AssertionError, RecursionError):
        return {"form": False}
    record, opened, epoch, key = (proof.get(name) for name in ("record", "opened", "epoch", "public_key"))
    held = {
        "form": True,
        "key": hashlib.sha256(bytes.fromhex(key)).hexdigest()[:16] == proof["key"],
        "signature": False,
    }
    with suppress(CryptoError):
        message = joined("record", canonical(record).encode())
        held["signature"] = VerifyKey(bytes.fromhex(key)).verify(message, bytes.fromhex(proof["signature"])) == message
    if epoch:
        claim, secret, entropy, texts = record, epoch["seed"], digest("start", record["epoch"]), epoch["entropy"]
        for each in texts:
            entropy = digest("stir", entropy, each["digest"])
        same = [each["text"] is None or digest("text", each["text"].encode()) == each["digest"] for each in texts]
        held["entropy"] = all(same) and entropy == record["entropy"]
        held["commitment"] = secret and digest("commit", record["epoch"], secret) == record["commitment"]
        message = joined("roll", record["entropy"], record["number"].to_bytes(8, "big"))
    else:
        claim, secret, message = opened, opened and opened["secret"], joined("hidden")
        held["commitment"] = opened and digest("opened", canonical(opened).encode()) == record["commitment"]
        held["identity"] = opened and (opened["id"], opened["time"]) == (record["id"], record["time"])
    fallen = secret and list(fall(bytes.fromhex(secret), message, [sides for sides, _ in claim["draws"]]))
    held["faces"] = secret and fallen == claim["draws"]
    reached = claim and [total >= (claim["dc"] or 0) for total in claim["totals"]]
    held["verdict"] = claim and claim["passed"] == (None if claim["dc"] is None else reached)
    return held
