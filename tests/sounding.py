"""A form whose questions can be heard, and a sound for it."""

from __future__ import annotations

import io
import math
import struct
import wave

from tests.forms.workbooks import Sheets

SOUND_NAME = "prix.wav"
RATE_HZ, SECONDS, PITCH_HZ = 8_000, 2, 440


def beep() -> bytes:
    """Two seconds of one tone, as a WAV."""
    written = io.BytesIO()
    with wave.open(written, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(RATE_HZ)
        turns = (2 * math.pi * PITCH_HZ * n / RATE_HZ for n in range(RATE_HZ * SECONDS))
        sound.writeframes(b"".join(struct.pack("B", 128 + int(60 * math.sin(a))) for a in turns))
    return written.getvalue()


def sounding_form() -> Sheets:
    fr = "label::Français (fr)"
    heard = "media::audio::Français (fr)"
    return {
        "survey": [
            ["type", "name", fr, heard],
            ["integer", "price", "Quel prix aujourd’hui ?", SOUND_NAME],
        ],
        "settings": [["form_title", "form_id", "version"], ["Prix", "sounding", "1"]],
    }
