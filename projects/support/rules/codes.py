"""The code on a printed list: short enough to type, made by a key, and it knows a typing error.

Seven signs of a keyed hash and one that checks them, in an alphabet without look-alikes.
"""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# What is read for what on paper.
LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
HASHED, BITS = 7, 5
LENGTH = HASHED + 1


def code_of(digest: bytes) -> str:
    """The code that a keyed hash makes, without the dash that print adds."""
    number = int.from_bytes(digest[:8], "big")
    signs = "".join(ALPHABET[(number >> (BITS * place)) % len(ALPHABET)] for place in range(HASHED))
    return signs + _check_sign(signs)


def plain(typed: str) -> str:
    """A typed code as it is kept: upper case, no dashes or spaces, look-alikes put right."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return signs.translate(LOOK_ALIKES)


def is_typed_right(code: str) -> bool:
    """Whether the last sign follows from the others: every single wrong sign is noticed."""
    known = len(code) == LENGTH and all(sign in ALPHABET for sign in code)
    return known and _check_sign(code[:-1]) == code[-1]


def printed(code: str) -> str:
    return f"{code[:4]}-{code[4:]}"


def _check_sign(signs: str) -> str:
    # Odd weights have an inverse modulo 32, so no single change goes unnoticed.
    total = sum((2 * place + 1) * ALPHABET.index(sign) for place, sign in enumerate(signs))
    return ALPHABET[total % len(ALPHABET)]
