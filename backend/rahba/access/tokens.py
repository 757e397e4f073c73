"""Secrets that callers carry, and the hashes that the database keeps of them (SPEC AC3)."""

import hashlib
import hmac

from rahba.clock import World

# 32 letters and digits that nobody confuses in print or aloud: no I, O, 0 or 1.
CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 8  # 40 bits, single use, rate limited, seven days


def token_hash(token: str) -> str:
    """For tokens of 256 random bits, which nobody can guess a hash back to."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_code(world: World) -> str:
    """A code as people read it: `GH4K-7PQM`."""
    return _as_code(world.random_bytes(CODE_LENGTH))


def invitation_code(secret: bytes, invitation_id: str) -> str:
    """Derived, so that an invitation can be printed again; the database alone does not tell it."""
    return _as_code(bytes.fromhex(keyed_hash(secret, "invitation-code", invitation_id)))


def _as_code(chance: bytes) -> str:
    letters = [CODE_ALPHABET[byte % 32] for byte in chance[:CODE_LENGTH]]
    return "".join(letters[:4]) + "-" + "".join(letters[4:])


def code_hash(secret: bytes, code: str, purpose: str = "invitation") -> str:
    """Keyed, since 40 bits could be searched; spaces, dashes and case do not count."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return keyed_hash(secret, purpose, plain)


def device_token(secret: bytes, invitation_id: str, join_key: str) -> str:
    """Derived, so that the same join can be answered again without keeping the token (AC2)."""
    return keyed_hash(secret, "device-token", f"{invitation_id}:{join_key}")


def push_token(secret: bytes, device_id: str) -> str:
    """Derived likewise; what it opens is the push of this one phone (VA4)."""
    return keyed_hash(secret, "push-token", device_id)


def keyed_hash(secret: bytes, purpose: str, text: str) -> str:
    return hmac.new(secret, f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()
