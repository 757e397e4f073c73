"""What must hold of the rows, as questions that a sound database answers with nothing."""

from collections.abc import Mapping

# Check → rule, and the ids that break it. The same SQL runs on SQLite and PostgreSQL.
CHECKS: Mapping[str, tuple[str, str]] = {
    "accepted_without_revision": (
        "I11",
        (
            "SELECT op_id FROM op_receipt r WHERE r.code IN ('applied', 'proposed') AND NOT EXISTS"
            " (SELECT 1 FROM entry_revision v"
            " WHERE v.market_id = r.market_id AND v.op_id = r.op_id)"
        ),
    ),
    "revision_without_receipt": (
        "I11",
        (
            "SELECT v.op_id FROM entry_revision v JOIN entry e"
            " ON e.market_id = v.market_id AND e.id = v.entry_id"
            " WHERE e.device_id <> :desk AND NOT EXISTS"
            " (SELECT 1 FROM op_receipt r WHERE r.market_id = v.market_id AND r.op_id = v.op_id)"
            " AND NOT EXISTS"  # a coach's revision goes by the id of the review that made it
            " (SELECT 1 FROM review d WHERE d.market_id = v.market_id AND d.id = v.op_id)"
        ),
    ),
    "refused_and_not_kept": (
        "I5",
        (
            "SELECT op_id FROM op_receipt r WHERE r.code NOT IN ('applied', 'proposed', 'erased')"
            " AND NOT EXISTS"
            " (SELECT 1 FROM quarantine q WHERE q.market_id = r.market_id AND q.op_id = r.op_id)"
        ),
    ),
    "settled_without_receipt": (  # what a repair stands in for may never come
        "I4",
        (
            "SELECT op_id FROM op_settlement s WHERE s.outcome <> 'superseded' AND NOT EXISTS"
            " (SELECT 1 FROM op_receipt r WHERE r.market_id = s.market_id AND r.op_id = s.op_id)"
        ),
    ),
    "released_without_revision": (
        "I11",
        (
            "SELECT op_id FROM op_settlement s WHERE s.outcome = 'released' AND NOT EXISTS"
            " (SELECT 1 FROM entry_revision v"
            " WHERE v.market_id = s.market_id AND v.op_id = s.op_id)"
        ),
    ),
    "waiting_although_settled": (
        "I5",
        (
            "SELECT q.op_id FROM quarantine q JOIN op_settlement s"
            " ON s.market_id = q.market_id AND s.op_id = q.op_id"
            " WHERE q.settled_at IS NULL AND q.code <> 'op_id_reused'"
        ),
    ),
    "revision_missing": (
        "I7",
        (
            "SELECT v.entry_id FROM entry_revision v WHERE v.rev > 1 AND NOT v.gap AND NOT EXISTS"
            " (SELECT 1 FROM entry_revision w WHERE w.market_id = v.market_id"
            " AND w.entry_id = v.entry_id AND w.rev = v.rev - 1)"
        ),
    ),
    "newest_revision_missing": (
        "I7",
        (
            "SELECT e.id FROM entry e WHERE NOT EXISTS"
            " (SELECT 1 FROM entry_revision v WHERE v.market_id = e.market_id"
            " AND v.entry_id = e.id AND v.rev = e.rev)"
        ),
    ),
    "approved_without_its_revision": (
        "I8",
        (
            "SELECT e.id FROM entry e WHERE e.state = 'approved' AND NOT EXISTS"
            " (SELECT 1 FROM entry_revision v WHERE v.market_id = e.market_id"
            " AND v.entry_id = e.id AND v.rev = e.approved_rev)"
        ),
    ),
    "feed_not_dense": (
        "I9",
        (
            "SELECT f.scope FROM feed_counter f WHERE f.last_seq <>"
            " (SELECT count(*) FROM change c WHERE c.market_id = f.market_id AND c.scope = f.scope)"
            " OR f.last_seq <> (SELECT coalesce(max(c.seq), 0) FROM change c"
            " WHERE c.market_id = f.market_id AND c.scope = f.scope)"
        ),
    ),
    "approved_and_not_in_the_feed": (
        "I10",
        (
            "SELECT e.id FROM entry e WHERE e.state = 'approved' AND NOT EXISTS"
            " (SELECT 1 FROM change c WHERE c.market_id = e.market_id AND c.scope = 'approved'"
            " AND c.subject_id = e.id AND (c.type = 'merged' OR c.rev = e.approved_rev AND"
            " c.type IN ('approved', 'corrected'))"
            " AND c.seq = (SELECT max(n.seq) FROM change n WHERE n.market_id = c.market_id"
            " AND n.scope = c.scope AND n.subject_id = c.subject_id))"
        ),
    ),
    "in_the_feed_and_not_approved": (
        "I10",
        (
            "SELECT c.subject_id FROM change c WHERE c.scope = 'approved'"
            " AND c.type IN ('approved', 'corrected')"
            " AND c.seq = (SELECT max(n.seq) FROM change n WHERE n.market_id = c.market_id"
            " AND n.scope = c.scope AND n.subject_id = c.subject_id) AND NOT EXISTS"
            " (SELECT 1 FROM entry e WHERE e.market_id = c.market_id AND e.id = c.subject_id"
            " AND e.state = 'approved')"
        ),
    ),
    "medium_without_entry": (
        "ME9",
        (
            "SELECT m.entry_id FROM medium m WHERE NOT EXISTS"
            " (SELECT 1 FROM entry e WHERE e.market_id = m.market_id AND e.id = m.entry_id)"
        ),
    ),
    "medium_in_the_wrong_state": (
        "ME9",
        ("SELECT m.entry_id FROM medium m WHERE (m.state = 'received') <> (m.data IS NOT NULL)"),
    ),
    "locked_and_open": (
        "LK1",
        "SELECT d.id FROM souk_day d WHERE d.locked_at IS NOT NULL AND d.closed_at IS NULL",
    ),
    "author_of_no_team": (
        "OP6",
        (
            "SELECT e.id FROM entry e WHERE e.device_id <> :desk AND NOT EXISTS"
            " (SELECT 1 FROM membership m WHERE m.market_id = e.market_id"
            " AND m.person_id = e.author_id)"
        ),
    ),
    "role_of_nobody": (
        "AC1",
        (
            "SELECT m.id FROM membership m WHERE NOT EXISTS"
            " (SELECT 1 FROM person p WHERE p.market_id = m.market_id AND p.id = m.person_id)"
        ),
    ),
    "souk_without_coach": (
        "AC1",
        (
            "SELECT k.id FROM market k WHERE NOT EXISTS"
            " (SELECT 1 FROM membership m WHERE m.market_id = k.id AND m.role = 'coach'"
            " AND m.ends_on IS NULL)"
        ),
    ),
    "settled_although_accepted": (
        "I4",
        (
            "SELECT s.op_id FROM op_settlement s JOIN op_receipt r"
            " ON r.market_id = s.market_id AND r.op_id = s.op_id"
            " WHERE s.outcome IN ('released', 'discarded') AND r.code IN ('applied', 'proposed')"
        ),
    ),
    "kept_and_never_answered": (  # an id that cannot be read gets no receipt
        "I5",
        (
            "SELECT q.op_id FROM quarantine q WHERE q.op_id IS NOT NULL AND NOT EXISTS"
            " (SELECT 1 FROM op_receipt r WHERE r.market_id = q.market_id AND r.op_id = q.op_id)"
        ),
    ),
    "revision_ahead_of_its_entry": (
        "I7",
        (
            "SELECT v.entry_id FROM entry_revision v JOIN entry e"
            " ON e.market_id = v.market_id AND e.id = v.entry_id WHERE v.rev > e.rev"
        ),
    ),
    "approved_by_nobody": (
        "I8",
        (
            "SELECT e.id FROM entry e WHERE e.state = 'approved' AND NOT EXISTS"
            " (SELECT 1 FROM review w WHERE w.market_id = e.market_id AND w.entry_id = e.id"
            " AND w.rev = e.approved_rev AND w.decision IN ('approve', 'accept_proposed'))"
        ),
    ),
    "numbered_by_no_counter": (
        "I9",
        (
            "SELECT DISTINCT c.scope FROM change c WHERE NOT EXISTS (SELECT 1 FROM feed_counter f"
            " WHERE f.market_id = c.market_id AND f.scope = c.scope)"
        ),
    ),
    "revision_that_no_log_tells": (
        "I11",
        (
            "SELECT v.op_id FROM entry_revision v JOIN entry e"
            " ON e.market_id = v.market_id AND e.id = v.entry_id"
            " WHERE e.device_id <> :desk AND NOT EXISTS"
            " (SELECT 1 FROM change c WHERE c.market_id = v.market_id AND c.subject_id = v.entry_id"
            " AND c.rev = v.rev AND c.scope LIKE 'person:%')"
        ),
    ),
    "taken_from_another": (
        "I17",
        (
            "SELECT r.op_id FROM op_receipt r JOIN entry_revision v"
            " ON v.market_id = r.market_id AND v.op_id = r.op_id JOIN entry e"
            " ON e.market_id = v.market_id AND e.id = v.entry_id WHERE e.author_id <> r.person_id"
        ),
    ),
    "no_epoch": (
        "L5",
        (
            "SELECT k.id FROM market k WHERE NOT EXISTS"
            " (SELECT 1 FROM server_meta m WHERE m.key = 'epoch')"
        ),
    ),
}
