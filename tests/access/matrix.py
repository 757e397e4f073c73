"""Who may ask what: the permission matrix of the API, one line a route (SPEC AC1).

N nobody     A an animator's phone   R a phone that was signed out   W one that nobody linked yet
C coach      D deputy                O official      M admin
f p n        keys: figures only, pseudonymous, with names
"""

from __future__ import annotations

from dataclasses import dataclass

DESK, KEYS = frozenset("CDOM"), frozenset("fpn")
EVERYBODY = frozenset("NARW") | DESK | KEYS

TABLE = """
GET  /health                                   N A R W C D O M   f p n
GET  /metrics                                                M   f p n
GET  /notice                                   N A R W C D O M   f p n

GET  /setup                                    N A R W C D O M   f p n
POST /setup                                    N A R W C D O M   f p n
POST /setup/code                               N A R W C D O M   f p n
GET  /setup/answers                                    C D   M
PUT  /setup/answers                                    C D   M

POST /desk/login                               N A R W C D O M   f p n
POST /desk/password                            N A R W C D O M   f p n
POST /desk/logout                                      C D O M
GET  /desk/me                                          C D O M

GET  /team                                             C D   M
POST /team/people                                      C D   M
POST /team/people/{person_id}/roles                    C D   M
POST /team/people/{person_id}/roles/{role}/end         C D   M
POST /team/people/{person_id}/password-code            C D   M
GET  /team/invitations                                 C D   M
POST /team/invitations                                 C D   M
GET  /team/invitations/{invitation_id}                 C D   M
POST /team/invitations/{invitation_id}/revoke          C D   M
POST /team/devices/{device_id}/revoke                  C D   M
POST /team/devices/{device_id}/unlock-code             C D
POST /team/unlock-codes                                C D
GET  /team/day-codes                                   C D
GET  /team/newcomers                                   C D
POST /team/newcomers/{newcomer_id}/take-part           C D
POST /team/newcomers/{newcomer_id}/same-person         C D
POST /team/newcomers/{newcomer_id}/discard             C D
GET  /keys                                             C D   M
POST /keys                                             C D   M
POST /keys/{key_id}/revoke                             C D   M

GET  /catalog/trades                                   C D O M
GET  /calendar                                         C D   M
PUT  /calendar/rule                                    C D   M
POST /calendar/days                                    C D   M
POST /calendar/days/{day}/cancel                       C D   M
POST /calendar/days/{day}/move                         C D   M
POST /calendar/days/{day}/undo                         C D   M
POST /calendar/hours                                   C D   M
POST /calendar/hours/{hours_id}/end                    C D   M
GET  /zones                                            C D   M
POST /zones                                            C D   M
PUT  /zones/{zone_id}                                  C D   M
POST /zones/{zone_id}/end                              C D   M
GET  /places/{section}                                 C D   M
POST /places/order                                     C D   M
GET  /cards                                            C D
GET  /forms                                            C D
POST /forms                                            C D
PUT  /forms/{form_id}/modules                          C D
PUT  /forms/{form_id}/ask-again                        C D
PUT  /forms/{form_id}/asking                           C D
PUT  /forms/{form_id}/retired                          C D
POST /forms/check                                      C D
GET  /forms/files/{sha256}                             C D
GET  /forms/{form_id}.xlsx                             C D
GET  /forms/{form_id}/file                             C D
GET  /forms/{form_id}/versions                         C D
GET  /forms/{form_id}/progress                         C D

POST /join                                     N A R W C D O M   f p n
POST /newcomers                                N A R W C D O M   f p n
GET  /sync/snapshot                              A
GET  /sync/snapshot/{snapshot_id}                A
GET  /sync/pull                                  A
POST /sync/push                                  A R W
POST /sync/push-token                            A
PUT  /sync/store-key                             A
PUT  /sync/media/{sha256}                        A R W
GET  /sync/form-files/{sha256}                   A
POST /sync/rescue                                A R W
POST /sync/closings                              A
GET  /sync/day-codes                             A
POST /rescue                                           C D

GET  /review/queue                                     C D
GET  /review/entries/{entry_id}                        C D
GET  /review/entries/{entry_id}/media/{sha256}         C D
POST /review/entries/{entry_id}/decision               C D
POST /review/decisions                                 C D
POST /review/reviews/{review_id}/undo                  C D
POST /review/undo                                      C D
GET  /review/days                                      C D
GET  /review/days/{day}                                C D
POST /review/days/{day}/close                          C D
POST /review/days/{day}/policies/undo                  C D
POST /review/days/{day}/reopen                         C D
POST /review/days/{day}/lock                           C D
GET  /review/quarantine                                C D
GET  /review/quarantine/counts                         C D
POST /review/quarantine/release-held                   C D
POST /review/quarantine/{quarantine_id}/release        C D
POST /review/quarantine/{quarantine_id}/discard        C D
GET  /review/duplicates                                C D
GET  /review/merges                                    C D
POST /review/merges                                    C D
POST /review/merges/{alias_id}/undo                    C D

GET  /registry/traders                                 C D O
GET  /requests                                         C D O
POST /requests                                         C D O
GET  /requests/{request_id}/held                       C D
GET  /requests/{request_id}/answers                    C D
POST /requests/{request_id}/close                      C D
GET  /imports/template.xlsx                            C D
GET  /imports                                          C D
POST /imports/preview                                  C D
PUT  /imports/{import_id}                              C D
POST /imports/{import_id}/undo                         C D

GET  /insight/presence                                 C D O     f p n
GET  /feed/approved                                                p n
GET  /feed/media/{sha256}                                            n
GET  /export/{kind}.csv                                C D O       p n
GET  /export/files/figures.{file_type}                 C D O     f p n
GET  /export/files/{kind}.{file_type}                  C D O       p n
GET  /export/answers                                   C D         p n
GET  /export/answers/{form_id}/{shape}.{file_type}     C D         p n
"""


@dataclass(frozen=True)
class Row:
    method: str
    path: str
    may: frozenset[str]

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    def refusal(self, caller: str) -> tuple[int, str]:
        """Status and code for a caller who may not: whom the door does not know is asked to sign
        in, whom it knows is refused, and a phone that was signed out, or waits, hears so."""
        if caller in "RW" and "A" in self.may:
            return (401, "phone_revoked") if caller == "R" else (403, "not_linked")
        known = any(caller in group and self.may & group for group in (DESK, KEYS))
        return (403, "forbidden") if known else (401, "not_signed_in")


def _row(line: str) -> Row:
    method, path, *letters = line.split()
    return Row(method, path, frozenset(letters))


ROWS = tuple(_row(line) for line in TABLE.splitlines() if line)
