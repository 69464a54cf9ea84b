"""A device that holds a key for signing in, in software: it signs what a real one signs (WebAuthn 2, section 6)."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, KEY_FOLLOWS = 0x01, 0x04, 0x40


def words(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def content(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Authenticator:
    """One key for one site. `origin` is what the browser says of the page that asked."""

    origin: str = "http://localhost"
    verifies: bool = True
    """Whether the device asks for the finger, the face or the PIN."""
    count: int = 0
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    name: bytes = field(default_factory=lambda: sha256(b"a key").digest())

    def makes(self, question: dict[str, Any]) -> str:
        """Returns the answer to a question that makes a key, as the browser sends it."""
        numbers = self.key.public_key().public_numbers()
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})
        about_key = bytes(16) + len(self.name).to_bytes(2, "big") + self.name + public
        signed = self._signed(question["rp"]["id"], KEY_FOLLOWS) + about_key
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": signed})
        told = self._told("webauthn.create", question)
        return self._answer({"clientDataJSON": words(told), "attestationObject": words(attestation)})

    def signs(self, question: dict[str, Any]) -> str:
        """Returns the answer to a question that signs in."""
        self.count += 1
        told, signed = self._told("webauthn.get", question), self._signed(question["rpId"])
        signature = self.key.sign(signed + sha256(told).digest(), ec.ECDSA(SHA256()))
        return self._answer({
            "clientDataJSON": words(told), "authenticatorData": words(signed), "signature": words(signature),
        })  # fmt: skip

    def _told(self, kind: str, question: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": question["challenge"], "origin": self.origin}).encode()

    def _signed(self, host: str, more: int = 0) -> bytes:
        flags = PRESENT | (VERIFIED if self.verifies else 0) | more
        return sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _answer(self, response: dict[str, str]) -> str:
        name = words(self.name)
        return json.dumps({
            "id": name, "rawId": name, "type": "public-key", "clientExtensionResults": {}, "response": response,
        })  # fmt: skip
