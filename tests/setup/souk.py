"""The answers of a commune that opens its souk."""

from typing import Any

SOUK: dict[str, Any] = {
    "names": {"ar": "سوق جمعة كيسر", "fr": "Souk du vendredi"},
    "commune": {"ar": "كيسر", "fr": "Guisser"},
    "weekdays": [5],
    "sections": [{"code": "veg", "lanes": 6}, {"code": "grains", "lanes": 2}],
    "operator": {
        "names": {"ar": "جماعة كيسر", "fr": "Commune de Guisser"},
        "address": "Guisser, province de Settat",
        "contact": "Bureau du souk",
        "phone": "+212 5 00 00 00 00",
        "cndp_ref": "Déposée le 12 novembre 2026, numéro attendu",
        "retention_months": 24,
    },
    "public_address": "https://souk.example.ma/desk",
    "coach": {
        "login": "Fatna",
        "password": "a market every friday",
        "name_ar": "فاطنة",
        "name_latin": "Fatna",
        "sex": "f",
    },
}
